"""The cells of the seed files, before anything is made of them: headings, rows, dates, numbers, blanks, copies.

What each file must look like is written once, in the YAML beside the seeds; pandera holds the cells against it, so that
every cell that is wrong is told at once, with the row a spreadsheet shows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars as pl
import yaml
from pandera.errors import SchemaErrors


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file, for whoever wrote it."""

    file: str
    row: int
    column: str
    problem: str
    to_do: str
    typed: str = ""

    def sentence(self) -> str:
        """'rule_steps.csv, row 14, interval_count: "-1": an interval is 1 or more. Write …'"""
        typed = f'"{self.typed}": ' if self.typed else ""
        where = ", ".join(
            part for part in (self.file, f"row {self.row}" if self.row else "", self.column) if part
        )
        return f"{where}: {typed}{self.problem}.\n    {self.to_do}."


@dataclass(frozen=True)
class SeedFile:
    """One seed: where it is, what its columns are, which must be filled and which tell rows apart."""

    path: Path
    types: dict[str, str]
    required: tuple[str, ...] = ()
    key: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The table it becomes."""
        return self.path.stem


@dataclass
class SeedText:
    """A seed as it was typed: its rows as text, each with the row a spreadsheet shows."""

    file: SeedFile
    rows: pl.DataFrame
    problems: list[Problem] = field(default_factory=list)


_MEANT = {
    "date": ("this is not a day", "Write it as 2027-09-01: year, month, day"),
    "integer": ("this is not a whole number", "Write digits alone, or leave it blank"),
    "boolean": ("this is neither true nor false", "Write true or false, in small letters"),
}


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _reads(kind: str, text: str) -> bool:
    if kind == "date":
        return _is_date(text)
    if kind == "integer":
        return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
    return text in ("true", "false") if kind == "boolean" else True


def seed_files(seeds: Path) -> Iterator[SeedFile]:
    """Every seed under a folder, as the YAML beside it describes it."""
    for described in sorted(seeds.glob("*/_*__seeds.yml")):
        for seed in yaml.safe_load(described.read_text(encoding="utf-8"))["seeds"]:
            config = seed["config"]
            meta: dict[str, Any] = config.get("meta", {})
            yield SeedFile(
                described.parent / f"{seed['name']}.csv",
                config["column_types"],
                tuple(meta.get("required", ())),
                tuple(meta.get("key", ())),
            )


def read_seed(seed: SeedFile) -> SeedText:
    """Read a seed as text, with what is wrong with its headings and the shape of its rows."""
    name, empty = (
        seed.path.name,
        pl.DataFrame(schema={"row": pl.Int64} | dict.fromkeys(seed.types, pl.String)),
    )
    try:
        text = seed.path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return SeedText(seed, empty, [Problem(name, 0, "", "the file is not there", "Put it back")])
    except UnicodeDecodeError:
        told = Problem(name, 0, "", "the file is not saved as UTF-8", "Save it as CSV UTF-8")
        return SeedText(seed, empty, [told])
    reader = csv.reader(text.splitlines(keepends=True))
    headings = next(reader, [])
    problems = list(_headings_amiss(seed, headings))
    rows: list[dict[str, Any]] = []
    for number, cells in enumerate(reader, start=2):
        if len(cells) != len(headings):
            problems.append(_ragged(name, number, len(cells), len(headings)))
            continue
        told = {heading: cell or None for heading, cell in zip(headings, cells, strict=True)}
        rows.append({"row": number} | {column: told.get(column) for column in seed.types})
    return SeedText(seed, pl.DataFrame(rows, schema=empty.schema), problems)


def _headings_amiss(seed: SeedFile, headings: list[str]) -> Iterator[Problem]:
    for column in seed.types:
        if column not in headings:
            yield Problem(seed.path.name, 1, column, "this heading is missing", "Put it back")
    for heading in headings:
        if heading not in seed.types:
            told = f"Take it out, or write one of: {', '.join(seed.types)}"
            yield Problem(seed.path.name, 1, heading, "no such heading is known", told)


def _ragged(name: str, row: int, cells: int, headings: int) -> Problem:
    if cells == 0:
        return Problem(name, row, "", "the row is empty", "Take it out")
    return Problem(
        name,
        row,
        "",
        f"the row has {cells} cells and there are {headings} headings",
        'Put a text that has a comma in it between double quotes: "weekly, then monthly"',
    )


def _schema(seed: SeedFile) -> pa.DataFrameSchema:
    """The seed's cells as pandera checks them: each check is named by what it finds."""

    def check(kind: str) -> pa.Check:
        return pa.Check(lambda text: _reads(kind, text), element_wise=True, error=kind)

    def column(name: str, kind: str) -> pa.Column:
        trimmed = pa.Check(lambda text: text == text.strip(), element_wise=True, error="spaces")
        checks = [trimmed, *([check(kind)] if kind in _MEANT else [])]
        return pa.Column(pl.String, checks, nullable=name not in seed.required)

    return pa.DataFrameSchema({name: column(name, kind) for name, kind in seed.types.items()})


def check_cells(text: SeedText) -> list[Problem]:
    """Every cell that is not what its column holds, and every row that is there twice."""
    problems = [*text.problems]
    try:
        _schema(text.file).validate(text.rows, lazy=True)
    except SchemaErrors as found:
        problems += [_told(text, case) for case in found.failure_cases.iter_rows(named=True)]
    return problems + list(_copies(text))


def _told(text: SeedText, case: dict[str, Any]) -> Problem:
    name, column = text.file.path.name, str(case["column"])
    row = text.rows["row"][case["index"]]
    typed = text.rows[column][case["index"]] or ""
    if case["check"] == "spaces":
        told = "Take out the space before or behind it"
        return Problem(name, row, column, "there is a space too many", told, typed)
    if case["check"] in _MEANT:
        return Problem(name, row, column, *_MEANT[case["check"]], typed)
    return Problem(name, row, column, "this must not be blank", "Fill it in")


def _copies(text: SeedText) -> Iterator[Problem]:
    """Rows that say the same thing twice, or two things of the same."""
    key = list(text.file.key)
    if not key or text.rows.is_empty():
        return
    numbered = text.rows.with_columns(first=pl.col("row").first().over(key))
    for row in numbered.filter(pl.col("row") != pl.col("first")).iter_rows(named=True):
        said = ", ".join(str(row[column] or "blank") for column in key)
        yield Problem(
            text.file.path.name,
            row["row"],
            key[0],
            f"row {row['first']} is about the same: {said}",
            "Leave one of the two",
        )
