"""A tracker -> the rows of a feed: people down, months across, and in each cell a day.

A row of a tracker is one cell that holds something: a day makes a row of the feed, and anything
else is held back. What else it says ("off sick") is nobody's business and is never kept.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

import polars as pl

from ingestion import problems
from ingestion.feeds import ContractField, Feed
from ingestion.mapping import Reading, Unpivot
from ingestion.reading.asked import tell_not_found
from ingestion.reading.export import Finding, Grid
from ingestion.reading.headings import match_headings
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER, normalise
from ingestion.reading.table import Table, find_heading_row, known_headings

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(?P<month>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?"
    r"|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?[-'/ ]*(?P<year>\d{4}|\d{2})?",
    re.IGNORECASE,
)
_DAY = ("%Y-%m-%d", "%Y-%m", "%m/%Y", "%d/%m/%Y")


def month_of(heading: str, begins: date | None = None) -> str | None:
    """The month a heading names, as 2026-04; null where it names none.

    Where it has no year that of the tracker's first month counts. Raises FileRefusedError where
    nobody said which that is.
    """
    plain = heading.strip(OUTER)
    for form in _DAY:
        try:
            return f"{datetime.strptime(plain, form):%Y-%m}"
        except ValueError:
            continue
    named = _NAMED.fullmatch(plain)
    if not named:
        return None
    month = _MONTHS.index(named["month"].lower()[:3]) + 1
    if named["year"]:
        return f"{int(named['year'][-2:]) + 2000}-{month:02}"
    if begins is None:
        raise FileRefusedError(problems.MONTH_WITHOUT_YEAR, month=plain)
    return f"{begins.year + (month < begins.month)}-{month:02}"


def _months(cells: list[str], unpivot: Unpivot) -> dict[int, str]:
    """The columns that are unpivoted, each with what tells it from the others."""
    asked = {normalise(heading) for heading in unpivot.columns}
    months: dict[int, str] = {}
    for at, cell in enumerate(cells):
        if asked and normalise(cell) not in asked:
            continue
        month = month_of(cell, unpivot.year_begins) or (normalise(cell) if asked else None)
        if month:
            before = sum(each.split("#")[0] == month for each in months.values())
            months[at] = f"{month}#{before + 1}" if before else month
    return months


def _month_headings(grid: Grid) -> set[str]:
    """Whatever above the rows looks like a month, to find the heading row by."""
    cells = {cell for _, row in grid.start() for cell in row}
    return {normalise(cell) for cell in cells if month_of(cell, date(2000, 1, 1))}


class Tracker(Table):
    """One tracker, unpivoted as its mapping says."""

    def __init__(self, grid: Grid, feed: Feed, how: Reading, unpivot: Unpivot) -> None:
        """Find the heading row and the months. Raises FileRefusedError."""
        self._start(grid, feed, how)
        known = known_headings(feed, how) | _month_headings(grid)
        known |= {normalise(heading) for heading in unpivot.columns}
        row, cells = find_heading_row(grid, known, how.skip_rows)
        self._months = _months(cells, unpivot)
        others = ["" if at in self._months else cell for at, cell in enumerate(cells)]
        self.headings = match_headings(others, row, feed, how)
        self._cells = cells
        if not self._months:
            raise FileRefusedError(problems.NO_MONTHS)
        self._into = self._field(unpivot.into)
        self._id = self._field(unpivot.id) if unpivot.id else None
        self._no_days: list[pl.DataFrame] = []

    def _field(self, heading: str) -> ContractField:
        return next(
            each for each in self._feed.fields if normalise(each.heading) == normalise(heading)
        )

    @property
    def findings(self) -> list[Finding]:
        """Beside those of any table, each cell that holds something and no day."""
        told = super().findings
        for frame in self._no_days:
            for (at,), rows in frame.group_by("at", maintain_order=True):
                heading = self._cells[int(str(at))].strip(OUTER)[:80]
                where = rows.select("source_row")
                told.append(Finding(problems.NO_DAY, where, heading, held_back=True))
        return told

    def _not_found(self) -> list[Finding]:
        return list(tell_not_found(self.headings, self._cells, self._feed, self._how))

    def blocks(self) -> Iterator[pl.DataFrame]:
        """Give a row for each cell with a day. Raises FileRefusedError."""
        fixed = [each for each in self._feed.fields if each not in (self._into, self._id)]
        for frame in self._rows_of_grid():
            wide = frame.select(
                "_source_row",
                *(self._read_from(each) for each in fixed),
                *(pl.col(str(at)) for at in self._months),
            )
            yield self._unpivot(wide, [each.name for each in fixed])

    def _unpivot(self, wide: pl.DataFrame, fixed: list[str]) -> pl.DataFrame:
        on = [str(at) for at in self._months]
        cells = wide.unpivot(
            on, index=["_source_row", *fixed], variable_name="at", value_name="day"
        )
        cells = cells.with_columns(pl.col("day").str.strip_chars(OUTER))
        blanks = ["", *(blank.strip(OUTER).lower() for blank in self._how.blanks)]
        cells = cells.filter(~pl.col("day").str.to_lowercase().is_in(blanks))
        days = cells.select(self._into.read(cells["day"]).is_not_null()).to_series()
        others = cells.filter(~days)
        if others.height:
            self._no_days.append(others.select(pl.col("_source_row").alias("source_row"), "at"))
        return self._as_fields(cells.filter(days))

    def _as_fields(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The cells as rows of the feed; the made up number stays the same while the person and the
        month do.
        """
        month = pl.col("at").replace_strict({str(at): name for at, name in self._months.items()})
        made = [pl.col("day").alias(self._into.name)]
        if self._id:
            people = [
                pl.col(each.name).str.strip_chars(OUTER).fill_null("")
                for each in self._feed.fields
                if each.required and each.kind == "id" and each is not self._id
            ]
            made.append(
                # Without a space: a number with words in it may be a sentence, and is not kept.
                pl.concat_str([*people, month], separator="-")
                .str.replace_all(rf"[{OUTER} ]+", "-")
                .str.slice(0, 100)
                .alias(self._id.name)
            )
        names = [field.name for field in self._feed.fields]
        return cells.with_columns(made).select("_source_row", *names)
