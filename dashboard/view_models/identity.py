"""Who cannot be told from the exports, in words: what hangs on it, and how others were told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_narrow_date
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells

Row = Mapping[str, Any]

_WAYS = {
    "settled": "settled by the council",
    "nobody": "settled by the council to be no worker of ours",
    "employee_number": "by employee number in other case or spacing",
    "work_email": "by e-mail",
    "login": "by the part of an e-mail before the @",
    "swe_number": "by Social Work England number",
    "name": "by name",
    "unzeroed": "by employee number, the leading zeros of a whole column being lost",
}


def say_way(matched_by: str) -> str:
    """How somebody was told, to go after 'told'."""
    return _WAYS.get(matched_by, plain(matched_by))


def say_effects(counted: Iterable[Row], links: Links) -> list[str]:
    """One sentence a heading: what hangs on its people not being told, most first."""
    return [_say_effect(row, links) for row in counted]


def _say_effect(row: Row, links: Links) -> str:
    rows = say_count(row["rows_count"], plain(row["row_label"]), plain(row["rows_label"]))
    listed = {"list": "not_told", "feed": row["feed"], "column": row["column_name"]}
    see = link(rows, links.to("quality", **listed))
    cause = f"the {plain(row['who_label'])} of {see} cannot be told"
    if row["people_overdue_count"]:
        number = row["people_overdue_count"]
        people = link(
            f"{number:,} {noun(number, 'person', 'people')}",
            links.to("quality", **{**listed, "list": "maybe_not_overdue"}),
        )
        shows = noun(number, "shows", "show")
        return f"At most **{people}** {shows} as overdue because {cause}."
    if row["cases_count"]:
        cases = say_count(row["cases_count"], "open case")
        return f"**{cases}** {noun(row['cases_count'], 'has', 'have')} no known worker: {cause}."
    if row["people_count"]:
        people = say_count(row["people_count"], "person", "people")
        has = noun(row["people_count"], "has", "have")
        return f"**{people}** {has} no known supervisor: {cause}."
    if row["is_subject"]:
        counts = noun(row["rows_count"], "It is kept and counts", "They are kept and count")
        return f"{cause[0].upper()}{cause[1:]}. {counts} for nobody."
    shows = noun(row["rows_count"], "It counts, and shows", "They count, and show")
    return f"{cause[0].upper()}{cause[1:]}. {shows} no name."


def say_matched(ways: Iterable[Row]) -> str:
    """How many rows were told otherwise than by employee number; blank where none was."""
    told = [
        f"{say_count(row['rows_count'], 'row')} {say_way(row['matched_by'])}"
        for row in ways
        if row["matched_by"] != "nobody"
    ]
    return f"Told otherwise than by employee number as written: {'; '.join(told)}." if told else ""


def say_settled(counted: Iterable[Row], links: Links) -> str:
    """How many identifiers the council settled, and how many of them are no worker; blank where
    none is.
    """
    row = next(iter(counted))
    if not row["settled_count"]:
        return ""
    number = say_count(row["settled_count"], "identifier")
    see = link(number, links.to("quality", list="settled"))
    told = f"{see} {noun(row['settled_count'], 'is', 'are')} settled by the council"
    told = f"{told}, in {say_count(row['rows_count'], 'row')}."
    if not row["nobody_count"]:
        return told
    rows = say_count(row["nobody_rows_count"], "row")
    stay = noun(row["nobody_rows_count"], "it is kept and counts", "they are kept and count")
    if row["nobody_count"] == row["settled_count"]:
        which = noun(row["nobody_count"], "It is", "All are")
    else:
        which = f"{row['nobody_count']:,} of them {noun(row['nobody_count'], 'is', 'are')}"
    return f"{told} {which} no worker of ours, in {rows}: {stay} for nobody."


def settled_rows(listed: Iterable[Row], links: Links) -> list[Cells]:
    """What the council settled: whom it means, of how many rows, by whom and when."""
    return [
        {
            "As written": f"**{plain(row['identifier'])}**"
            if row["identifier"]
            else ":small[not shown to you]",
            "Where": plain(row["system"].upper()) if row["system"] else "everywhere",
            "Means": _means(row, links),
            "Rows": f"{row['rows_count']:,}",
            "Settled": f"{plain(row['settled_by'] or 'by nobody named')}  \n:small["
            + (say_narrow_date(row["settled_on"]) if row["settled_on"] else "no day given")
            + f", {plain(row['source_file'])}, row {row['source_row']}]",
        }
        for row in listed
    ]


def _means(row: Row, links: Links) -> str:
    if row["is_nobody"]:
        return "No worker of ours"
    if row["worker_id"] is None:
        return ":small[not shown to you]"
    return _person(row["worker_id"], row["worker_name"], links)


def say_duplicates(pairs: Sequence[Row], links: Links) -> str:
    """How many people are likely in the staff list twice; blank where none is."""
    if not pairs:
        return ""
    told = say_count(len(pairs), "pair of employee numbers", "pairs of employee numbers")
    see = link(told, links.to("quality", list="duplicates"))
    twice = sum(bool(pair["is_counted_twice"]) for pair in pairs)
    late = sum(bool(pair["overdue_worker_id"]) for pair in pairs)
    counted = f" {say_count(twice, 'person', 'people')} may be counted twice." if twice else ""
    overdue = f" {late:,} of them may not be overdue." if late else ""
    shares = noun(len(pairs), "shares", "share")
    what = "an e-mail or a Social Work England number"
    return f"{see} {shares} {what}: likely one person.{counted}{overdue}"


def reference_rows(listed: Iterable[Row], links: Links) -> list[Cells]:
    """Texts that tell nobody: as written, where, why, who it may be, what hangs on it."""
    return [
        {
            "As written": f"**{plain(row['written_text'])}**"
            if row["written_text"]
            else ":small[not shown to you]",
            "Where": link(
                plain(row["feed_title"] or row["feed"]), links.to("quality", feed=row["feed"])
            )
            + f"  \n:small[{plain(row['heading'])}, first in {plain(row['source_file'] or '')}, "
            f"row {row['source_row']}]",
            "Why": plain(row["reason"]),
            "Who it may be": _say_nearest(row),
            "What hangs on it": plain(row["effect"]),
        }
        for row in listed
    ]


def _say_nearest(row: Row) -> str:
    if row["nearest_people"]:
        return "  \n".join(plain(one) for one in row["nearest_people"].split("; "))
    return "Nobody near" if not row["candidates_count"] else ":small[not shown to you]"


def overdue_rows(people: Iterable[Row], links: Links) -> list[Cells]:
    """People who are overdue and may not be: what was written since, and why it may be them."""
    return [
        {
            "Person": link(
                plain(row["worker_name"] or row["worker_id"]),
                links.to("person", worker=row["worker_id"]),
            ),
            "As written": f"**{plain(row['written_text'])}**",
            "Why it may be them": f"{plain(row['why'][0].upper() + row['why'][1:])}",
            "Rows": say_count(row["rows_count"], plain(row["row_label"]), plain(row["rows_label"])),
            "Latest": say_narrow_date(row["last_evidence_on"]),
        }
        for row in people
    ]


def duplicate_rows(pairs: Iterable[Row], links: Links) -> list[Cells]:
    """Pairs of employee numbers that are likely one person, and what that does to the numbers."""
    return [
        {
            "One": _person(row["worker_id"], row["worker_name"], links),
            "The other": _person(row["other_worker_id"], row["other_worker_name"], links),
            "What they share": " and ".join(
                words
                for shared, words in (
                    (row["share_email"], "work e-mail"),
                    (row["share_swe_number"], "Social Work England number"),
                )
                if shared
            ),
            "What it does to the numbers": _say_twice(row),
        }
        for row in pairs
    ]


def _person(worker_id: str, name: str | None, links: Links) -> str:
    told = link(plain(name or worker_id), links.to("person", worker=worker_id))
    return f"{told}  \n:small[{plain(worker_id)}]"


def _say_twice(row: Row) -> str:
    if row["overdue_worker_id"]:
        number = plain(row["overdue_worker_id"])
        return f"{number} shows as overdue; the other number has a session since"
    return "Counted twice" if row["is_counted_twice"] else "Not counted twice: one has left"


def say_spellings(spellings: Iterable[Row]) -> list[str]:
    """How a person was told where not by employee number, one line a text."""
    return [
        f"{plain(row['feed_title'] or row['feed'])}, {plain(row['heading'])}: written as "
        f"“{plain(row['written_text'])}” in {say_count(row['rows_count'], 'row')}, told "
        f"{say_way(row['matched_by'])}"
        for row in spellings
    ]
