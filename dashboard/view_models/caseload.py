"""Cases counted: the matrix of types, the teams, and those of which nothing is asked."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.case_lists import say_not_asked
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import noun, verb
from dashboard.view_models.labels import tell_apart
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import NOT_MEASURED
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
NOT_KNOWN = "Not known"
NO_CASES_SUPPLIED = "Case supervision is not measured: no export of cases was supplied."


def say_unmeasured(number: int, lacks_export: bool) -> str:
    """For how many cases nothing can be said, and why; nothing where all are measured."""
    if not number:
        return ""
    why = "the export of case supervisions" if lacks_export else "what the rule needs"
    cases = say_count(number, "case")
    return f"Case supervision is not measured for {cases}: {why} was not supplied."


def say_covered(
    high: Share, whole: Share, longest: int | None, unallocated: int, unmeasured: str = ""
) -> str:
    """Whether high-risk work is covered, then the rest, in sentences. The shares are of overdue."""
    if not whole.whole and not unmeasured:
        return "No case supervision is owed here."
    told = []
    if high.whole:
        cases, are = noun(high.whole, "case"), verb(high.part, high.whole)
        told.append(f"**{high.text} high-risk {cases} {are} overdue.**")
    if whole.whole:
        are = verb(whole.part, whole.whole)
        rest = f"Of all cases with case supervision owed, {whole.text} {are} overdue"
        late = f", the longest by {say_count(longest, 'day')}" if longest else ""
        told.append(f"{rest}{late}.")
    if unmeasured:
        told.append(unmeasured)
    if unallocated:
        told.append(f"{say_count(unallocated, 'case has', 'cases have')} no allocated worker.")
    return " ".join(told)


def number_link(number: int, links: Links, named: bool, **asked: str | None) -> str:
    """A number of cases as the link to their list, for who may see the list."""
    if not (named and number):
        return f"{number:,}"
    return link(f"{number:,}", links.to("cases", **asked))


@once
def type_rows(types: Iterable[Row], rules: Iterable[Row], links: Links, named: bool) -> list[Cells]:
    """The matrix: a case type, its rules, how its cases stand."""
    by_type: dict[str, list[Row]] = {}
    for rule in rules:
        by_type.setdefault(rule["case_type"], []).append(rule)
    return [_type_cells(row, by_type.get(row["case_type"], []), links, named) for row in types]


def _type_cells(row: Row, rules: list[Row], links: Links, named: bool) -> Cells:
    def listed(number: int, name: str) -> str:
        return number_link(number, links, named, type=row["case_type"], list=name)

    share = Share(row["in_date_count"], row["open_count"])
    longest, silent = row["longest_overdue_days"], row["case_count"] - row["open_count"]
    unmeasured = row["not_measured_count"]
    parts = (
        [
            (row["no_rule_count"], "no_rule", "not asked"),
            (row["not_started_count"], "not_started", "not started"),
            (unmeasured, "not_measured", NOT_MEASURED),
        ]
        if unmeasured
        else [(silent, "not_asked", "not asked")]
    )
    beneath = [f"{listed(number, name)} {said}" for number, name, said in parts if number]
    nothing = NOT_MEASURED if unmeasured else "nothing asked"
    return {
        "Case type and rule": f"**{plain(row['case_type_label'] or row['case_type'])}**"
        + (f"  \n:small[{_rules_words(rules, links)}]" if rules else ""),
        "Open cases": listed(row["case_count"], "all")
        + (f"  \n:small[{', '.join(beneath)}]" if beneath else ""),
        "In date": f"{listed(share.part, 'in_date')} of {listed(share.whole, 'open')}"
        f"  \n:small[{share.percent_text}]"
        if share.whole
        else nothing,
        "Overdue": NOT_MEASURED
        if unmeasured and not share.whole
        else listed(row["overdue_count"], "overdue")
        + (f"  \n:small[longest {say_count(longest, 'day')}]" if longest else ""),
        "Unallocated": listed(row["unallocated_count"], "unallocated"),
    }


def _rules_words(rules: list[Row], links: Links) -> str:
    """What the rules of a type ask for, each wording once, as the way to the rule; then clauses."""
    worded: dict[str, str] = {}
    for rule in rules:
        address = links.to("policy", policy=rule["policy_id"], rule=rule["rule_id"])
        worded.setdefault(rule["steps_label"], link(plain(rule["steps_label"]), address))
    clauses = ", ".join(dict.fromkeys(plain(rule["clause"]) for rule in rules))
    return f"{' or '.join(worded.values())} ({clauses})"


@once
def service_rows(rows: Iterable[Row], links: Links) -> list[Cells]:
    """Services, most overdue first, for who sees counts only: each is the way to its counts."""
    listed = []
    for where, place, mine in _by_place(rows):
        share = Share(
            sum(row["in_date_count"] for row in mine), sum(row["open_count"] for row in mine)
        )
        name = plain(place)
        listed.append(
            {
                "Service": link(name, links.to("cases", **where)) if where else name,
                "In date": f"{share.counts}  \n:small[{share.percent_text}]",
                "Overdue": f"{share.whole - share.part:,}",
            }
        )
    return listed


@once
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
    if len(counted) == 1:
        return (
            f"{most:,} of {say_count(of_them, 'case')} with case supervision owed in "
            f"{plain(place)} {verb(most, of_them)} overdue."
        )
    share = Share(most, everywhere)
    if most == everywhere:
        others = len(counted) - 1
        none = "The other place with case supervision owed has none"
        if others > 1:
            none = f"None of the {others:,} other places with case supervision owed has any"
        return (
            f"Every overdue case is in {plain(place)}: {most:,} among "
            f"{say_count(of_them, 'case')} there. {none}."
        )
    return (
        f"{plain(place)} holds most of them: {share.counts} overdue "
        f"{noun(everywhere, 'case')} ({share.percent_text}), "
        f"among {say_count(of_them, 'case')} there. "
        f"Of {say_count(len(counted), 'place')} with case supervision owed, {len(overdue)} "
        f"{verb(len(overdue), len(counted), 'has', 'have')} any overdue."
    )


def _by_place(rows: Iterable[Row]) -> list[tuple[dict[str, str], str, list[Row]]]:
    """The rows by team (or service): how the address names it, its name, its rows; worst first.

    Where teams are known, cases without one stand together, and no address can name them.
    """
    every = list(rows)
    by_team = any(row["team_id"] for row in every)
    id_column, name_column = ("team_id", "team_name") if by_team else ("service_name",) * 2
    groups: dict[str | None, list[Row]] = {}
    for row in every:
        groups.setdefault(row[id_column], []).append(row)
    labels = tell_apart(every, id_column, name_column)
    placed: list[tuple[dict[str, str], str, list[Row]]] = []
    for place_id, mine in groups.items():
        where = {"team" if by_team else "service": place_id} if place_id else {}
        placed.append((where, labels[place_id] if place_id else NOT_KNOWN, mine))
    placed.sort(key=lambda entry: (-sum(row["overdue_count"] for row in entry[2]), entry[1]))
    return placed


@once
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
