"""A mapping is right, or everything wrong with it is told at once: where, what, and what may stand
there.
"""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rich.console import Console

from ingestion.contract import read_contract
from ingestion.feeds import Feed
from ingestion.mapping import CouncilMapping
from ingestion.mapping_file import MappingError, find_mapping, read_mapping
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
from ingestion.weighing import state_of

from .conftest import SESSION, WORKER, Written
from .test_main import _run

Read = Callable[[str], CouncilMapping]


@pytest.fixture
def read(tmp_path: Path, feeds: dict[str, Feed]) -> Read:
    """Write a mapping and read it."""

    def made(text: str | bytes) -> CouncilMapping:
        path = tmp_path / "mapping.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_mapping(path, feeds)

    return made


def _wrong(read: Read, text: str | bytes) -> list[str]:
    with pytest.raises(MappingError) as caught:
        read(text)
    assert "mapping.yml" in str(caught.value)
    return list(caught.value.messages)


SESSIONS = "feeds:\n  sharepoint_sessions:\n    - {}\n"

WRONG = {
    "a feed that is not": (
        "feeds:\n  hr_worker:\n    - part: x\n",
        "line 2: feeds > hr_worker: there is no feed hr_worker. Did you mean hr_workers?",
    ),
    "a key that is not": (
        SESSIONS.format("delimter: tab"),
        "line 3: feeds > sharepoint_sessions > reading 1 > delimter: there is no such key. Did "
        "you mean delimiter? Allowed are: files, part,",
    ),
    "a heading of ours that is not": (
        SESSIONS.format("headings: {Staff: Supervise}"),
        "line 3: feeds > sharepoint_sessions > reading 1 > headings > Staff: 'Supervise' is no "
        "heading of sharepoint_sessions. Did you mean Supervisee? Allowed are: Session ID,",
    ),
    "a kind of id that is not": (
        SESSIONS.format("ids: {Supervisor: email}"),
        "'email' cannot stand here. Did you mean work_email? Allowed are: employee_number,",
    ),
    "an id under a heading that is not": (
        SESSIONS.format("ids: {Boss: name}"),
        "ids > Boss: 'Boss' is no heading of sharepoint_sessions. Allowed are: Supervisee, ",
    ),
    "an encoding that is not": (
        SESSIONS.format("encoding: ebcdic"),
        "'ebcdic' cannot stand here. Allowed are: utf-8, utf-16, cp1252, iso-8859-1.",
    ),
    "a separator that is not": (
        SESSIONS.format("delimiter: dots"),
        "delimiter: 'dots' cannot stand here. Allowed are: comma, semicolon, tab, bar.",
    ),
    "rows to skip in words": (
        SESSIONS.format("skip_rows: three"),
        "skip_rows: 'three' cannot stand here: it is the number of rows above the headings, or the word find.",
    ),
    "a form of date that is none": (
        SESSIONS.format("dates: dd/mm"),
        "dates: 'dd/mm' is no form of a date: write dd for the day,",
    ),
    "a file name without a day": (
        SESSIONS.format("files: Sessions.csv"),
        "reading 1 > files: the file name 'Sessions.csv' says no day: write {date} where the name has it, "
        "or give extracted_on.",
    ),
    "a day that is none": (
        SESSIONS.format("extracted_on: yesterday"),
        "extracted_on: 'yesterday' is no day. Write it as 2026-11-20.",
    ),
    "a constant that cannot be read": (
        SESSIONS.format("constants: {Held Date: soon}"),
        "constants > Held Date: 'soon' cannot be read: Held Date is a date, such as 20/11/2026.",
    ),
    "a tracker into no date": (
        SESSIONS.format("unpivot: {into: Status}"),
        "unpivot > into: 'Status' is no date. Allowed are: Booked On, Planned Date, Held Date,",
    ),
    "no list": (
        "feeds:\n  hr_workers:\n    part: x\n",
        "line 2: feeds > hr_workers: keys cannot stand here: a list is wanted here: begin each "
        "reading with a dash.",
    ),
    "a key twice": (
        "feeds:\n  hr_workers:\n    - part: x\n  hr_workers:\n    - part: y\n",
        "line 4: the key hr_workers stands twice; put the two together.",
    ),
    "two readings for the same names": (
        "feeds:\n  hr_workers:\n    - dates: dd/mm/yy\n    - dates: dd.mm.yy\n",
        "line 4: feeds > hr_workers > reading 2: another reading of this feed has no file names",
    ),
    "no YAML": ("feeds: [a\nb: c", "line 1: it is not YAML as it should be"),
    "no text": (b"council: Zo\xeb\n", "it is not UTF-8 text: save it again as UTF-8."),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_with_its_line_what_is_allowed_and_the_nearest_spelling(
    read: Read, text: str | bytes, told: str
) -> None:
    [message] = _wrong(read, text)
    assert told in message


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file(read: Read) -> None:
    text = """council: Exampleshire
feeds:
  hr_worker:
    - part: x
  sharepoint_sessions:
    - files: "Sessions {date}.csv"
      delimter: tab
    - headings: {Staff: Supervise}
      constants: {Held Date: soon}
"""
    lines = [message.split(":")[0] for message in _wrong(read, text)]
    assert lines == ["line 3", "line 7", "line 8", "line 9"]


def test_what_stands_beside_or_under_a_mistake_is_held_against_the_contract_all_the_same(
    read: Read,
) -> None:
    text = """councl: Exampleshire
feeds:
  sharepoint_session:
    - files: ["Sup {day}.csv", "in/Sup {date}.csv"]
      delimiter: dots
      dates: [dd/mm, mm]
      headngs: {Staff: Supervise}
      constants: {Status: Happened, Held Date: soon}
      ids: {Supervisor: email, Format: name}
      unpivot: {id: Format}
"""
    told = [(each.split(":")[0], each[-8:]) for each in _wrong(read, text)]
    assert told == [
        ("line 1", "(SM-165)"),
        ("line 3", "(SM-166)"),
        *[("line 4", "(SM-165)")] * 2,
        ("line 5", "(SM-165)"),
        *[("line 6", "(SM-165)")] * 2,
        ("line 7", "(SM-165)"),
        ("line 7", "(SM-166)"),
        # Of a date nothing is said while its forms are wrong.
        ("line 8", "(SM-167)"),
        ("line 9", "(SM-165)"),
        ("line 9", "(SM-166)"),
        *[("line 10", "(SM-165)")] * 2,
    ]


MEANT_OTHERWISE = {
    "a code nobody knows": (
        SESSIONS.format("constants: {Status: Happened}"),
        "constants > Status: 'Happened' is no code of Status. Did you mean held? Codes are: "
        "planned, held, cancelled. (SM-167)",
    ),
    "more minutes than a session has": (
        SESSIONS.format("constants: {Duration Minutes: 9000}"),
        "'9000' cannot be read: Duration Minutes is a whole number, from 1 to 720. (SM-167)",
    ),
    "a day that is not in the calendar": (
        SESSIONS.format("constants: {Held Date: 31/02/2026}"),
        "'31/02/2026' cannot be read: Held Date is a date, such as 20/11/2026. (SM-167)",
    ),
    "a sentence for an id": (
        SESSIONS.format("constants: {Session ID: she said that}"),
        "'she said that' cannot be read: Session ID is an id, the number or name of one person",
    ),
    "no value": (SESSIONS.format("constants: {Supervisor: }"), "no value stands here. Give the"),
    "a column without ids": (
        SESSIONS.format("ids: {Format: name}"),
        "ids > Format: 'Format' holds no id, but a code. The columns that say who a worker is are: "
        "Supervisee, Supervisor. (SM-166)",
    ),
    "ids of sessions": (
        SESSIONS.format("ids: {Session ID: name}"),
        "'Session ID' holds no worker. The columns that say who a worker is are: Supervisee, ",
    ),
    "narrative": (
        SESSIONS.format("headings: {Supervision Notes: Format}"),
        "headings > Supervision Notes: 'Supervision Notes' looks like narrative. What is said in "
        "supervision never enters, so such a column is never read, whatever it is mapped to. "
        "(SM-168)",
    ),
    "narrative of a tracker": (
        SESSIONS.format("unpivot: {into: Held Date, columns: [Comments]}"),
        "unpivot > columns: 'Comments' looks like narrative.",
    ),
    "a heading twice in other capitals": (
        SESSIONS.format("headings: {Staff: Supervisee, STAFF: Supervisor}"),
        "'STAFF' and 'Staff' are one heading",
    ),
    "a list for a word": (
        SESSIONS.format("constants: {Status: [Held]}"),
        "constants > Status: a list cannot stand here: a word is wanted here",
    ),
    "keys for words": (
        SESSIONS.format("blanks: {a: b}"),
        "blanks: keys cannot stand here: a word, or a list of words in square brackets, is wanted",
    ),
    "words for keys": (
        SESSIONS.format("headings: Staff"),
        "headings: 'Staff' cannot stand here: lines of `one: other` are wanted here.",
    ),
    "a number for a day": (SESSIONS.format("extracted_on: 5"), "'5' is no day. Write it as 2026"),
    "an empty file": ("", "line 1: there is nothing in the file but blank lines and remarks. It "),
    "only remarks": ("# nothing yet\n\n", "line 1: there is nothing in the file but blank lines"),
    "a list at the top": ("- a\n- b\n", "line 1: the file holds a list and not keys. It must"),
    "a word at the top": ("hello\n", "line 1: the file holds text and not keys."),
    "no feeds": ("council: x\nfeeds:\n", "line 2: feeds: nothing stands here: lines of `one"),
    "a star that YAML takes for its own": (
        SESSIONS.format("files: *Staff {date}.csv"),
        "line 3: a text begins with *, which means something in YAML. Put the whole text in "
        "quotation marks. (SM-164)",
    ),
    "a brace that YAML takes for its own": (
        SESSIONS.format("files: {date} Staff.csv"),
        "Put the whole text in quotation marks that begins with {.",
    ),
    "a colon within a heading": (
        SESSIONS.format("headings: {Date: held: Held Date}"),
        "Put the whole text in quotation marks that a colon is in.",
    ),
    "a quotation mark left open": (
        SESSIONS.format('files: "Staff {date}.csv'),
        "A quotation mark is opened and not closed",
    ),
    "lists without end": ("feeds: " + "[" * 3000, "lists stand in lists without end"),
    "a bell": ("council: \x07\n", "line 1: a character stands there that no text has."),
    "a workbook": (b"PK\x03\x04\xff\xfe", "it is a spreadsheet or a zip archive and no text."),
    "an export": (b"x" * 3_000_000, "it is larger than 2 MB, which no mapping is."),
    "two readings that one file would be for": (
        "feeds:\n  hr_workers:\n    - files: 'Staff {date}.csv'\n    - files: 'St* {date}.csv'\n",
        "line 4: feeds > hr_workers > reading 2 > files: a file called 'Staff 2026-11-20.csv' "
        "would be for this reading and for reading 1, and would be left unread.",
    ),
    "a regular expression for a name": (
        SESSIONS.format("files: '^Staff {date}.csv'"),
        "'^Staff {date}.csv' is no name of a file: ^ cannot stand in one.",
    ),
    "two days in one name": (
        SESSIONS.format("files: '{date} to {date}.csv'"),
        "has {date} more than once; write * for the others.",
    ),
    "a place that stands for nothing": (
        SESSIONS.format("files: 'Staff {Date}.csv'"),
        "'{Date}' stands for nothing. Did you mean {date}? Allowed are: {date}, {part}.",
    ),
}


@pytest.mark.parametrize(
    ("text", "told"), MEANT_OTHERWISE.values(), ids=list(MEANT_OTHERWISE.keys())
)
def test_what_cannot_be_meant_is_told_with_what_may_stand_there(
    read: Read, text: str | bytes, told: str
) -> None:
    [message] = _wrong(read, text)
    assert told in message


def test_tabs_and_keys_that_stand_twice_are_told_line_by_line(read: Read) -> None:
    tabs = _wrong(read, "feeds:\n\thr_workers:\n\t- part: x\n")
    assert [each.split(" stands")[0] for each in tabs] == ["line 2: a tab", "line 3: a tab"]
    told = _wrong(
        read,
        "council: a\ncouncil: b\nfeeds:\n  hr_workers:\n    - delimiter: dots\n"
        "  hr_workers:\n    - {part: x, encoding: dots}\n",
    )
    assert [each.split(":")[0] for each in told] == ["line 2", "line 5", "line 6", "line 7"]


def test_a_reading_for_each_part_of_the_same_names_is_no_mistake(read: Read) -> None:
    mapping = read(
        "feeds:\n  hr_workers:\n    - files: 'Staff N{date}.csv'\n    - files: 'Staff S{date}.csv'\n"
        "    - {files: 'Staff {part} {date}.csv', dates: dd.mm.yy}\n".replace("{part} ", "X ")
        + "    - {files: '* v{2} {date}.csv', part: other}\n"
    )
    assert len(mapping.feeds["hr_workers"]) == 4


def test_no_and_numbers_stay_the_words_they_are(read: Read) -> None:
    text = "feeds:\n  hr_posts:\n    - constants: {Safeguarding Role: No, Team Code: 007}\n"
    [reading] = read(text).feeds["hr_posts"]
    assert reading.constants == {"Safeguarding Role": "No", "Team Code": "007"}


def test_a_key_with_nothing_after_it_is_as_good_as_none(read: Read) -> None:
    [reading] = read("feeds:\n  hr_posts:\n    - dates:\n      sheet:\n").feeds["hr_posts"]
    assert (reading.dates, reading.sheet) == ((), None)


def test_which_id_a_column_holds_is_told_by_heading_or_by_column(read: Read) -> None:
    mapping = read(
        "feeds:\n  sharepoint_sessions:\n"
        "    - ids: {Supervisor: work_email, supervisee: name}\n"
        "  ics_involvements:\n    - ids: {allocated_worker: system_login}\n"
    )
    kinds = {feed: reading.id_kinds for feed, [reading] in mapping.feeds.items()}
    assert kinds == {
        "sharepoint_sessions": {"supervisor": "work_email", "supervisee": "name"},
        "ics_involvements": {"allocated_worker": "login"},
    }


def test_the_mapping_asked_for_goes_before_the_one_set_and_that_before_the_one_in_the_data(
    tmp_path: Path, feeds: dict[str, Feed]
) -> None:
    asked, set_, data = tmp_path / "a.yml", tmp_path / "b.yml", tmp_path
    for path in (asked, set_, data / "mapping.yml"):
        path.write_text(f"council: {path.name}")
    by_setting = Settings(mapping=set_)
    assert find_mapping(asked, by_setting, data, feeds).council == "a.yml"
    assert find_mapping(None, by_setting, data, feeds).council == "b.yml"
    assert find_mapping(None, Settings(), data, feeds).council == "mapping.yml"
    assert find_mapping(None, Settings(), tmp_path / "none", feeds) == CouncilMapping()


def test_spreadsheet_numbers_are_a_form_of_dates_and_none_of_names(read: Read) -> None:
    [reading] = read(SESSIONS.format("dates: spreadsheet number")).feeds["sharepoint_sessions"]
    assert reading.dates == ("spreadsheet number",)
    [told] = _wrong(read, SESSIONS.format("file_date: spreadsheet number"))
    assert "is no form of a date" in told


WHOLE = """council: Exampleshire
feeds:
  sharepoint_sessions:
    - files: ["Sup {part} {date}.csv"]
      sheet: One
      skip_rows: find
      delimiter: tab
      encoding: cp1252
      dates: [dd.mm.yy, spreadsheet number]
      headings: {Staff: Supervisee, Date: [Planned Date, Held Date]}
      constants: {Status: Held, Duration Minutes: 60}
      blanks: [n/a]
      ids: {Supervisee: name}
      unpivot: {into: Held Date, id: Session ID, columns: [Apr], year_begins: 2026-04-01}
  hr_workers:
    - {extracted_on: 2026-11-20, files: x.csv, part: north, history: from_snapshots}
"""


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.lists(st.integers(0, len(WHOLE) - 1), min_size=1, max_size=3),
    put=st.lists(st.sampled_from([*"{}[]:,-*&!|>#%@\"' \n\t~5", "", "\u2028", "? ", "<<: ", "- "])),
    gone=st.integers(0, 12),
)
def test_however_a_mapping_is_mistyped_it_is_read_or_told_in_words(
    read: Read, at: list[int], put: list[str], gone: int
) -> None:
    text = WHOLE
    for place, typed in zip(at, put, strict=False):
        text = text[:place] + typed + text[place + gone :]
    try:
        read(text)
    except MappingError as wrong:
        for message in wrong.messages:
            assert re.search(r"\(SM-1[56]\d\)$", message)
            assert message.startswith("line ")


