"""Cases by reference: the matrix of types, the teams, what is not asked, and the rows of a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_short_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.view_models.why import explain_case

Row = Mapping[str, Any]

#: Lists that are neither a status nor a band of days overdue.
_OWN_LISTS = {
    "all": "All open cases",
    "open": "Case supervision owed",
    "unallocated": "No allocated worker",
}
_OFFERED = ("all", "open", "overdue", "in_date", "due_soon", "unallocated", "no_rule", "not_measured")
UNALLOCATED = "■ No allocated worker"


def list_titles(words: Vocabulary) -> dict[str, str]:
    """Every list there is, id to words; those offered to choose from come first."""
    bands = {
        word.code: f"Overdue {word.label[0].lower()}{word.label[1:]}"
        for word in words.words("overdue_band")
    }
    known = {word.code: word.label for word in words.words("status")}
    offered = {name: _OWN_LISTS.get(name) or known.get(name, name) for name in _OFFERED}
    return {**offered, **bands, "not_started": known.get("not_started", "not_started")}


def reference(row: Row, words: Vocabulary) -> str:
    """A case as the officer finds it: its system in words and the person ID there."""
    system = row["system_code"]
    return f"{words.word('system', system).label} {row['case_id'].removeprefix(f'{system}-')}"


def say_covered(high: Share, whole: Share, longest: int | None, unallocated: int) -> str:
    """Whether high-risk work is covered, then the rest, in sentences. The shares are of overdue."""
    if not whole.whole:
        return "No case supervision is owed here."
    told = []
    if high.whole:
        told.append(f"**{high.text} high-risk cases are overdue.**")
    rest = f"Of all cases with case supervision owed, {whole.text} are overdue"
    told.append(f"{rest}, the longest by {say_count(longest, 'day')}." if longest else f"{rest}.")
    if unallocated:
        told.append(f"{say_count(unallocated, 'case has', 'cases have')} no allocated worker.")
    return " ".join(told)


def number_link(number: int, links: Links, named: bool, **asked: str | None) -> str:
    """A number of cases as the link to their list, for who may see the list."""
    if not (named and number):
        return f"{number:,}"
    return link(f"{number:,}", links.to("cases", **asked))


def type_rows(
    types: Iterable[Row], rules: Iterable[Row], links: Links, named: bool
) -> list[Cells]:
    """The matrix: a case type, its rules, how its cases stand."""
    by_type: dict[str, list[Row]] = {}
    for rule in rules:
        by_type.setdefault(rule["case_type"], []).append(rule)
    return [_type_cells(row, by_type.get(row["case_type"], []), links, named) for row in types]


def _type_cells(row: Row, rules: list[Row], links: Links, named: bool) -> Cells:
    def listed(number: int, name: str) -> str:
        return number_link(number, links, named, type=row["case_type"], list=name)

    share = Share(row["in_date_count"], row["open_count"])
    longest = row["longest_overdue_days"]
    return {
        "Case type and rule": f"**{plain(row['case_type_label'] or row['case_type'])}**"
        + (f"  \n:small[{_rules_words(rules, links)}]" if rules else ""),
        "Open cases": listed(row["case_count"], "all"),
        "In date": f"{listed(share.part, 'in_date')} of {listed(share.whole, 'open')}"
        f"  \n:small[{share.percent_text}]"
        if share.whole
        else "nothing asked",
        "Overdue": listed(row["overdue_count"], "overdue")
        + (f"  \n:small[longest {say_count(longest, 'day')}]" if longest else ""),
        "Unallocated": listed(row["unallocated_count"], "unallocated"),
    }


def _rules_words(rules: list[Row], links: Links) -> str:
    """What the rules of a type ask for, each wording once, as the way to the rule; then the clauses."""
    worded: dict[str, str] = {}
    for rule in rules:
        address = links.to("policy", policy=rule["policy_id"], rule=rule["rule_id"])
        worded.setdefault(rule["steps_label"], link(plain(rule["steps_label"]), address))
    clauses = ", ".join(dict.fromkeys(plain(rule["clause"]) for rule in rules))
    return f"{' or '.join(worded.values())} ({clauses})"


def team_rows(rows: Iterable[Row], links: Links, named: bool) -> list[Cells]:
    """Teams (or services), most overdue first, each with the case types its overdue ones are of."""
    listed = []
    for where, place, mine in _by_place(rows):
        share = Share(
            sum(row["in_date_count"] for row in mine), sum(row["open_count"] for row in mine)
        )
        overdue = share.whole - share.part
        types = [
            f"{plain(row['case_type_label'])} "
            + number_link(row["overdue_count"], links, named, **where, type=row["case_type"], list="overdue")
            for row in sorted(mine, key=lambda row: -row["overdue_count"])
            if row["overdue_count"]
        ]
        known = named and bool(where)
        listed.append(
            {
                "Team" if mine[0]["team_id"] else "Service": f"**{plain(place)}**",
                "In date": f"{number_link(share.part, links, known, **where, list='in_date')} "
                f"of {number_link(share.whole, links, known, **where, list='open')}"
                f"  \n:small[{share.percent_text}]",
                "Overdue": number_link(overdue, links, known, **where, list="overdue"),
                "Overdue by case type": ", ".join(types) or "none",
            }
        )
    return listed


def team_bars(rows: Iterable[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """The same teams as the parts of bars: overdue first, then in date."""
    late, kept = words.word("status", "overdue"), words.word("status", "in_date")
    bars = []
    for _, place, mine in _by_place(rows):
        open_count = sum(row["open_count"] for row in mine)
        overdue = sum(row["overdue_count"] for row in mine)
        said = f"{overdue:,} of {open_count:,} overdue"
        parts = ((late, 1, overdue), (kept, 2, open_count - overdue))
        bars += [
            {
                "name": place,
                "part": word.label,
                "order": order,
                "number": number,
                "tone": word.tone,
                "said": said,
            }
            for word, order, number in parts
        ]
    return bars


def say_teams(rows: Iterable[Row]) -> str:
    """Where most of the overdue cases are, in a sentence."""
    counted = [
        (sum(row["overdue_count"] for row in mine), sum(row["open_count"] for row in mine), place)
        for _, place, mine in _by_place(rows)
    ]
    overdue = [entry for entry in counted if entry[0]]
    if not overdue:
        return "No case is overdue in any team."
    most, of_them, place = overdue[0]
    everywhere = sum(number for number, _, _ in overdue)
    return (
        f"{plain(place)} holds most of them: {Share(most, everywhere).text} overdue cases, out of "
        f"{say_count(of_them, 'case')} there. {len(overdue)} of {len(counted)} have any overdue."
    )


def _by_place(rows: Iterable[Row]) -> list[tuple[dict[str, str], str, list[Row]]]:
    """The rows by team (or service): how the address names it, its name, its rows; worst first."""
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["team_id"] or (row["service_name"],), []).append(row)
    placed: list[tuple[dict[str, str], str, list[Row]]] = []
    for mine in groups.values():
        first = mine[0]
        if first["team_id"]:
            placed.append(({"team": first["team_id"]}, first["team_name"] or first["team_id"], mine))
        elif first["service_name"]:
            placed.append(({"service": first["service_name"]}, first["service_name"], mine))
        else:
            placed.append(({}, "Not known", mine))
    placed.sort(key=lambda entry: (-sum(row["overdue_count"] for row in entry[2]), entry[1]))
    return placed


def not_asked_rows(
    rows: Iterable[Row], words: Vocabulary, links: Links, named: bool
) -> list[Cells]:
    """Cases of which nothing is asked or can be said, and why."""
    return [
        {
            "Case type": f"**{plain(row['case_type_label'] or row['case_type'])}**  \n"
            f":small[{plain(words.word('system', row['system_code']).label)}]",
            "Cases": number_link(
                row["case_count"],
                links,
                named,
                list=row["status_code"],
                type=row["case_type"],
                system=row["system_code"],
            ),
            "Of these high-risk": number_link(
                row["high_risk_count"],
                links,
                named,
                list=row["status_code"],
                type=row["case_type"],
                system=row["system_code"],
                risk="high",
            ),
            "Why": say_not_asked(row, words, links),
        }
        for row in rows
    ]


def say_not_asked(row: Row, words: Vocabulary, links: Links) -> str:
    """Why nothing is asked of a case, or can be said about it."""
    system = plain(words.word("system", row["system_code"]).label)
    policy = plain(row["policy_short_label"])
    if row["status_code"] == "not_measured":
        return (
            f"A rule of {policy} binds it, but no case supervision from {system} was supplied, "
            "so nothing can be said."
        )
    if row["status_code"] == "not_started":
        return words.word("status", "not_started").meaning + "."
    if row["case_type"] == "unmapped":
        where = link("Data quality", links.to("quality", check="DQ06"))
        return f"The type is not one the mappings know, so no rule can bind it: see {where}."
    label = plain(row["case_type_label"])
    return (
        f"{policy} is silent about it: no rule there asks for case supervision of "
        f"“{label}” as the case stands now."
    )


def case_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Cases as the rows of a list: which, how it stands, why, last and missed, who holds it."""
    return [
        {
            "Case": _case_cell(row, words),
            "Status": _status_cell(row, words),
            "Why": _why_cell(row, words, links),
            "Worker and team": _worker_cell(row, links),
        }
        for row in rows
    ]


