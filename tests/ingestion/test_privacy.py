"""The least that the rules need is kept: no narrative, no birth, no reason for an absence."""

import random
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingestion.privacy import is_narrative

from .conftest import INVOLVEMENT, RECORD, SESSION, Loaded, Row, text_of

Land = Callable[..., Loaded]


def _bytes_written(data: Path) -> bytes:
    told = b""
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        told += path.read_bytes()
        if path.suffix == ".parquet":
            # Parquet is compressed: look at what it says as well.
            told += str(pl.read_parquet(path).rows()).encode()
    return told


def test_a_date_of_birth_becomes_two_birthdays_and_is_gone(land: Land, data: Path) -> None:
    rows = land("ics_involvements", text_of([INVOLVEMENT])).rows
    assert "date_of_birth" not in rows.columns
    assert str(rows["turns_18_on"].item()) == "2026-02-28"
    assert str(rows["turns_21_on"].item()) == "2029-02-28"
    assert b"2008" not in _bytes_written(data)


def test_a_birthday_that_cannot_be_read_is_told_of_without_what_was_typed(
    land: Land, data: Path
) -> None:
    loaded = land("ics_involvements", text_of([{**INVOLVEMENT, "Date of Birth": "30/02/2008"}]))
    assert loaded.told() == [("SM-217", 2, "Date of Birth", None, "cell emptied")]
    assert b"30/02/2008" not in _bytes_written(data)


@pytest.mark.parametrize(
    ("typed", "breaks"),
    [("Annual leave", False), (" ANNUAL LEAVE", False), ("Sickness", True), ("", True)],
)
def test_of_an_absence_only_whether_it_can_break_supervision_is_kept(
    land: Land, data: Path, typed: str, breaks: bool
) -> None:
    row = {"Employee Number": "1", "Absence Type": typed, "First Day": "01/04/2026"}
    loaded = land("hr_absences", text_of([row]))
    assert loaded.rows["breaks_supervision"].to_list() == [breaks]
    assert b"Sickness" not in _bytes_written(data)


def test_the_reason_of_a_pause_is_dropped_without_a_word(land: Land, data: Path) -> None:
    row = {"NQSW": "1", "From": "01/04/2026", "Reason": "Bereavement of her mother"}
    loaded = land("asye_pauses", text_of([row]))
    assert loaded.told() == []
    assert b"Bereavement" not in _bytes_written(data)


def test_narrative_never_lands(land: Land, data: Path) -> None:
    """Canaries in every column that is not of the contract: unquoted, quoted, over several lines,
    under headings of narrative and under others, in rows that stand and in rows that do not.
    """
    chance = random.Random(3)
    headings = ["Notes", "Discussion", "What the child said", "Address", "Other", "Comments 2"]
    feeds: dict[str, Row] = {
        "sharepoint_sessions": SESSION,
        "ics_case_supervisions": RECORD,
        "ics_involvements": INVOLVEMENT,
    }
    for feed, row in feeds.items():
        rows = []
        for number in range(60):
            canary = f"CANARY{chance.randrange(10**9)}"
            narrative = chance.choice(
                [canary, f"On {canary},\nshe said", f'"{canary}"', f"{canary}; {canary}"]
            )
            key = next(iter(row))
            bad = {"Start Date": "x", "Supervision Date": "x", "Held Date": "x"}
            spoilt = {name: bad[name] for name in bad if name in row and number % 3 == 0}
            rows.append({**row, key: f"{number}", **spoilt, **dict.fromkeys(headings, narrative)})
        loaded = land(feed, text_of(rows))
        assert loaded.load.received == 60
        assert loaded.load.quarantined == 20
    assert b"CANARY" not in _bytes_written(data)


@pytest.mark.parametrize(
    "heading",
    ["notes", "Manager_Comments", "Case discussion", "Wellbeing", "Feedback", "Free Text"],
)
def test_a_heading_of_narrative_is_known(heading: str) -> None:
    assert is_narrative(heading)


@pytest.mark.parametrize("heading", ["Cost Centre", "Notebook number", "Grade", "Ward"])
def test_other_headings_are_not_taken_for_narrative(heading: str) -> None:
    assert not is_narrative(heading)
