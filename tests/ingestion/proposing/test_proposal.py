"""An unknown export gets a mapping that reads it, with what is proven and what is not said
plainly.
"""

import csv
import re
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import openpyxl
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
from ingestion.mapping import CouncilMapping
from ingestion.mapping_file import read_mapping
from ingestion.proposing.dating import detect_dates
from ingestion.proposing.evidence import detect_id
from ingestion.proposing.proposal import NothingProposedError, propose
from ingestion.proposing.showing import show_footer
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
        "dd/mm/yyyy: proven by 1 cell that cannot be mm/dd/yyyy",
    )
    assert told("01/31/2026", "01/02/2026")[0] == ("mm/dd/yyyy",)
    assert "AMBIGUOUS" in told("01/02/2026")[1]
    assert "neither can be trusted" in told("31/01/2026", "01/31/2026", "30/01/2026")[1]
    assert told("2026-01-31") == ((), "yyyy-mm-dd (ISO): can always be read")
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


PEOPLE = ("Ada Example", "Bo Carter", "Cy Dunn")
ABBREVIATED = ("Ref", "Staff name", "Sup By", "Dt of sup", "Mins", "Attended?", "Notes of sup")


def _abbreviated(form: Callable[[date], str], separator: str = ",") -> str:
    days = [date(2026, 1, 5) + timedelta(days=5 * at) for at in range(40)]
    rows = [
        (
            *(f"SUP{at:04}", PEOPLE[at % 3], PEOPLE[1], form(day), "60"),
            *("Yes" if at % 3 else "DNA", "CANARY"),
        )
        for at, day in enumerate(days)
    ]
    return "\r\n".join(separator.join(row) for row in (ABBREVIATED, *rows))


@pytest.mark.parametrize(
    ("form", "named"),
    [
        (lambda day: f"{day:%d.%m.%Y}", 'dates: ["dd.mm.yyyy"]  # dd.mm.yyyy: proven by'),
        (lambda day: f"{day:%d/%m/%y}", 'dates: ["dd/mm/yy"]  # dd/mm/yy: proven by'),
        (lambda day: f"{day.day} {day:%b %Y}", 'dates: ["dd mmm yyyy"]  # dd mmm yyyy: nothing'),
        (lambda day: f"{day}T09:30:00", "# dates: yyyy-mm-dd with a time of day (ISO): can always"),
        (lambda day: str((day - date(1899, 12, 30)).days), 'dates: ["spreadsheet number"]'),
        (lambda day: f"{day.month}/{day.day}/2026 2:30 PM", 'dates: ["mm/dd/yyyy hh:mm am"]'),
        (lambda day: f"0{day.month % 9 + 1}/04/2026", "# dates: dd/mm/yyyy is AMBIGUOUS: every"),
    ],
)
def test_a_plain_list_with_abbreviated_headings_is_known_whatever_its_dates_are_like(
    file: File, feeds: dict[str, Feed], form: Callable[[date], str], named: str
) -> None:
    path = file("Supervisions 20 Nov 2026.csv", _abbreviated(form))
    proposal = propose(path, feeds=feeds)
    assert proposal.feed == "sharepoint_sessions"
    assert {each.heading: each.field.heading for each in proposal.columns if each.field} == {
        "Ref": "Session ID",
        "Staff name": "Supervisee",
        "Sup By": "Supervisor",
        "Dt of sup": "Held Date",
        "Mins": "Duration Minutes",
        "Attended?": "Status",
    }
    assert named in proposal.mapping
    assert "session_status,yes,held   (26 cells)" in proposal.mapping
    assert "CANARY" not in proposal.mapping + proposal.report
    [reading] = _validated(path, proposal.mapping, feeds).feeds["sharepoint_sessions"]
    assert reading.ids == {"supervisee": "name", "supervisor": "name"}
    cells = pl.Series([form(date(2026, 4, 3))])
    field = next(each for each in feeds[proposal.feed].fields if each.name == "held_date")
    assert field.read(cells).null_count() == 0 or reading.dates


def _validated(path: Path, mapping: str, feeds: dict[str, Feed]) -> CouncilMapping:
    out = path.with_suffix(".yml")
    out.write_text(mapping, encoding="utf-8")
    return read_mapping(out, feeds)


def _book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


