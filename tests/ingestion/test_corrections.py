"""Rows that were held back are corrected in a CSV and dropped back: the whole round."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingestion.corrections import correct
from ingestion.feeds import Feed
from ingestion.landing import Landing, Load
from ingestion.settings import Settings

from .conftest import DAY, INVOLVEMENT, SESSION, Loaded, Row, many, text_of

Land = Callable[..., Loaded]
STEM = f"sharepoint_sessions_{DAY:%Y%m%d}"


def _read(data: Path, stem: str = STEM) -> list[Row]:
    path = data / "to-correct" / f"{stem}.to-correct.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


@pytest.fixture
def drop_back(
    data: Path, tmp_path: Path, feeds: dict[str, Feed], settings: Settings
) -> Callable[..., pl.DataFrame]:
    """Put corrected rows back, and give what is told of it."""

    def put(rows: list[Row], name: str = f"{STEM}.to-correct.csv") -> pl.DataFrame:
        path = tmp_path / name
        path.write_text(text_of(rows), encoding="utf-8-sig")
        return correct(path, feeds, Landing(data / "landing"), settings)

    return put


def _newest(data: Path, feed: str = "sharepoint_sessions") -> tuple[Load, pl.DataFrame]:
    landing = Landing(data / "landing")
    load = landing.newest()[feed, "whole"]
    return load, landing.rows(load)


BAD = [
    *many(SESSION, 10, "Session ID"),
    {**SESSION, "Session ID": "S-2", "Held Date": "31/02/2026", "Supervisor": "=001002"},
    {**SESSION, "Session ID": "S-3", "Status": ""},
    {**SESSION, "Session ID": "S-4", "Held Date": "after the row with mum and the school"},
]


def test_the_file_names_each_row_what_is_wrong_and_what_to_do(land: Land, data: Path) -> None:
    land("sharepoint_sessions", text_of(BAD))
    rows = _read(data)
    assert [row["Row"] for row in rows] == ["12", "13", "14"]
    assert rows[0]["What is wrong"].startswith("Held Date is written like a date")
    assert rows[1]["What is wrong"] == "Status is empty, and the row means nothing without it."
    assert all(row["What to do"] for row in rows)
    assert rows[1]["Session ID"] == "S-3"


def test_no_formula_and_no_story_is_in_it(land: Land, data: Path) -> None:
    land("sharepoint_sessions", text_of(BAD))
    rows = _read(data)
    assert rows[0]["Supervisor"] == "'=001002"
    assert rows[2]["Held Date"] == ""
    for path in data.rglob("*"):
        assert not path.is_file() or b"mum" not in path.read_bytes()


def test_corrected_rows_stand_and_every_row_is_accounted_for(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    before = land("sharepoint_sessions", text_of(BAD)).load
    rows = _read(data)
    rows[0]["Held Date"], rows[0]["Supervisor"] = "28/02/2026", "001002"
    rows[1]["Status"] = "Held"
    assert drop_back(rows).is_empty()
    load, landed = _newest(data)
    assert (before.accepted, before.quarantined) == (10, 3)
    assert (load.received, load.accepted, load.quarantined, load.duplicate) == (13, 12, 1, 0)
    assert str(landed.filter(pl.col("_source_row") == 12)["held_date"].item()) == "2026-02-28"
    assert set(landed["_source_file"]) == {f"{STEM}.csv"}
    assert [row["Row"] for row in _read(data)] == ["14"]
    told = Landing(data / "landing").problems(load)
    assert told.filter(pl.col("code") == "SM-128")["sentence"].to_list() == [
        f"2 rows that were held back stand now, corrected in {STEM}.to-correct.csv."
    ]


def test_the_same_corrections_again_and_the_file_again_change_nothing(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    land("sharepoint_sessions", text_of(BAD))
    rows = _read(data)
    rows[1]["Status"] = "Held"
    drop_back(rows)
    first = _newest(data)[0]
    land("sharepoint_sessions", text_of(BAD))
    assert drop_back(rows).is_empty()
    assert _newest(data)[0] == first
    assert len(Landing(data / "landing").loads) == 2


def test_what_is_left_can_be_corrected_later(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    land("sharepoint_sessions", text_of(BAD))
    rows = _read(data)
    rows[1]["Status"] = "Held"
    drop_back(rows)
    rest = _read(data)
    rest[0]["Held Date"] = "28/02/2026"
    rest[1]["Held Date"] = "27/02/2026"
    rest[0]["Supervisor"] = "001002"
    drop_back(rest)
    load, _ = _newest(data)
    assert (load.received, load.accepted, load.quarantined) == (13, 13, 0)
    assert not (data / "to-correct" / f"{STEM}.to-correct.csv").exists()


def test_a_row_that_was_not_held_back_cannot_be_changed_this_way(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    land("sharepoint_sessions", text_of(BAD))
    rows = _read(data)
    good = {**rows[1], "Row": "2", "Status": "Cancelled"}
    told = drop_back([good])
    assert told["code"].to_list() == ["SM-127"]
    load, landed = _newest(data)
    assert (load.accepted, load.quarantined) == (10, 3)
    assert set(landed["status"]) == {"Held"}


@pytest.mark.parametrize("mark", ["", "sharepoint_sessions abcdefabcdef", "../../etc"])
def test_corrections_of_a_file_that_is_not_held_are_said_to_be_so(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame], mark: str
) -> None:
    land("sharepoint_sessions", text_of(BAD))
    rows = [{**row, "Of file": mark} for row in _read(data)]
    assert drop_back(rows)["code"].to_list() == ["SM-126"]
    assert _newest(data)[0].quarantined == 3


def test_a_corrected_row_equal_to_one_that_stands_is_a_copy(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    rows = [SESSION, {**SESSION, "Status": ""}]
    land("sharepoint_sessions", text_of(rows))
    drop_back([{**row, "Status": "Held"} for row in _read(data)])
    load, _ = _newest(data)
    assert (load.received, load.accepted, load.quarantined, load.duplicate) == (2, 1, 0, 1)


def test_contradictions_can_be_settled_by_leaving_one_row_out(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    land("sharepoint_sessions", text_of([SESSION, {**SESSION, "Duration Minutes": "90"}]))
    rows = _read(data)
    assert [row["Duration Minutes"] for row in rows] == ["60", "90"]
    assert rows[0]["Held Date"] == SESSION["Held Date"]
    drop_back(rows[1:])
    load, landed = _newest(data)
    assert (load.accepted, load.quarantined, load.duplicate) == (1, 0, 1)
    assert landed["duration_minutes"].to_list() == [90]
    told = Landing(data / "landing").problems(load)
    assert told.filter(pl.col("source_row") == 2)["code"].to_list() == ["SM-231"]
    assert not (data / "to-correct" / f"{STEM}.to-correct.csv").exists()


def test_a_row_left_out_stays_held_back_while_it_is_not_settled_which_is_right(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    """Of three two stay in the file, of another pair none does, and one is given another number:
    none of those says which of them was wrong.
    """
    other, third = {**SESSION, "Session ID": "S-2"}, {**SESSION, "Session ID": "S-3"}
    bad = [{**SESSION, "Duration Minutes": minutes} for minutes in ("60", "70", "80")]
    bad += [other, {**other, "Duration Minutes": "90"}]
    bad += [third, {**third, "Duration Minutes": "90"}]
    land("sharepoint_sessions", text_of(bad))
    rows = _read(data)
    drop_back([rows[0], rows[1], {**rows[5], "Session ID": "S-4"}])
    load, landed = _newest(data)
    assert (load.accepted, load.quarantined, load.duplicate) == (1, 6, 0)
    assert landed["session_id"].to_list() == ["S-4"]


def test_a_birthday_is_not_in_the_file_and_comes_back_with_its_row(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    land("ics_involvements", text_of([INVOLVEMENT, {**INVOLVEMENT, "Start Date": "soon"}]))
    stem = f"ics_involvements_{DAY:%Y%m%d}"
    rows = _read(data, stem)
    assert "Date of Birth" not in rows[0]
    rows[0]["Start Date"] = "01/07/2026"
    drop_back(rows, f"{stem}.to-correct.csv")
    _, landed = _newest(data, "ics_involvements")
    assert [str(day) for day in landed["turns_18_on"]] == ["2026-02-28", "2026-02-28"]
    for path in data.rglob("*"):
        assert not path.is_file() or b"2008" not in path.read_bytes()


def test_nothing_to_correct_leaves_no_file(land: Land, data: Path) -> None:
    land("sharepoint_sessions", text_of([SESSION]))
    assert not (data / "to-correct").exists()


def test_a_birthday_waits_through_a_second_round(
    land: Land, data: Path, drop_back: Callable[..., pl.DataFrame]
) -> None:
    bad = [
        INVOLVEMENT,
        *({**INVOLVEMENT, "Person ID": str(at), "Start Date": "x"} for at in (1, 2)),
    ]
    land("ics_involvements", text_of(bad))
    stem = f"ics_involvements_{DAY:%Y%m%d}"
    for _ in range(2):
        [first, *others] = _read(data, stem)
        drop_back([{**first, "Start Date": "01/07/2026"}, *others], f"{stem}.to-correct.csv")
    _, landed = _newest(data, "ics_involvements")
    assert {str(day) for day in landed["turns_18_on"]} == {"2026-02-28"}
    assert landed.height == 3


def test_a_line_of_totals_is_nothing_to_correct(land: Land, data: Path) -> None:
    content = text_of([SESSION]) + "Grand total,,,,,,\n"
    assert land("sharepoint_sessions", content).load.quarantined == 1
    assert not (data / "to-correct").exists()
