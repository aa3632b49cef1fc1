"""The end of a refresh on the terminal: what arrived, what was made of it, and every file that gave
trouble.
"""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingestion.problems import HEADING_LIKELY, HEADING_MISSING, in_words, unit_of
from ingestion.refresh import Report

#: How many lines are shown of what was published; of what stopped a refresh none is left out, for
#: they are nowhere else.
_SHOWN = 40
_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}
_WORDS = {
    "row quarantined": "held back",
    "cell emptied": "cells emptied",
    "heading dropped": "column not kept",
    "row kept": "rows kept",
    "file refused": "file refused",
    "refresh stopped": "refresh stopped",
    "warning": "",
}


def _feeds_table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Feed", "Extracted on", "Rows", "Used", "Held back", "Copies"):
        table.add_column(
            heading, justify="left" if heading in ("Feed", "Extracted on") else "right"
        )
    for feed in report.snapshots.feeds.values():
        loads = report.snapshots.of(feed.name)
        if not loads:
            table.add_row(feed.meta.title, "not supplied", "", "", "", "", style="dim")
            continue
        days = sorted({load.extracted_on for load in loads})
        words = in_words(days[0]) + (f" to {in_words(days[-1])}" if len(days) > 1 else "")
        words += f" ({len(loads)} parts)" if len(loads) > 1 else ""
        counts = report.counts.get(feed.name)
        figures = [
            getattr(counts, name) if counts else sum(getattr(load, name) for load in loads)
            for name in ("received", "accepted", "quarantined", "duplicate")
        ]
        table.add_row(feed.meta.title, words, *(f"{figure:,}" for figure in figures))
    return table


def _grouped(problems: pl.DataFrame) -> pl.DataFrame:
    """Problems of one kind under one heading of one file as one line.

    A heading that is not as it should be comes first, since much else follows from it; then what
    stopped the refresh, then the gravest: a note never stands before a warning.
    """
    headings = pl.col("code").is_in([HEADING_MISSING.code, HEADING_LIKELY.code])
    severities = pl.Enum(["error", "warning", "note"])
    stops = pl.col("outcome") == "refresh stopped"
    return (
        problems.group_by(
            "file_name", "feed", "code", "heading", "outcome", "sentence", maintain_order=True
        )
        .agg(
            pl.col("title", "fix", "severity", "source_row", "typed_text").first(),
            pl.len().alias("count"),
        )
        .sort(
            pl.col("severity") == "note",
            ~headings,
            ~stops,
            pl.col("severity").cast(severities),
            "file_name",
            "code",
            maintain_order=True,
        )
    )


def _where(line: dict[str, object]) -> str:
    """The first row it happened in, what was typed there, and in how many more."""
    if line["source_row"] is None:
        return ""
    typed = f", {_as_typed(str(line['typed_text']))}" if line["typed_text"] else ""
    more = f", and {int(str(line['count'])) - 1:,} more" if line["count"] != 1 else ""
    return f" ({unit_of(line['file_name'])} {line['source_row']:,}{typed}{more})"


def _as_typed(text: str) -> str:
    """What was typed, in quotation marks; what stands in its place has none."""
    return text if text.endswith(", not shown)") else repr(text)


def _the_rest(count: int) -> str:
    """How many lines are not shown, and where they are."""
    more = f"… and {count:,} more {'line' if count == 1 else 'lines'} like these."
    return f"{more} All of them are on the Data quality page."


def _print_problems(problems: pl.DataFrame, console: Console, *, is_published: bool) -> None:
    grouped = _grouped(problems)
    shown = _SHOWN if is_published else grouped.height
    for line in grouped.head(shown).iter_rows(named=True):
        words = _WORDS[line["outcome"]]
        head = Text.assemble(
            (f"{line['file_name'] or line['feed'] or 'All files'}", "bold"),
            f"  {line['code']} ",
            (line["title"], _STYLES[line["severity"]]),
            f", {words}" if words else "",
        )
        console.print(head, highlight=False)
        # A Text is printed as it is: what people typed is never read as markup. No line is broken,
        # so that a command in it can be copied.
        console.print(Text(f"  {line['sentence']}{_where(line)}"), soft_wrap=True)
        console.print(Text(f"  {line['fix']}", style="dim"), soft_wrap=True)
    if grouped.height > shown:
        console.print(Text(_the_rest(grouped.height - shown)))


def _print_where_to_correct(report: Report, console: Console, folder: Path | None) -> None:
    """Say where the rows that were held back wait for a correction, if any do."""
    if folder and any(folder.glob("*.csv")) and report.problems.height:
        words = (
            f"The rows held back are in {folder}, one file for each export. Correct their cells "
            "and put the file in the inbox under the name it has."
        )
        console.print(Text(words))


def print_summary(report: Report, console: Console, to_correct: Path | None = None) -> None:
    """Print what a refresh came to, and where the rows to correct are."""
    console.print(_feeds_table(report), highlight=False)
    console.print()
    if report.problems.height:
        _print_problems(report.problems, console, is_published=report.status != "refused")
        console.print()
    _print_where_to_correct(report, console, to_correct)
    version = report.version
    if report.status == "refused":
        stands = (
            f"What was published before stays: data to {in_words(version.data_date)}."
            if version and version.data_date
            else "Nothing has been published yet."
        )
        console.print(Text(f"Stopped. Nothing was published. {stands}", style="bold red"))
    elif version:
        day = in_words(version.data_date) if version.data_date else "no day"
        words = "Published" if report.status == "published" else "Nothing new: published before"
        console.print(Text(f"{words}: {version.file}, data to {day}.", style="bold green"))
