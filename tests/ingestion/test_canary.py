"""Narrative never lands: canaries in every place where people write sentences, and every byte that a
refresh wrote, prints or leaves in a temporary folder, searched for them.
"""

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from rich.console import Console

from ingestion.contract import REPOSITORY, TRANSFORM, read_contract
from ingestion.demo import write_council
from ingestion.feeds import ContractField, Feed
from ingestion.reading.annex_a_lists import as_list
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
from ingestion.summary import print_summary

from .annex_a import Sheet, as_csv, write_workbook
from .annex_councils import COUNCILS, LISTS
from .canaries import MARK, SAYING, decoded_with, files_with
from .conftest import WORKER, many

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


#: The same where a name or a title belongs: alone, and behind one.
BESIDE = ("mum hit CANARY", "Ada (off sick, CANARY)", "Ada - pregnant CANARY", "CANARY is off ill")


def _short_of(field: ContractField) -> tuple[str, ...]:
    # Questions and standards are texts of their own, and may speak of anything.
    if field.kind == "text" and field.at_most is None:
        return BESIDE
    if field.kind == "id" and not field.is_wordless:
        return BESIDE
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
                meanwhile.update(files_with(folder))
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
    return [*ran.meanwhile, *files_with(ran.folder), *decoded_with(ran.folder)]


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
    assert any("log.txt" in found for found in files_with(tmp_path))
    assert len(list(decoded_with(tmp_path))) == 2


def _told_everywhere(book: openpyxl.Workbook) -> None:
    """Canaries in all that a workbook holds beside cells that people read."""
    for name in ("creator", "title", "subject", "description", "keywords", "lastModifiedBy"):
        setattr(book.properties, name, SAYING.format(name))
    for sheet in book.worksheets:
        sheet["A1"].comment = Comment(SAYING.format("c"), "CANARY author")
        sheet.oddHeader.center.text = SAYING.format("h")
        asked = DataValidation(type="list", formula1='"CANARY,she"', prompt="CANARY prompt")
        asked.add("A2:A9")
        sheet.add_data_validation(asked)
    book.defined_names["CANARY_name"] = DefinedName("CANARY_name", attr_text="'CANARY'!$A$1")
    hidden = book.create_sheet("Mum said CANARY and she left")
    hidden.sheet_state = "hidden"
    hidden.append([SAYING.format("hidden")])
    book.create_sheet("List 5 CANARY he shouted").append([SAYING.format("sheet")])


def _spoilt_rows(sheet: Sheet, feed: Feed) -> Sheet:
    """A list whose last rows have canaries under one heading each, beside columns nobody asked for."""
    known = {field.heading: field for field in feed.fields}
    head = next(row for row in sheet if any(str(cell) in known for cell in row))
    at = sheet.index(head)
    spoilt = []
    for place, heading in enumerate(head):
        if (field := known.get(str(heading))) is not None:
            for typed in (SAYING.format(place), *_short_of(field)):
                spoilt.append(
                    [typed if each == place else cell for each, cell in enumerate(sheet[at + 1])]
                )
        else:
            row = list(sheet[at + 1])
            row[place] = SAYING.format(f"u{place}")
            spoilt.append(row)
    guidance = [SAYING.format("g") + " DD/MM/YYYY" for _ in head]
    told = [SAYING.format(f"n{number}") for number in range(len(COLUMNS))]
    return [
        [SAYING.format("title")],
        *sheet[:at],
        [*head, *COLUMNS],
        guidance,
        *([*row, *told] for row in [*sheet[at + 1 :], *spoilt]),
    ]


def _book_of(sheets: dict[str, Sheet], path: Path) -> None:
    write_workbook(path, sheets)
    book = openpyxl.load_workbook(path)
    _told_everywhere(book)
    book.save(path)


def _write_books(folder: Path) -> None:
    """Workbooks, lists of Annex A and a census, full of canaries."""
    feeds = read_contract()
    annex = COUNCILS["the template with its title and codes"]
    lists = {number: as_list(feeds["ics_involvements"], number) for number in LISTS}
    spoilt = {number: _spoilt_rows(annex.sheet(number), feed) for number, feed in lists.items()}
    _book_of(
        {f"List_{number}": spoilt[number] for number in (4, 6, 7)},
        folder / "Annex A 2026-10-31.xlsx",
    )
    (folder / "Annex A List 9 2026-10-30.csv").write_text(as_csv(spoilt[9]))
    workers = feeds["hr_workers"]
    sheet: Sheet = [
        list(WORKER),
        *(list(row.values()) for row in many(WORKER, 3, "Employee Number")),
    ]
    _book_of({"Sheet1": _spoilt_rows(sheet, workers)}, folder / "hr_workers-north_20261031.xlsx")
    saying = SAYING.format("x")
    (folder / "csww.xml").write_text(
        f"<!-- {saying} --><?note {saying}?><Message note='{saying}'><Header><Collection>CSWW</Collection>"
        f"<ReferenceDate>2026-09-30</ReferenceDate><Source>{saying}</Source></Header>{saying}"
        + "".join(
            f"<CSWWWorker id='{saying}'>{saying}<SWENo>SW{number}</SWENo><FTE>0.5</FTE>"
            f"<PersonBirthDate>{saying}</PersonBirthDate><Remarks>{saying}</Remarks><![CDATA[{saying}]]>"
            f"<{name}>{typed}</{name}></CSWWWorker>"
            for number, (name, typed) in enumerate(
                (field.heading, typed)
                for field in feeds["census_workers"].fields
                for typed in (saying, *_short_of(field))
            )
        )
        + "</Message>"
    )


def test_no_byte_that_is_kept_of_workbooks_annex_a_and_the_census_is_narrative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loaded, weighed and told, without building anything."""
    inbox, kept = tmp_path / "inbox", tmp_path / "kept"
    inbox.mkdir()
    (kept / "tmp").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(kept / "tmp"))
    _write_books(inbox)
    printed = io.StringIO()
    console = Console(file=printed, width=200)
    job = Refresh(inbox, kept / "data", None, Settings(user="canary"))
    report = job.weigh(job.receive(Steps(Console(quiet=True))), Steps(Console(quiet=True)))
    print_summary(report, console)
    loads = report.snapshots.loads
    assert {load.part for load in loads if load.accepted} >= {
        "annex_a_list_4", "annex_a_list_6", "annex_a_list_7", "annex_a_list_9", "north", "whole",
    }  # fmt: skip
    assert any(load.quarantined for load in loads)
    assert MARK.decode() not in printed.getvalue()
    assert MARK.decode() not in str(report.problems.to_dicts())
    assert [*files_with(kept), *decoded_with(kept)] == []


@pytest.mark.soak
def test_nor_is_any_of_them_after_a_whole_refresh(spoilt_inbox: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    shutil.copytree(spoilt_inbox, inbox)
    _write_books(inbox)
    ran = _run(tmp_path / "ran", inbox, REFRESH)
    assert ran.code == 0, ran.printed.decode()
    assert _is_clean(ran) == []