def _case_cell(row: Row, words: Vocabulary) -> str:
    cell = f"**{plain(reference(row, words))}**  \n:small[{plain(row['case_type_label'])}"
    cell += f" since {say_date(row['type_since_on'])}]"
    if row["risk_flags"]:
        cell += f"  \n:small[▲ {plain(row['risk_flags'])}]"
    elif row["is_high_risk"]:
        cell += "  \n:small[▲ High-risk by its type]"
    return cell


def _status_cell(row: Row, words: Vocabulary) -> str:
    word = words.word("status", row["status_code"])
    last = say_short_date(row["last_held_on"], "none on record")
    beneath = f"  \n:small[Last discussed: {last}]"
    if row["sessions_missed"]:
        beneath += f"  \n:small[{row['sessions_missed']} missed]"
    if row["status_code"] == "overdue":
        label = f"{word.label} {say_count(row['days_overdue'], 'day')}"
        return f"{badge(word, label)}  \n:small[Was due {say_short_date(row['due_on'])}]{beneath}"
    if row["due_on"] is not None:
        return f"{badge(word)}  \n:small[Due {say_short_date(row['due_on'])}]{beneath}"
    return badge(word) + beneath


def _why_cell(row: Row, words: Vocabulary, links: Links) -> str:
    if row["due_on"] is None:
        return say_not_asked(row, words, links)
    rule = link("The rule", links.to("policy", policy=row["policy_id"], rule=row["rule_id"]))
    cell = f"{explain_case(row)} {rule}"
    if row["also_applies"]:
        cell += f"  \n:small[Also applies: {plain(row['also_applies'])}]"
    return cell


def _worker_cell(row: Row, links: Links) -> str:
    if row["is_unallocated"]:
        held = f"**{UNALLOCATED}**"
    else:
        name = plain(row["worker_name"])
        held = link(name, links.to("person", worker=row["worker_id"])) if row["is_worker_known"] else name
        if not row["is_worker_known"]:
            held += "  \n:small[not in the staff list]"
    if row["supervisor_name"]:
        held += f"  \n:small[Supervisor: {plain(row['supervisor_name'])}]"
    elif not row["is_unallocated"]:
        held += "  \n:small[No supervisor known]"
    return held + (f"  \n:small[{plain(row['team_name'])}]" if row["team_name"] else "")
