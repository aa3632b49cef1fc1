"""An unknown export gets a mapping that reads it, with what is proven and what is not said
plainly.
"""

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ingestion.feeds import Feed
from ingestion.inbox import look
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.mapping_file import read_mapping
from ingestion.proposing.evidence import detect_dates, detect_id
from ingestion.proposing.proposal import NothingProposedError, propose
from ingestion.proposing.writing import name_pattern, quoted
from ingestion.reading.soundness import FileRefusedError
from ingestion.settings import Settings

from ..conftest import DAY, WORKER, Written
from ..reading.conftest import workbook_of
from ..test_main import _run

EXAMPLE = Path(__file__).resolve().parents[4] / "shared" / "data" / "example-council" / "inbox"


def _list(months: list[int]) -> str:
    lines = [
        "Report run by system",
        "",
        "Item ID;Staff member;Line manager;Supervision type;Date held;State;Discussion;Rating",
    ]
    for at, month in enumerate(months):
        lines.append(
            f"{at};00{1000 + at};boss{at}@council.gov.uk;1-2-1;{month:02}/{at % 28 + 1:02}/2026;"
            f"{'Complete' if at % 3 else 'Held'};CANARY{at};CANARY{at}"
        )
    return "\r\n".join([*lines, f"Total: {len(months)} rows", ""])


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write an unknown export."""

    def made(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return made


File = Callable[[str, str | bytes], Path]


def test_what_is_proposed_reads_the_file(
    file: File, inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    content = _list([9, 10] * 20).replace("boss1@", "Zoë@").encode("cp1252")
    path = file("Supervision list 20 Nov 2026.csv", content)
    out = path.with_name("ours.yml")
    done = _run("map", path, "--out", out)
    assert done.returncode == 0, done.stderr
    (inbox.folder / path.name).write_bytes(content)
    [arrival] = look(inbox.folder, feeds, read_mapping(out, feeds)).arrivals
    assert (arrival.feed, arrival.extracted_on) == ("sharepoint_sessions", date(2026, 11, 20))
    landing = Landing(data / "landing")
    load = load_file(arrival, feeds[arrival.feed], landing, settings)
    assert (load.received, load.accepted, load.quarantined) == (40, 40, 0)
    held = landing.rows(load)["held_date"]
    assert set(held.dt.month().to_list()) == {9, 10}
    again = _run("map", path, "--out", out)
    assert (again.returncode, "not written over" in again.stderr) == (2, True)


def test_the_report_has_a_line_for_each_column_and_none_of_its_narrative(file: File) -> None:
    proposal = propose(file("Supervision list 20 Nov 2026.csv", _list([9, 10] * 20)))
    rows = list(csv.DictReader(StringIO(proposal.report)))
    assert [(row["Position"], row["Heading found"], row["Read as"]) for row in rows] == [
        ("A", "Item ID", "Session ID"),
        ("B", "Staff member", "Supervisee"),
        ("C", "Line manager", "Supervisor"),
        ("D", "Supervision type", "Format"),
        ("E", "Date held", "Held Date"),
        ("F", "State", "Status"),
        ("G", "Discussion", ""),
        ("H", "Rating", ""),
    ]
    assert rows[6]["How it was matched"] == "narrative: never read"
    assert rows[5]["Codes not mapped"] == "complete (26)"
    assert rows[2]["Which id"] == "work_email"
    assert "CANARY" not in proposal.report + proposal.mapping + str(proposal.words)


def test_a_cell_that_a_spreadsheet_would_run_is_no_formula_in_the_report(file: File) -> None:
    path = file("staff.csv", "Employee Number,Start Date,=1+1\n001001,01/04/2020,x\n")
    assert ",'=1+1," in propose(path).report


def test_how_dates_are_written_is_proven_or_said_not_to_be() -> None:
    def told(*cells: str) -> tuple[tuple[str, ...], str]:
        found = detect_dates([pl.Series(cells)])
        return found.forms, found.words

    assert told("31/01/2026", "01/02/2026") == (
        ("dd/mm/yyyy",),
        "dd/mm/yyyy: proven by 1 cells that cannot be mm/dd/yyyy",
    )
    assert told("01/31/2026", "01/02/2026")[0] == ("mm/dd/yyyy",)
    assert "not proven" in told("01/02/2026")[1]
    assert "neither can be trusted" in told("31/01/2026", "01/31/2026", "30/01/2026")[1]
    assert told("2026-01-31") == ((), "ISO (yyyy-mm-dd)")
    assert told("1 Feb 2026", "13 Sept 2026")[0] == ("dd mmm yyyy",)
    assert told("31-01-26")[0] == ("dd-mm-yy",)
    assert told("31/01/2026 14:30")[0] == ("dd/mm/yyyy hh:mm",)
    assert told("Jan 31, 2026")[0] == ("mmm dd, yyyy",)
    assert detect_dates([pl.Series(["soon"])]).unreadable == 1


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["001001", "001002"], "employee_number"),
        (["a.b@c.gov.uk", "d@e.gov.uk"], "work_email"),
        (["Ada Example", "O'Neil, Bo"], "name"),
        (["SW1234567", "SW7654321"], "swe_number"),
        (["COUNCIL\\asmith", "bjones2"], "system_login"),
        (["?", "!"], None),
        ([None], None),
    ],
)
def test_which_id_a_column_holds_is_told_by_its_shape(
    cells: list[str | None], kind: str | None
) -> None:
    assert detect_id(pl.Series(cells, dtype=pl.String), {})[0] == kind


def test_ids_are_held_against_the_staff_list_where_there_is_one(
    file: File, inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    inbox.put("hr_workers", [{**WORKER, "Employee Number": "ASMITH"}], DAY)
    [arrival] = look(inbox.folder, feeds).arrivals
    load_file(arrival, feeds["hr_workers"], Landing(data / "landing"), settings)
    path = file("s.csv", "Session ID,Supervisee,Status\n1,ASMITH,Held\n2,asmith,Held\n")
    without, with_ = propose(path), propose(path, data=data)
    assert '"Supervisee": system_login' in without.mapping
    assert '"Supervisee": employee_number  # 2 of 2 are in the staff list' in with_.mapping


def test_a_tracker_is_known_for_one_and_its_mapping_reads_it(
    file: File, inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    rows = [["Tracker"], ["Name", "Manager", "Apr 2026", "May 2026", "Jun 2026", "Comments"]]
    rows.append(["Ada", "Bo", datetime(2026, 4, 3), "off sick", None, "CANARY"])
    path = file("Tracker 20 Nov 2026.xlsx", workbook_of(rows))
    proposal = propose(path)
    assert "CANARY" not in proposal.mapping + proposal.report
    mapping = path.with_name("m.yml")
    mapping.write_text(proposal.mapping)
    (inbox.folder / path.name).write_bytes(path.read_bytes())
    [arrival] = look(inbox.folder, feeds, read_mapping(mapping, feeds)).arrivals
    load = load_file(arrival, feeds[arrival.feed], Landing(data / "landing"), settings)
    assert (load.received, load.accepted, load.quarantined) == (2, 1, 1)


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example council is not here")
def test_every_reference_export_is_known_and_needs_next_to_nothing(
    feeds: dict[str, Feed], tmp_path: Path
) -> None:
    for path in sorted(EXAMPLE.glob("*.csv")):
        proposal = propose(path)
        assert path.name.startswith(proposal.feed)
        assert "headings:" not in proposal.mapping
        (tmp_path / "m.yml").write_text(proposal.mapping)
        read_mapping(tmp_path / "m.yml", feeds)


def test_a_feed_that_was_meant_is_taken_and_one_that_is_not_is_named(file: File) -> None:
    path = file(
        "x.csv", "Person ID,Involvement Type,Start Date\n1,Child Protection Plan,1/2/2026\n"
    )
    proposal = propose(path)
    assert any("It could as well be" in line for line in proposal.words)
    assert propose(path, "swift_involvements").feed == "swift_involvements"
    with pytest.raises(ValueError, match="Did you mean swift_involvements"):
        propose(path, "swift_involvement")


def test_what_it_cannot_do_is_said_plainly(file: File) -> None:
    with pytest.raises(NothingProposedError, match="looks like none of the feeds"):
        propose(file("bank.csv", "Sort code,Amount\n10-10-10,5\n"))
    for content in (b"%PDF-1.7", b"", b"PK\x03\x04junk", b"\x1f\x8b\x08"):
        with pytest.raises(FileRefusedError):
            propose(file("x.csv", content))
    done = _run("map", file("page.csv", b"<html>"))
    assert done.returncode == 3
    assert "page.csv cannot be read. The content is a web page" in done.stderr
    assert "Traceback" not in done.stderr


def test_columns_spelt_alike_whose_cells_are_something_else_are_not_taken(file: File) -> None:
    content = "Session ID,Supervisee,Status,Held Dates\n1,001001,Held,said she was tired\n"
    proposal = propose(file("s.csv", content), "sharepoint_sessions")
    assert '# "Held Dates": "Held Date" (spelt alike, but the cells are no date)' in (
        proposal.mapping
    )
    assert "tired" not in proposal.mapping + proposal.report


def test_the_day_in_a_name_becomes_a_place_for_any_day() -> None:
    assert name_pattern("Sessions 20 Nov 2026 v2.csv") == (
        "Sessions {date} v2.csv",
        date(2026, 11, 20),
    )
    assert name_pattern("2026-11-20_sessions.csv")[0] == "{date}_sessions.csv"
    assert name_pattern("sessions.csv") == ("sessions.csv", None)


@hypothesis_settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    headings=st.lists(
        st.text(
            alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8
        ),
        max_size=5,
    ),
    cell=st.text(alphabet=st.sampled_from("a1,:#\"'{}[]&*!|>%@`-\n é\u2028\U0001f600"), max_size=8),
)
def test_whatever_the_headings_are_the_mapping_is_valid(
    headings: list[str], cell: str, tmp_path: Path, feeds: dict[str, Feed]
) -> None:
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(["Session ID", "Supervisee", "State", *headings])
    writer.writerow(["1", cell, cell, *(cell for _ in headings)])
    path = tmp_path / "x 2026-11-20.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    try:
        proposal = propose(path, "sharepoint_sessions")
    except FileRefusedError:
        return
    out = tmp_path / "m.yml"
    out.write_text(proposal.mapping, encoding="utf-8")
    read_mapping(out, feeds)


@given(st.text())
def test_quoted_text_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text
