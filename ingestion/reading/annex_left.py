"""What is told of the columns of an Annex A list that are not read: one of them may be the day that
ends what the list is of, and without that day everything in it would count as still open.
"""

from collections.abc import Collection, Iterator, Sequence

from ingestion import problems
from ingestion.reading.annex_a_lists import AnnexList
from ingestion.reading.annex_headings import Matched
from ingestion.reading.annex_likeness import may_be_the_end, says_a_day, squeezed
from ingestion.reading.export import Finding

_DAYS = ("start_date", "end_date")
_LONGEST = 60


def _named(columns: Collection[str]) -> str:
    return ", ".join(each[:_LONGEST] for each in columns)


def _counting(rows: int) -> str:
    if not rows:
        return "every row of it counts"
    return "its one row counts" if rows == 1 else f"all {rows:,} rows count"


def _without_end(annex: AnnexList, columns: Sequence[str], rows: int) -> Finding:
    listed = {squeezed(each) for each in annex.others}
    may_be = [
        each for each in columns if squeezed(each) not in listed and may_be_the_end(each, annex)
    ]
    end = annex.heading_of("end_date")
    mend = f"Add the column {end} to the list, or say in the mapping which column it is."
    if may_be:
        mend = f"If one of these is that day, call it {end} or say so in the mapping: "
        mend += f"{_named(may_be)}."
    return Finding(
        problems.LIST_WITHOUT_END,
        details={
            "number": annex.number,
            "title": annex.title,
            "ended": annex.ended,
            "counted": _counting(rows),
            "mend": mend,
        },
    )


def tell_left(
    annex: AnnexList, found: Matched, left: Sequence[str], doubtful: Collection[str], rows: int
) -> Iterator[Finding]:
    """Tell of the columns that are `left`, of those that are `doubtful`, and of an end that is not
    among the columns that are read. Nothing that may be a start or an end is told as needing
    nothing.
    """
    has_end = "end_date" in found.positions or "end_date" not in annex.fields
    if not has_end:
        yield _without_end(annex, [*doubtful, *left], rows)
    listed = {squeezed(each) for each in annex.others}
    days = [
        each
        for each in left
        if squeezed(each) not in listed and annex.ended and says_a_day(each, annex)
    ]
    if days:
        read = [annex.heading_of(name) for name in _DAYS if name in found.positions]
        details: dict[str, object] = {
            "columns": _named(days),
            "read": " and ".join(read) or "no start and no end",
        }
        yield Finding(problems.DAYS_LEFT, details=details)
    if others := [each for each in left if each not in days]:
        yield Finding(problems.COLUMNS_LEFT, details={"columns": _named(others)})
