"""Whatever holds a row back can be corrected in the file of rows to correct and dropped back, in every
feed, every list of Annex A and the census.
"""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingestion import erasing
from ingestion.contract import known_spellings, read_contract
from ingestion.corrections import correct
from ingestion.feeds import ContractField, Feed
from ingestion.inbox import look
from ingestion.landing import Landing, Load
from ingestion.loading import load_file
from ingestion.reading.annex_a_lists import annex_lists
from ingestion.settings import Settings

from .annex_a import HEADINGS, as_csv, row_of
from .conftest import INVOLVEMENT, SESSION, Row, Written, text_of
from .reading.test_census import WORKER as CENSUS_WORKER
from .reading.test_census import census_of

FEEDS = read_contract()
SPELLINGS = known_spellings()


def _typed(field: ContractField, number: int) -> str:
    """Something that can be read under a heading, another in every row."""
    if field.kind == "code":
        return min(SPELLINGS.get(field.code_list or "", {"x"}))
    told = {"id": f"0012{number}", "date": f"0{number + 1}/06/2026", "tick": "Yes"}
    told["text"] = f"Words {number}"
    return told.get(field.kind, str(field.at_least or 1))


def _row(feed: Feed, number: int) -> Row:
    return {field.heading: _typed(field, number) for field in feed.fields}


TABLES = [name for name, feed in FEEDS.items() if feed.meta.format == "table"]


class Round:
    """A file is loaded, its rows to correct are taken, corrected and put back."""

    def __init__(self, inbox: Written, data: Path, settings: Settings) -> None:
        self.inbox, self.data, self._settings = inbox.folder, data, settings

    @property
    def landing(self) -> Landing:
        """The landing area as it stands."""
        return Landing(self.data / "landing")

    def load(self, name: str, content: str) -> Load:
        """Load one file as what its name says it is."""
        path = self.inbox / name
        path.write_text(content, encoding="utf-8")
        (arrival,) = look(self.inbox, FEEDS).arrivals
        return load_file(arrival, FEEDS[arrival.feed], self.landing, self._settings)

    def offered(self) -> list[Row]:
        """The rows to correct."""
        [path] = (self.data / "to-correct").glob("*.csv")
        text = path.read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def put_back(self, rows: list[Row], save: Callable[[str], bytes] = str.encode) -> pl.DataFrame:
        """Put them back as a spreadsheet may save them, and give what is told of it."""
        [path] = (self.data / "to-correct").glob("*.csv")
        target = self.inbox / path.name
        target.write_bytes(save(text_of(rows)))
        return correct(target, FEEDS, self.landing, self._settings)

    def newest(self) -> tuple[Load, pl.DataFrame]:
        """The load that counts now, with its rows."""
        [load] = self.landing.newest().values()
        return load, self.landing.rows(load)


@pytest.fixture
def go(inbox: Written, data: Path, settings: Settings) -> Round:
    """A council with nothing in it yet."""
    return Round(inbox, data, settings)


def _stands(go: Round, heading: str, typed: str, received: int = 2) -> pl.DataFrame:
    """Fill in what is missing, and see that the row stands and nothing is left to correct."""
    [row] = go.offered()
    assert heading in row["What is wrong"]
    assert row[heading] == ""
    assert go.put_back([{**row, heading: typed}]).is_empty()
    load, rows = go.newest()
    assert (load.received, load.accepted, load.quarantined) == (received, received, 0)
    assert not list((go.data / "to-correct").iterdir())
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_whichever_cell_is_missing_it_is_filled_in_and_its_row_stands(go: Round, name: str) -> None:
    """A row for each heading that must be there, with nothing under that one."""
    feed = FEEDS[name]
    rows = [_row(feed, at) for at in range(1 + len(feed.required_headings))]
    blanks = [
        {**row, heading: ""} for row, heading in zip(rows[1:], feed.required_headings, strict=True)
    ]
    assert go.load(f"{name}_20261031.csv", text_of([rows[0], *blanks])).accepted == 1
    mended = []
    for row, whole, heading in zip(go.offered(), rows[1:], feed.required_headings, strict=True):
        assert row["What is wrong"].startswith(f"{heading} is empty")
        mended.append({**row, heading: whole[heading]})
    assert go.put_back(mended).is_empty()
    load, landed = go.newest()
    assert (load.received, load.accepted, load.quarantined) == (len(rows), len(rows), 0)
    assert landed["_source_row"].to_list() == list(range(2, 2 + len(rows)))
    assert not list((go.data / "to-correct").iterdir())


