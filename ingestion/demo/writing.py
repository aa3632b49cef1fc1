"""Files into the inbox: whole or not at all, and the same bytes whatever the machine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from ingestion.demo.days import Day
from ingestion.demo.files import Files
from ingestion.demo.headings import HEADINGS
from ingestion.demo.rows import FileKey


def write_files(files: Files, inbox: Path, today: Day) -> list[tuple[str, int]]:
    """Writes every file and returns (name, rows), feed by feed in the order of the contract.

    Each file is written under another name and then renamed, so that whoever watches the inbox
    never sees half a file. Raises OSError where the inbox cannot be written to.
    """
    inbox.mkdir(parents=True, exist_ok=True)
    order = list(HEADINGS)
    keys = sorted(files.rows, key=lambda key: (order.index(key[0]), key[1]))
    return [_write(files, key, inbox, today) for key in keys]


def _write(files: Files, key: FileKey, inbox: Path, today: Day) -> tuple[str, int]:
    feed, part = key
    stem = f"{feed}-{part}" if part else feed
    name = f"{stem}_{date.fromordinal(today):%Y%m%d}.csv"
    schema = dict.fromkeys(files.headings[key], pl.String)
    frame = pl.DataFrame(files.rows[key], schema=schema, orient="row")
    frame = frame.with_columns(pl.all().replace("", None))
    unfinished = inbox / f".{name}.part"
    frame.write_csv(unfinished, line_terminator="\n", quote_style="necessary")
    unfinished.replace(inbox / name)
    return name, frame.height