COVER: dict[str, list[list[object]]] = {
    "Cover": [["Supervision report"], ["Prepared by", "Ada Example"], ["Date", date(2026, 11, 20)]],
    "Notes": [["Notes", "Supervisor"], ["Please read", "x"]],
}
SESSIONS: list[list[object]] = [
    [*ABBREVIATED],
    ["S1", "Ada Example", "Bo Carter", date(2026, 11, 2), 60, "Held", "CANARY"],
    ["S2", "Cy Dunn", "Bo Carter", date(2026, 11, 3), 60, "Held", "CANARY"],
    ["Total", None, None, None, 120],
]


def test_a_workbook_is_judged_by_its_sheet_most_like_a_table_and_not_by_its_cover(
    tmp_path: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    sheets = {**COVER, "Nov": [["Team North"], [], *SESSIONS], "Old": SESSIONS}
    path = _book(tmp_path / "Team 20 Nov 2026.xlsx", sheets)
    proposal = propose(path, feeds=feeds)
    assert 'sheet: "Nov"' in proposal.mapping
    told = "\n".join(proposal.words)
    assert "sheet Cover: like no feed" in told
    assert "sheet Nov: like sharepoint_sessions" in told
    assert "Old may be wanted too: run it again with --sheet for each" in told
    assert 'sheet: "old"' in propose(path, sheet="old", feeds=feeds).mapping
    [arrival] = look(tmp_path, feeds, _validated(path, proposal.mapping, feeds)).arrivals
    load = load_file(arrival, feeds[arrival.feed], Landing(tmp_path / "landing"), settings)
    assert (load.received, load.accepted) == (2, 2)


LISTS = {
    "hr_workers": (
        "Emp No,Email,SWE Reg No,Contract,Cont Service Dt,Job Role,Team,Line Mgr\n"
        "10234,a@x.gov.uk,SW1234567,Perm,01/04/2019,Social Worker,MASH,10233\n"
    ),
    "ics_involvements": (
        "Child's Name,Mosaic ID,DOB,Case status,Start,Closed,Allocated SW,Team\n"
        "Kid Smith,90001,13/02/2012,CIN,13/03/2026,,Ada Example,MASH\n"
    ),
    "ics_case_supervisions": (
        "Case note ID,Mosaic ID,Case sup date,Recorded,Supervising manager,SW,Status\n"
        "1,90001,13-Nov-2026,13-Nov-2026,Bo Carter,Ada Example,Final\n"
    ),
    "hr_absences": (
        "Staff ID,Reason for absence,Abs start,Abs end\n10234,Leave,13/10/2026,14/10/2026\n"
    ),
    "sharepoint_sessions": (
        "Who,When,How,How long (mins),Outcome\nAda Example,13/10/2026,1:1,60,Held\n"
    ),
}


@pytest.mark.parametrize("feed", LISTS)
def test_lists_as_councils_head_them_are_known_for_what_they_are(
    file: File, feeds: dict[str, Feed], feed: str
) -> None:
    path = file(f"ICS list {feed[:3]} 2026-11-20.csv", LISTS[feed])
    proposal = propose(path, feeds=feeds)
    assert proposal.feed == feed
    assert sum(each.field is not None for each in proposal.columns) >= 4
    told = "\n".join(proposal.words)
    assert ("Job Role, Team, Line Mgr look like hr_posts" in told) == (feed == "hr_workers")
    asked = "it may be Case note ID, which looks like narrative and is never read" in (
        proposal.mapping
    )
    assert asked == (feed == "ics_case_supervisions")
    assert "Kid" not in proposal.mapping + proposal.report
    _validated(path, proposal.mapping, feeds)


def test_nothing_of_a_row_of_data_is_repeated_where_no_headings_are_known(
    file: File, feeds: dict[str, Feed]
) -> None:
    rows = "7,Kid Smith,1:1,Held,she was upset\n" * 3
    with pytest.raises(NothingProposedError) as said:
        propose(file("x.csv", rows), feeds=feeds)
    assert not {"Kid", "Smith", "upset"} & set(re.findall(r"\w+", str(said.value)))


def test_a_row_of_data_with_many_dates_is_not_taken_for_headings_that_are_months(
    file: File, feeds: dict[str, Feed]
) -> None:
    row = "7,2003-07-27,2004-02-11,2005-09-30,2006-01-12,2026-03-04,2019-12-11"
    content = f"Child Unique ID,DOB,Seen,Start,Moved,Held,Left\n{row}\n{row}\n"
    proposal = propose(file("x 2026-11-20.csv", content), "ics_involvements", feeds=feeds)
    assert "headings in row 1; 2 rows below them" in proposal.words
    assert '"Child Unique ID": "Person ID"' in proposal.mapping


def test_a_workbook_of_covers_alone_says_which_sheets_were_seen(
    tmp_path: Path, feeds: dict[str, Feed]
) -> None:
    with pytest.raises(NothingProposedError, match="2 sheets were looked at") as said:
        propose(_book(tmp_path / "x.xlsx", COVER), feeds=feeds)
    assert "sheet Notes: like no feed" in str(said.value)
    assert "say so with --feed, one of: asye_programmes," in str(said.value)


def test_a_tracker_says_of_each_month_how_it_is_read_and_proposes_blanks_and_ids(
    tmp_path: Path, feeds: dict[str, Feed]
) -> None:
    day = date(2026, 4, 3)
    rows: list[list[object]] = [
        ["Worker", "Line Manager", "Status", "Apr", "May", "Jun", "Comments"],
        ["Ada Example", "Bo Carter", "fine", day, "A/L", "off sick CANARY", "CANARY"],
        ["Cy Dunn", "Bo Carter", "fine", "n/a", day, day, "CANARY"],
    ]
    path = _book(tmp_path / "Tracker 20 Nov 2026.xlsx", {"Read me": [["How to"]], "T": rows})
    proposal = propose(path, feeds=feeds)
    report = {row["Heading found"]: row for row in csv.DictReader(StringIO(proposal.report))}
    months = [report[month] for month in ("Apr", "May", "Jun")]
    assert {row["Read as"] for row in months} == {"Held Date"}
    assert {row["How it was matched"] for row in months} == {
        "a month: each cell with a day is a session"
    }
    assert [row["Cells not readable"] for row in months] == ["0", "0", "1"]
    assert report["Worker"]["Which id"] == "name"
    assert report["Comments"]["How it was matched"] == "narrative: never read"
    [reading] = _validated(path, proposal.mapping, feeds).feeds["sharepoint_sessions"]
    assert reading.blanks == ("a/l", "n/a")
    assert reading.ids == {"supervisee": "name", "supervisor": "name"}
    assert (reading.sheet, reading.drop) == ("T", ("Status",))
    assert reading.unpivot and reading.unpivot.year_begins == date(2026, 4, 1)
    assert "3 cells hold a day" in "\n".join(proposal.words)
    assert "1 cells hold something else that is no day" in proposal.mapping
    assert "CANARY" not in proposal.mapping + proposal.report + str(proposal.words)


NAMED = ("Session ID", "Supervisee", "Format", "Status", "Held Date", "Cancellation Reason", "Kid")


@pytest.mark.parametrize("name", ["Quentin Xavier", "Quentin", "XAVIER, Quentin"])
def test_where_names_stand_in_every_column_none_is_shown(
    file: File, feeds: dict[str, Feed], name: str
) -> None:
    row = f'"{name}",' * len(NAMED)
    for headings in (",".join(NAMED) + ",More", row):
        content = f"{headings}\n" + f"{row}\n" * 8
        path = file("people 2026-11-20.csv", content)
        proposal = propose(path, "sharepoint_sessions", feeds=feeds)
        told = (proposal.mapping + proposal.report + str(proposal.words)).lower()
        assert "quentin" not in told and "xavier" not in told
        _validated(path, proposal.mapping, feeds)
    with pytest.raises(NothingProposedError) as said:
        propose(path, feeds=feeds)
    assert "quentin" not in str(said.value).lower()


def test_a_name_among_codes_is_counted_and_not_shown(file: File, feeds: dict[str, Feed]) -> None:
    states = ["Held"] * 6 + ["Virtual"] * 2 + ["Quentin Xavier", "Quentin"] * 2 + ["she was upset"]
    rows = "".join(f"{at},Quentin Xavier,{state}\n" for at, state in enumerate(states))
    proposal = propose(file("s.csv", f"Session ID,Supervisee,Status\n{rows}"), feeds=feeds)
    assert "session_status,virtual,?   (2 cells)" in proposal.mapping
    assert "and 3 more under Status, not shown here: they may be names (5 cells)" in (
        proposal.mapping
    )
    assert not {"xavier", "upset"} & set(re.findall(r"\w+", proposal.mapping.lower()))


def test_the_words_of_a_footer_that_may_be_a_name_are_left_out() -> None:
    assert show_footer("Total: 12 rows", 12) == "Total: {rows} rows"
    assert show_footer("Printed by Ada Example on 20/11/2026", 12) == "Printed by * on *"


def test_a_heading_that_stands_twice_is_told_and_is_not_mapped(
    file: File, feeds: dict[str, Feed]
) -> None:
    content = "Ref,Staff name,Status,Session date,Session date\n1,a b,Held,01/04/2026,02/04/2026\n"
    path = file("s 2026-11-20.csv", content)
    proposal = propose(path, "sharepoint_sessions", feeds=feeds)
    assert "Session date stands over another column too: rename one" in proposal.mapping
    _validated(path, proposal.mapping, feeds)


def test_text_without_the_mark_of_its_encoding_is_refused_with_what_to_do(
    file: File, feeds: dict[str, Feed]
) -> None:
    with pytest.raises(FileRefusedError) as refused:
        propose(file("s.csv", "Session ID,Status\n1,Held\n".encode("utf-16-le")), feeds=feeds)
    assert refused.value.kind.code == "SM-106"


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
        proposal = propose(path, feeds=feeds)
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


OURS = [*NAMED, *ABBREVIATED, "Apr", "May 2026", "Jun", "Person ID", "Notes", "Name", "DOB"]
CELLS = [
    "",
    "1",
    "01/04/2026",
    "2026-04-01",
    "4/13/26",
    "Held",
    "Ada Example",
    "n/a",
    "46296",
    "£,;",
]
_ANY = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8
)
_ODD = st.text(alphabet=st.sampled_from("a1,:#\"'{}[]&*!|>%@`-\n é\u2028\U0001f600"), max_size=8)