@pytest.mark.parametrize("number", HEADINGS)
def test_what_a_list_of_annex_a_must_have_is_filled_in_under_its_own_heading(
    go: Round, number: int
) -> None:
    annex = annex_lists()[number]
    needed = [annex.heading_of(name) for name in annex.required]
    whole = dict(zip(HEADINGS[number], row_of(number, "2"), strict=True))
    rows = [row_of(number, "1"), *(list({**whole, each: None}.values()) for each in needed)]
    name = f"Annex A List {number} 2026-10-31.csv"
    load = go.load(name, as_csv([HEADINGS[number], *rows]))
    assert (load.accepted, load.quarantined) == (1, 2)
    typed = {"Child Unique ID": "3", "Date of Birth": "01/05/2010"}
    mended = []
    for row, heading in zip(go.offered(), needed, strict=True):
        assert row["What is wrong"].startswith(f"{heading} is empty")
        assert row[heading] == ""
        mended.append({**row, heading: typed.get(heading, "01/07/2026")})
    assert go.put_back(mended).is_empty()
    load, landed = go.newest()
    assert (load.received, load.accepted, load.quarantined) == (3, 3, 0)
    assert landed["person_id"].to_list() == ["1", "3", "2"]
    # The birthdays the list gave were kept aside and came back with their rows.
    births = [date(2030, 5, 1)] * 2 + [date(2028 if number == 9 else 2030, 5, 1)]
    assert landed["turns_18_on"].to_list() == births


def test_a_worker_without_a_number_in_the_census_is_given_one(go: Round) -> None:
    workers = census_of(CENSUS_WORKER, {**CENSUS_WORKER, "SWENo": ""})
    assert go.load("csww_2026.xml", workers).quarantined == 1
    assert _stands(go, "SWENo", "SW9")["swe_number"].to_list() == ["SW0000012345", "SW9"]


def test_a_held_session_without_its_day_is_given_one(go: Round) -> None:
    go.load("sharepoint_sessions_20261031.csv", text_of([SESSION, {**SESSION, "Session ID": "S-2", "Held Date": ""}]))  # fmt: skip
    _stands(go, "Held Date", "02/10/2026")


def _leavers(*births: str) -> str:
    rows = [row_of(9, str(at), born=born) for at, born in enumerate(births, start=1)]
    return as_csv([HEADINGS[9], *rows])


def test_a_care_leaver_born_after_the_list_was_made_is_held_back_and_can_be_corrected(
    go: Round,
) -> None:
    load = go.load("Annex A List 9 2026-10-31.csv", _leavers("01/05/2010", "01/05/2031"))
    assert (load.received, load.accepted, load.quarantined) == (2, 1, 1)
    _stands(go, "Date of Birth", "01/05/2011")


def test_what_is_typed_for_a_date_of_birth_goes_before_what_was_kept_and_is_kept_nowhere(
    go: Round,
) -> None:
    """The number of the second is missing, and the officer sees that the date was wrong too."""
    content = _leavers("01/05/2010", "03/07/2008").replace("\r\n2,", "\r\n,")
    go.load("Annex A List 9 2026-10-31.csv", content)
    [row] = go.offered()
    assert row["Date of Birth"] == ""
    assert "Leave Date of Birth empty: it is kept aside" in row["What to do"]
    go.put_back([{**row, "Child Unique ID": "2", "Date of Birth": "04/08/2009"}])
    _, rows = go.newest()
    assert rows["turns_18_on"].to_list() == [date(2028, 5, 1), date(2027, 8, 4)]
    for path in go.data.rglob("*"):
        read = path.read_bytes() if path.is_file() else b""
        assert b"2008" not in read and b"2009" not in read


def test_a_date_of_birth_left_empty_or_typed_wrong_holds_its_row_back_still(go: Round) -> None:
    go.load("Annex A List 9 2026-10-31.csv", _leavers("", "", "01/05/2010"))
    first, second = go.offered()
    go.put_back([first, {**second, "Date of Birth": "1 Mayy 2010"}])
    load, _ = go.newest()
    assert (load.accepted, load.quarantined) == (1, 2)
    assert [row["Row"] for row in go.offered()] == ["2", "3"]
    mended = [{**row, "Date of Birth": "01/05/2011"} for row in go.offered()]
    go.put_back(mended)
    assert go.newest()[0].accepted == 3


def test_a_date_of_birth_typed_in_one_round_waits_through_the_next(go: Round) -> None:
    content = _leavers("01/05/2010", "").replace("\r\n2,", "\r\n,")
    go.load("Annex A List 9 2026-10-31.csv", content)
    go.put_back([{**row, "Date of Birth": "01/05/2011"} for row in go.offered()])
    assert go.newest()[0].accepted == 1
    go.put_back([{**row, "Child Unique ID": "2"} for row in go.offered()])
    load, rows = go.newest()
    assert load.accepted == 2
    assert rows["turns_18_on"].to_list() == [date(2028, 5, 1), date(2029, 5, 1)]