def test_a_wrong_mapping_exits_2_with_its_messages_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "ours.yml"
    path.write_text("feeds:\n  hr_worker:\n    - part: x\n")
    done = _run("refresh", "--inbox", tmp_path, "--data", tmp_path / "d", "--mapping", path)
    assert done.returncode == 2
    assert "Did you mean hr_workers?" in done.stderr
    assert "Traceback" not in done.stderr
    data, set_ = tmp_path / "d", {"SUPERVISION_MAPPING": "no.yml"}
    missing = _run("refresh", "--inbox", tmp_path, "--data", data, **set_)
    assert missing.returncode == 2
    assert "it could not be opened" in missing.stderr


def test_every_heading_of_the_contract_may_be_mapped_to(tmp_path: Path) -> None:
    feeds = read_contract()
    lines = ["feeds:"]
    for feed in feeds.values():
        told = ", ".join(f'"theirs {at}": "{each.heading}"' for at, each in enumerate(feed.fields))
        lines += [f"  {feed.name}:", f"    - headings: {{{told}}}"]
    path = tmp_path / "all.yml"
    path.write_text("\n".join(lines))
    assert set(read_mapping(path, feeds).feeds) == set(feeds)


def test_a_refresh_reads_the_inbox_as_its_mapping_says(
    inbox: Written, data: Path, tmp_path: Path
) -> None:
    (inbox.folder / "Staff 31 Oct 2026.csv").write_text("Payroll;Joined\n001001;01.04.20\n")
    path = tmp_path / "ours.yml"
    path.write_text(
        'feeds:\n  hr_workers:\n    - files: "Staff {date}.csv"\n      delimiter: semicolon\n'
        "      dates: dd.mm.yy\n      headings: {Payroll: Employee Number, Joined: Start Date}\n"
    )
    job = Refresh(inbox.folder, data, None, Settings(user="tester"), mapping=path)
    [load] = job.receive(Steps(Console(quiet=True))).loads
    assert (load.feed, load.accepted) == ("hr_workers", 1)
    unmapped = Refresh(inbox.folder, data, None, Settings(user="tester"))
    assert unmapped.receive(Steps(Console(quiet=True))).problems["code"].to_list() == ["SM-131"]


