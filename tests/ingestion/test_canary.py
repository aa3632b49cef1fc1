"""Narrative never lands: canaries in every place where people write sentences, and every byte that a
refresh wrote, prints or leaves in a temporary folder, searched for them.
"""

import csv
import io
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingestion.contract import REPOSITORY, TRANSFORM, read_contract
from ingestion.demo import write_council
from ingestion.feeds import ContractField, Feed

MARK = b"CANARY"
#: Longer than any name, title, code, question or standard: what cannot be told from one by its
#: length is not what this test is about.
SAYING = (
    "On Monday she said CANARY{} and that she would not go back to the flat again while he was in it "
    "and had the key"
)
COLUMNS = ("Notes", "What was discussed", "Other", "Address", "Child Name")


#: What an officer may type in a hurry, by the kind of the column: short, and still a story. A word
#: alone cannot be told from a name or an id, and is not what this test is about.
SHORT = {
    **dict.fromkeys(
        ("date", "tick", "integer", "number"), ("CANARY", "12/10/26 CANARY", "no CANARY")
    ),
    "id": ("CANARY mum", "10001 CANARY", "she is CANARY"),
    "code": (
        *("she is CANARY and afraid of him", "CANARY" * 8),
        *("CANARY", "CANARY by partner", "b) CANARY", "held CANARY"),
    ),
}


def _short_of(field: ContractField) -> tuple[str, ...]:
    if field.kind == "id" and not field.is_wordless:
        return ()
    return SHORT.get(field.kind, ())


def _spoil(path: Path, feed: Feed) -> None:
    """Plant canaries: in columns that are not of the contract, in rows that do not fit, and in
    cells of the contract in the last rows, one heading a row.
    """
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    head, rows = rows[0], rows[1:]
    known = {field.heading: field for field in feed.fields}
    spoilt = []
    for at, heading in enumerate(head):
        if heading in known and rows:
            row = list(rows[at % len(rows)])
            row[at] = SAYING.format(at)
            spoilt.append(row)
            for short in _short_of(known[heading]):
                row = list(row)
                row[at] = short
                spoilt.append(row)
    if rows:
        spoilt.append([*rows[0][:-1], SAYING.format("s"), "a cell too many", SAYING.format("m")])
    narrative = [f'{SAYING.format("n")},\n"quoted" {at}' for at in range(len(COLUMNS))]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*head, *COLUMNS])
    writer.writerows([*row, *narrative] for row in [*rows, *spoilt])
    path.write_text(stream.getvalue(), encoding="utf-8")


def _write_inbox(folder: Path) -> None:
    write_council(folder, 3, 0.05, date(2026, 10, 31), lambda *_: None)
    feeds = read_contract()
    for path in folder.glob("*.csv"):
        _spoil(path, feeds[path.stem.rpartition("_")[0].split("-")[0]])
    saying = SAYING.format("f")
    (folder / "notes.csv").write_text(saying)
    (folder / "hr_posts-north_20261031.csv").write_text(f"Employee Number,Notes\n1,{saying}\n")
    (folder / "audit_plan-north_20261031.csv").write_text(f"Supervisor,Due\n{saying},{saying}\n")
    (folder / "ics_risk_flags-north_20261031.csv").write_bytes(
        f"Person ID,Flag,From\n{saying},x,01/01/2026\n\0".encode()
    )  # fmt: skip
    (folder / "swift_risk_flags-north_20261031.csv").write_text(
        f'Person ID,Flag,From\n1,"{saying},01/01/2026\n'
    )  # fmt: skip


def _files_with(folder: Path) -> Iterator[str]:
    """The files under a folder that hold the mark in their bytes; some come and go meanwhile."""
    for path in sorted(folder.rglob("*")):
        try:
            if path.is_file() and MARK in path.read_bytes():
                yield str(path)
        except OSError:
            continue