def test_a_row_that_did_not_fit_its_headings_is_typed_anew_birthday_and_all(go: Round) -> None:
    content = text_of([INVOLVEMENT]) + "10002,child_protection\n"
    load = go.load("ics_involvements_20261031.csv", content)
    assert load.quarantined == 1
    [row] = go.offered()
    assert "does not fit the headings" in row["What is wrong"]
    typed = {**INVOLVEMENT, "Person ID": "10002", "Date of Birth": "01/05/2010"}
    go.put_back([{**row, **typed}])
    load, rows = go.newest()
    assert (load.received, load.accepted) == (2, 2)
    assert rows["turns_18_on"].to_list() == [date(2026, 2, 28), date(2028, 5, 1)]


def test_a_row_left_out_of_the_corrections_keeps_its_cells_in_the_next_file(go: Round) -> None:
    bad = [{**INVOLVEMENT, "Person ID": number, "Start Date": ""} for number in ("1", "2")]
    go.load("ics_involvements_20261031.csv", text_of([INVOLVEMENT, *bad]))
    first, second = go.offered()
    go.put_back([{**first, "Start Date": "01/06/2026"}])
    [left] = go.offered()
    assert left == second
    go.put_back([{**left, "Start Date": "01/06/2026"}])
    assert {str(day) for day in go.newest()[1]["turns_18_on"]} == {"2026-02-28"}


SAVED: dict[str, Callable[[str], bytes]] = {
    "as CSV UTF-8": lambda text: text.encode("utf-8-sig"),
    "as CSV in Windows-1252": lambda text: text.encode("cp1252"),
    "with semicolons": lambda text: text.replace(",", ";").encode(),
}


@pytest.mark.parametrize("save", SAVED.values(), ids=SAVED.keys())
def test_corrections_are_read_as_a_spreadsheet_saves_them_and_noughts_come_back(
    go: Round, save: Callable[[str], bytes]
) -> None:
    row = {"Employee Number": "001002", "Full Name": "Zoë Example", "Start Date": ""}
    go.load("hr_workers_20261031.csv", text_of([row]))
    [offered] = go.offered()
    told = {**offered, "Employee Number": "1002", "Start Date": "01/04/2020", "What to do": ""}
    assert go.put_back([{**told, "What is wrong": ""}], save).is_empty()
    assert go.newest()[1].select("employee_number", "full_name").rows() == [("001002", "Zoë Example")]  # fmt: skip


def test_a_row_of_corrections_that_does_not_fit_is_told_and_stays_held_back(go: Round) -> None:
    rows = [{**SESSION, "Session ID": f"S-{at}", "Status": ""} for at in (1, 2)]
    go.load("sharepoint_sessions_20261031.csv", text_of(rows))
    rows = [{**row, "Status": "Held"} for row in go.offered()]
    told = go.put_back(rows, lambda text: text.rstrip("\n").encode() + b",more\n")
    assert told.select("code", "outcome").rows() == [("SM-211", "warning")]
    load, _ = go.newest()
    assert (load.accepted, load.quarantined) == (1, 1)


def test_corrections_saved_as_something_else_or_under_a_copied_name_are_known(
    inbox: Written, data: Path
) -> None:
    for name in ("a.to-correct.xlsx", "b.to-correct (1).csv", "c.to-correct.csv", "d.to-correct - Copy.csv"):  # fmt: skip
        (inbox.folder / name).write_bytes(b"x")
    found = look(inbox.folder, FEEDS)
    assert [path.name[0] for path in found.corrections] == ["b", "c", "d"]
    assert found.problems.select("file_name", "code").rows() == [("a.to-correct.xlsx", "SM-130")]
    assert "under the name a.to-correct.csv" in found.problems["fix"].item()


def test_corrections_larger_than_anybody_types_are_left_unread(
    inbox: Written, data: Path, settings: Settings
) -> None:
    path = inbox.folder / "hr_workers_20261031.to-correct.csv"
    with path.open("wb") as stream:
        stream.truncate(3 * 1024**3)
    told = correct(path, FEEDS, Landing(data / "landing"), settings)
    assert told["code"].to_list() == ["SM-129"]


def test_a_child_whose_row_of_annex_a_was_held_back_is_erased_from_the_rows_to_correct(
    go: Round,
) -> None:
    """Under Ofsted's own heading, in rows of which one is theirs and one is not."""
    go.load("Annex A List 9 2026-10-31.csv", _leavers("", "", "01/05/2010"))
    landing = go.landing
    journal = erasing.begin("1", "ics", ("Dee", "Asked"), landing, FEEDS)
    erasing.scrub(landing, FEEDS, journal, landing.tombstones)
    erasing.scrub_files(go.data, FEEDS, journal)
    assert [row["Child Unique ID"] for row in go.offered()] == ["2"]