NORTH = """feeds:
  sharepoint_sessions:
    - files: "Tracker {part} {date}.csv"
      ids: {Supervisee: name, Supervisor: KIND}
"""


def _job(inbox: Written, data: Path, path: Path) -> Refresh:
    return Refresh(inbox.folder, data, None, Settings(user="tester"), mapping=path)


def _kinds(job: Refresh) -> tuple[list[str], list[tuple[str, ...]]]:
    """Which kinds make a publication another one, and which reach the warehouse."""
    steps = Steps(Console(quiet=True))
    received = job.receive(steps)
    report = job.weigh(received, steps)
    job.build(report, steps)
    [built] = (job.data / "build").glob("*.duckdb")
    with duckdb.connect(built, read_only=True) as connection:
        written = connection.execute("select * from raw.id_kinds").fetchall()
    return state_of(job, report.snapshots, received)["id_kinds"], written


def _tracker(inbox: Written, name: str) -> None:
    inbox.put("sharepoint_sessions", [{**SESSION, "Session ID": name}])
    [path] = inbox.folder.glob("sharepoint_sessions_*.csv")
    path.rename(inbox.folder / name)


def test_which_id_a_column_holds_reaches_the_warehouse(
    inbox: Written, data: Path, tmp_path: Path
) -> None:
    inbox.put("hr_workers", [WORKER])
    inbox.put("sharepoint_sessions", [SESSION])
    path = tmp_path / "ours.yml"
    path.write_text("feeds:\n  sharepoint_sessions:\n    - ids: {Supervisor: system_login}\n")
    assert _kinds(_job(inbox, data, path)) == (
        ["sharepoint_sessions supervisor login"],
        [("sharepoint_sessions", "supervisor", "login")],
    )
    # What was landed so stays so without the mapping and the inbox, when it is built again.
    assert _kinds(Refresh(None, data, None, Settings(user="tester")))[0] == [
        "sharepoint_sessions supervisor login"
    ]


