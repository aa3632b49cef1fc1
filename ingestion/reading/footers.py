"""Rows below the data that are no data, as the mapping describes them: "Total: 12 rows"."""

import re
from collections.abc import Sequence

import polars as pl

from ingestion import problems
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER

_COUNT = "{rows}"


def _expression_of(pattern: str) -> str:
    told = re.escape(pattern.strip(OUTER))
    return told.replace(re.escape(_COUNT), r"([0-9][0-9,. ]*)").replace(r"\*", ".*")


class Footers:
    """Tells footers from rows by their first filled cell, and holds the number they give against
    the rows there were.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._expressions = [_expression_of(pattern) for pattern in patterns]
        self.seen: list[tuple[int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._expressions)

    def holds(self, cell: str) -> bool:
        """Whether a row that begins so is a footer."""
        plain = cell.strip(OUTER + '"')
        return any(re.fullmatch(each, plain, re.IGNORECASE) for each in self._expressions)

    def take_out(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows that are no footers; the others are remembered."""
        if not self._expressions:
            return frame
        first = pl.coalesce(
            pl.when(cell.str.strip_chars(OUTER) != "").then(cell)
            for cell in (pl.col(name) for name in frame.columns if name != "_source_row")
        ).str.strip_chars(OUTER)
        any_of = "|".join(f"(?:{each})" for each in self._expressions)
        is_footer = frame.select(first.str.contains(f"(?i)^(?:{any_of})$").fill_null(False))
        found = frame.filter(is_footer.to_series()).select("_source_row", first.alias("text"))
        self.seen += found.rows()
        return frame.filter(~is_footer.to_series())

    def reconcile(self, rows: int, others: Sequence[tuple[int, str]]) -> None:
        """Refuse a file whose footer counts other rows than it has; `others` are footers seen
        elsewhere. Raises FileRefusedError.
        """
        for number, text in (*self.seen, *others):
            for each in self._expressions:
                match = re.fullmatch(each, text.strip(OUTER + '"'), re.IGNORECASE)
                count = re.sub(r"\D", "", match[1]) if match and match.groups() else ""
                if count and int(count) != rows:
                    told = {"row": number, "told": f"{int(count):,}", "actual": f"{rows:,}"}
                    raise FileRefusedError(problems.FOOTER_DISAGREES, **told)