@st.composite
def _made_up(draw: st.DrawFn) -> tuple[str, bytes, str | None]:
    """A file nobody has seen: its name, its bytes and the feed it is said to be."""
    headings = draw(st.lists(st.sampled_from(OURS) | _ANY, min_size=1, max_size=9))
    cells = st.sampled_from(CELLS) | _ODD
    rows = draw(st.lists(st.tuples(*(cells for _ in headings)), min_size=1, max_size=6))
    title = draw(st.sampled_from([[], [["A list of things"], []]]))
    stream = StringIO()
    writer = csv.writer(stream, delimiter=draw(st.sampled_from(",;\t|")))
    writer.writerows([*title, headings, *rows])
    name = draw(st.sampled_from(["x", "Sup {v2} 1 Nov 2026 to 30 Nov 2026", "^a|b 2026-11-20 [1]"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-16"]))
    feed = draw(st.sampled_from([None, "sharepoint_sessions", "ics_involvements"]))
    return f"{name}.csv", stream.getvalue().encode(encoding), feed


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=_made_up())
def test_whatever_the_file_is_what_is_proposed_is_valid_and_reads_it_or_says_why_not(
    made: tuple[str, bytes, str | None],
    tmp_path: Path,
    feeds: dict[str, Feed],
    settings: Settings,
) -> None:
    name, content, feed = made
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    path = folder / name
    path.write_bytes(content)
    try:
        proposal = propose(path, feed, feeds=feeds)
    except (FileRefusedError, NothingProposedError):
        return
    mapping = _validated(folder.with_suffix(".m"), proposal.mapping, feeds)
    [arrival] = look(folder, feeds, mapping).arrivals
    landing = Landing(folder / "landing")
    load = load_file(arrival, feeds[arrival.feed], landing, settings)
    assert load.received == load.accepted + load.quarantined + load.duplicate
    # A heading that the mapping speaks of is always one of the file.
    assert "SM-169" not in landing.problems(load)["code"].to_list()
    assert load.refused_for not in {"SM-110", "SM-150", "SM-155", "SM-161", "SM-162"}
    if any(each.field and each.field.required for each in proposal.columns):
        assert load.refused_for != "SM-102"


@given(st.text())
def test_quoted_text_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text