def test_what_ids_a_tracker_holds_is_not_said_of_the_exports_beside_it(
    inbox: Written, data: Path, tmp_path: Path
) -> None:
    _tracker(inbox, "Tracker north 2026-10-31.csv")
    path = tmp_path / "ours.yml"
    path.write_text(NORTH.replace("KIND", "name"))
    assert _kinds(_job(inbox, data, path))[0] == [
        "sharepoint_sessions supervisee name",
        "sharepoint_sessions supervisor name",
    ]
    # Now the export of the other teams comes, under its reference name and with employee numbers.
    inbox.put("sharepoint_sessions", [SESSION])
    assert _kinds(_job(inbox, data, path)) == ([], [])


def test_where_two_readings_differ_on_an_id_every_kind_is_tried(
    inbox: Written, data: Path, tmp_path: Path
) -> None:
    _tracker(inbox, "Tracker north 2026-10-31.csv")
    _tracker(inbox, "South 2026-10-31.csv")
    path = tmp_path / "ours.yml"
    south = (
        '    - {files: "South {date}.csv", part: s, ids: {Supervisee: name, Supervisor: name}}\n'
    )
    path.write_text(NORTH.replace("KIND", "work_email") + south)
    assert _kinds(_job(inbox, data, path))[1] == [("sharepoint_sessions", "supervisee", "name")]