def _decoded_with(folder: Path) -> Iterator[str]:
    """The same of what Parquet and DuckDB keep compressed."""
    for path in sorted(folder.rglob("*.parquet")):
        if MARK.decode() in str(pl.read_parquet(path).to_dicts()):
            yield str(path)
    for path in sorted(folder.rglob("*.duckdb")):
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = connection.execute(
                "select schema_name, table_name from duckdb_tables() union all "
                "select schema_name, view_name from duckdb_views() where not internal"
            ).fetchall()
            for schema, table in tables:
                found = connection.execute(
                    f'select count(*) from "{schema}"."{table}" as t where t::varchar like ?',
                    ["%CANARY%"],
                ).fetchall()
                if found[0][0]:
                    yield f"{path}: {schema}.{table}"


@dataclass
class Ran:
    """What a refresh wrote and printed; `meanwhile` are the files that held the mark as it ran."""

    folder: Path
    printed: bytes
    code: int
    meanwhile: set[str]


def _run(folder: Path, inbox: Path, program: str) -> Ran:
    """Refresh in a process of its own, its temporary folder beside the data, and watch it."""
    temporary = folder / "tmp"
    temporary.mkdir(parents=True)
    environment = os.environ | {
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary)),
        "SUPERVISION_QUARANTINED_SHARE": "1",
        "SUPERVISION_UNKNOWN_SHARE": "1",
    }
    with (folder / "tmp" / "printed.txt").open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(inbox), str(folder / "data")],
            cwd=REPOSITORY,
            env=environment,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        meanwhile: set[str] = set()

        def watch() -> None:
            while process.poll() is None:
                meanwhile.update(_files_with(folder))
                time.sleep(0.3)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait(timeout=500)
        watcher.join()
    said = (folder / "tmp" / "printed.txt").read_bytes()
    return Ran(folder, said, process.returncode, meanwhile)


REFRESH = """
import sys
sys.argv = ["ingestion", "refresh", "--inbox", sys.argv[1], "--data", sys.argv[2]]
from ingestion.__main__ import app
app()
"""
FAILING = """
import sys
from pathlib import Path
from rich.console import Console
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
console = Console()
with Steps(console) as steps:
    Refresh(Path(sys.argv[1]), Path(sys.argv[2]), None, Settings(), Path({project!r})).run(steps)
"""


@pytest.fixture(scope="module")
def spoilt_inbox(make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A small council whose exports are full of canaries."""
    return make_once("canary-inbox", _write_inbox)


def _is_clean(ran: Ran) -> list[str]:
    assert MARK not in ran.printed
    return [*ran.meanwhile, *_files_with(ran.folder), *_decoded_with(ran.folder)]


def test_no_byte_that_a_refresh_writes_or_prints_is_narrative(
    spoilt_inbox: Path, tmp_path: Path
) -> None:
    ran = _run(tmp_path / "ran", spoilt_inbox, REFRESH)
    assert ran.code == 0, ran.printed.decode()
    assert b"held back" in ran.printed
    assert _is_clean(ran) == []


@pytest.mark.soak
def test_nor_is_any_where_a_model_fails(spoilt_inbox: Path, tmp_path: Path) -> None:
    """The failing model says what it choked on: that is kept in a log, and must hold none of it."""
    project = tmp_path / "transform"
    shutil.copytree(TRANSFORM, project, ignore=shutil.ignore_patterns("target", "logs"))
    broken = project / "models" / "staging" / "hr" / "stg_hr__teams.sql"
    broken.write_text(
        "select cast(team_code as integer) as team_id from {{ source('hr', 'hr_teams') }}\n"
    )
    ran = _run(tmp_path / "ran", spoilt_inbox, FAILING.format(project=str(project)))
    assert ran.code != 0 and b"TransformFailedError" in ran.printed, ran.printed.decode()
    assert (tmp_path / "ran" / "data" / "build" / "last-failure.log").exists()
    assert _is_clean(ran) == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """The search itself is tried, in bytes and in what is compressed."""
    (tmp_path / "log.txt").write_text("she said CANARY1")
    pl.DataFrame({"a": ["x CANARY2"] * 1000}).write_parquet(tmp_path / "a.parquet")
    with duckdb.connect(str(tmp_path / "b.duckdb")) as connection:
        connection.execute("create table t as select 'CANARY3' as x from range(1000)")
    assert any("log.txt" in found for found in _files_with(tmp_path))
    assert len(list(_decoded_with(tmp_path))) == 2
