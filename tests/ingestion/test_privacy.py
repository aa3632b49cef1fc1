"""The least that the rules need is kept: no narrative, no birth, no reason for an absence."""

import random
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingestion.privacy import is_narrative

from .conftest import INVOLVEMENT, POST, RECORD, SESSION, TEAM, WORKER, Loaded, Row, text_of

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
    ("feed", "row", "heading", "typed"),
    [
        ("sharepoint_sessions", SESSION, "Held Date", "pregnant"),
        ("sharepoint_sessions", SESSION, "Held Date", "12/10/26 sick"),
        ("sharepoint_sessions", SESSION, "Planned Date", "stroke"),
        ("sharepoint_sessions", SESSION, "Planned Date", "12 Oct stabbed"),
        ("sharepoint_sessions", SESSION, "Duration Minutes", "cancer"),
        ("sharepoint_sessions", SESSION, "Session ID", "Discussed domestic abuse of mum"),
        ("ics_involvements", INVOLVEMENT, "Person ID", "CANARYPERSON Smith"),
        ("ics_involvements", INVOLVEMENT, "Person ID", "10001 pregnant"),
        ("ics_involvements", INVOLVEMENT, "Start Date", "miscarried"),
        ("ics_case_supervisions", RECORD, "Record ID", "mum's flat"),
        ("hr_workers", WORKER, "Employee Number", "HIV positive"),
        ("hr_workers", WORKER, "SWE Number", "has HIV"),
        ("hr_posts", POST, "Safeguarding Role", "suicidal"),
        ("hr_posts", POST, "Safeguarding Role", "no HIV"),
        ("hr_posts", POST, "FTE", "0.5 stress"),
    ],
)
def test_a_word_about_somebody_is_not_kept_where_a_date_a_number_or_a_tick_belongs(
    land: Land, data: Path, feed: str, row: Row, heading: str, typed: str
) -> None:
    """However short it is: not in the rows, the problems or the file to correct."""
    loaded = land(feed, text_of([{**row, heading: typed}]))
    assert [(told[2], told[3]) for told in loaded.told()] == [
        (heading, f"({len(typed)} characters, not shown)")
    ]
    kept = _bytes_written(data)
    assert typed.encode() not in kept
    for word in typed.split():
        assert len(word) < 4 or not word.isalpha() or word.encode() not in kept, word


@pytest.mark.parametrize(
    ("heading", "typed"),
    [
        *(("Held Date", typed) for typed in ("31/02/2026", "2026-13-01", "12 Oct 26", "45000")),
        *(("Held Date", typed) for typed in ("12oct26", "Sept 2026", "3rd May", "12/10/26 4pm")),
        *(("Held Date", typed) for typed in ("2026-02-31T10:00:00Z", "tbc", "#REF!", "12.10.26")),
        *(("Duration Minutes", typed) for typed in ("-5", "1,5", "6e1", "1:30", "60%")),
    ],
)
def test_a_slip_in_a_date_or_a_number_is_repeated_so_that_it_can_be_found(
    land: Land, heading: str, typed: str
) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, heading: typed}]))
    assert loaded.problems["typed_text"].to_list() == [typed]


@pytest.mark.parametrize("typed", ["maybe", "tick", "Y"])
def test_of_a_tick_only_the_short_words_for_one_are_repeated(land: Land, typed: str) -> None:
    loaded = land("hr_posts", text_of([{**POST, "Safeguarding Role": typed}]))
    shown = "(5 characters, not shown)" if typed == "maybe" else typed
    assert loaded.problems["typed_text"].to_list() == [shown]


@pytest.mark.parametrize(
    ("heading", "typed"),
    [("Supervisee", "Ada Example"), ("Supervisor", "Example, Ada"), ("Session ID", "S 12 / 3")],
)
def test_a_worker_may_be_named_and_an_id_may_have_a_space(
    land: Land, heading: str, typed: str
) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, heading: typed}]))
    assert loaded.told() == []
    assert typed in loaded.rows.row(0)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Supervisor unavaliable", "Supervisor unavaliable"),
        ("she is pregnant and very scared of him", "long text"),
        ("hospitalisation-after-an-overdose-at-home", "long text"),
    ],
)
def test_an_unknown_code_is_kept_with_its_row_unless_it_is_a_sentence(
    land: Land, data: Path, typed: str, kept: str
) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Cancellation Reason": typed}]))
    assert loaded.rows["cancellation_reason"].to_list() == [kept]
    assert (loaded.problems["code"].to_list() == ["SM-230"]) == (kept != typed)
    assert kept == typed or typed.encode() not in _bytes_written(data)


@pytest.mark.parametrize(
    ("feed", "row", "heading", "typed", "kept"),
    [
        ("sharepoint_sessions", SESSION, "Status", "abused by partner", "(3 words, not shown)"),
        ("sharepoint_sessions", SESSION, "Status", "pregnant", "(1 word, not shown)"),
        ("sharepoint_sessions", SESSION, "Format", "H.I.V.", "(1 word, not shown)"),
        ("sharepoint_sessions", SESSION, "Cancellation Reason", "off sick", "(2 words, not shown)"),
        (
            "sharepoint_sessions",
            SESSION,
            "Cancellation Reason",
            "in court: stabbed",
            "(3 words, not shown)",
        ),
        (
            "ics_involvements",
            INVOLVEMENT,
            "Involvement Type",
            "CP - neglect",
            "(2 words, not shown)",
        ),
        ("ics_involvements", INVOLVEMENT, "Involvement Type", "child died", "(2 words, not shown)"),
        (
            "ics_involvements",
            INVOLVEMENT,
            "Involvement Type",
            "07700 900123",
            "(2 words, not shown)",
        ),
        (
            "ics_involvements",
            INVOLVEMENT,
            "Case Status",
            "b) abused by father",
            "b) (3 words, not shown)",
        ),
        ("ics_involvements", INVOLVEMENT, "Case Status", "CIN plan (HIV)", "CIN plan"),
        ("hr_posts", POST, "Staff Category", "depressed", "(1 word, not shown)"),
    ],
)
def test_what_is_said_of_somebody_is_not_kept_for_a_code_however_short_it_is(
    land: Land, data: Path, feed: str, row: Row, heading: str, typed: str, kept: str
) -> None:
    """Its row stands and is told by its number; what the list is looked up by stays."""
    loaded = land(feed, text_of([{**row, heading: typed}]))
    assert loaded.load.accepted == 1
    assert kept in loaded.rows.row(0)
    assert loaded.told() == [("SM-232", 2, heading, kept, "row kept")]
    written = _bytes_written(data)
    assert typed.encode() not in written
    for word in typed.replace(":", " ").split():
        known = word.lower() in ("cp", "in", "court", "child", "plan", "cin", "by", "off")
        assert known or len(word) < 4 or word.encode() not in written, word


@pytest.mark.parametrize(
    ("feed", "row", "heading", "typed"),
    [
        ("sharepoint_sessions", SESSION, "Supervisor", "Mum hit him again Sunday"),
        ("sharepoint_sessions", SESSION, "Supervisor", "MUM HIT HIM"),
        ("sharepoint_sessions", SESSION, "Supervisor", "pregnant"),
        ("sharepoint_sessions", SESSION, "Supervisee", "she disclosed self harm today"),
        ("sharepoint_sessions", SESSION, "Supervisee", "001 diagnosed with cancer"),
        ("sharepoint_sessions", SESSION, "Supervisee", "Ann on maternity leave"),
        ("sharepoint_sessions", SESSION, "Session ID", "pregnant"),
        ("hr_workers", WORKER, "Full Name", "depressed and off since May"),
        ("hr_workers", WORKER, "Work Email", "see notes about her illness"),
        ("hr_posts", POST, "Job Title", "Social worker and ill"),
        ("hr_posts", POST, "Job Title", "Social worker returning from cancer treatment phased"),
        ("hr_teams", TEAM, "Team Name", "where Ann was suspended"),
    ],
)
def test_a_sentence_for_a_name_an_id_or_a_title_is_not_kept_and_its_row_is_named(
    land: Land, data: Path, feed: str, row: Row, heading: str, typed: str
) -> None:
    loaded = land(feed, text_of([{**row, heading: typed}]))
    [(code, at, told, shown, outcome)] = loaded.told()
    words = len(typed.split())
    hidden = f"({words} {'word' if words == 1 else 'words'}, not shown)"
    assert (at, told) == (2, heading)
    assert (code, shown) == (("SM-235", None) if heading == "Work Email" else ("SM-234", hidden))
    is_needed = heading in ("Supervisee", "Session ID")
    assert outcome == ("row quarantined" if is_needed else "cell emptied")
    assert (loaded.load.accepted, loaded.load.quarantined) == ((0, 1) if is_needed else (1, 0))
    written = _bytes_written(data)
    for word in typed.split():
        assert len(word) < 6 or word in ("Social", "worker") or word.encode() not in written, word


@pytest.mark.parametrize(
    ("feed", "row", "heading", "typed", "kept"),
    [
        ("sharepoint_sessions", SESSION, "Supervisee", "Bob - suspended for drinking", "Bob"),
        ("sharepoint_sessions", SESSION, "Supervisor", "Jo Smith (off sick)", "Jo Smith"),
        ("sharepoint_sessions", SESSION, "Supervisor", "Jo Smith, off sick", "Jo Smith"),
        ("hr_workers", WORKER, "Full Name",
         "Ann Lee - long term sick with depression since May", "Ann Lee"),
        ("hr_workers", WORKER, "Full Name", "Bo (under investigation for misconduct)", "Bo"),
        ("hr_workers", WORKER, "Full Name",
         "Ada ZQX who is very unwell and has been for some time now", "Ada ZQX"),
        ("hr_posts", POST, "Job Title", "Social worker (off sick)", "Social worker"),
    ],
)  # fmt: skip
def test_what_is_said_behind_a_name_or_title_is_cut_and_told_and_the_name_stays(
    land: Land, data: Path, feed: str, row: Row, heading: str, typed: str, kept: str
) -> None:
    loaded = land(feed, text_of([{**row, heading: typed}]))
    assert kept in loaded.rows.row(0)
    assert loaded.told() == [("SM-233", 2, heading, None, "row kept")]
    assert typed[len(kept) :].encode() not in _bytes_written(data)


@pytest.mark.parametrize(
    "typed",
    [
        *("Jo Sick", "Ward, Jo", "SEAN CHILD", "Nana Mensah", "My Nguyen", "Gay Lee", "jo lee"),
        *("Stephanie Coughlan", "Beatrice Bailey", "Mumtaz Fellows", "Do Thi To", "May Savage"),
        *("Jo Lee (East)", "Jo Lee (Fostering)", "Jo Lee - Team manager", "Example, Ada"),
        *("Ada Ward <ada.ward@example.org>", "CORP\\jchild", "jo.child@example.org", "001 / 2"),
    ],
)
def test_a_name_that_is_a_word_and_a_team_behind_a_name_stay(land: Land, typed: str) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Supervisor": typed}]))
    assert loaded.told() == []
    assert loaded.rows["supervisor"].to_list() == [typed]


def test_the_staff_list_loses_nobody_whose_names_are_words(land: Land) -> None:
    loaded = land("hr_workers", text_of([{**WORKER, "Full Name": "Jo Foster Burns"}]))
    assert loaded.rows["full_name"].to_list() == ["Jo Foster Burns"]


@pytest.mark.parametrize(
    "typed",
    [
        *("Family support worker", "Director of children's services", "HR Business Partner"),
        *("Mental health practitioner", "Domestic abuse advocate", "Social worker I"),
    ],
)
def test_a_title_may_hold_words_of_what_services_are_for(land: Land, typed: str) -> None:
    loaded = land("hr_posts", text_of([{**POST, "Job Title": typed}]))
    assert loaded.told() == []
    assert loaded.rows["job_title"].to_list() == [typed]


def test_what_is_said_of_somebody_in_a_row_that_falls_is_not_in_the_file_to_correct(
    land: Land, data: Path
) -> None:
    row = {**SESSION, "Held Date": "31/02/2026", "Supervisor": "Jo Smith (off sick)"}
    land("sharepoint_sessions", text_of([row, {**row, "Supervisor": "Mum hit him"}]))
    [path] = (data / "to-correct").glob("*.csv")
    assert "Jo Smith" in path.read_text(encoding="utf-8-sig")
    written = _bytes_written(data)
    assert b"sick" not in written and b"Mum" not in written


def test_the_same_is_not_in_the_file_to_correct_and_comes_back_as_it_is(
    land: Land, data: Path
) -> None:
    said = "abused by partner"
    row = {**SESSION, "Held Date": "31/02/2026", "Cancellation Reason": said}
    land("sharepoint_sessions", text_of([row]))
    [path] = (data / "to-correct").glob("*.csv")
    assert "(3 words, not shown)" in path.read_text(encoding="utf-8-sig")
    assert said.encode() not in _bytes_written(data)


def _many_reasons(people: int, typed: str) -> list[Row]:
    return [
        {**SESSION, "Session ID": f"S{at}", "Supervisee": f"00{at % people:04}",
         "Status": "Cancelled", "Held Date": "", "Cancellation Reason": typed}
        for at in range(24)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("people", "typed", "kept"),
    [
        (12, "Snowed under", "Snowed under"),
        (2, "Snowed under", "(2 words, not shown)"),
        (12, "Sick child", "(2 words, not shown)"),
    ],
)
def test_a_text_on_the_rows_of_many_people_is_a_code_unless_it_tells_of_health_or_family(
    land: Land, people: int, typed: str, kept: str
) -> None:
    loaded = land("sharepoint_sessions", text_of(_many_reasons(people, typed)))
    assert set(loaded.rows["cancellation_reason"]) == {kept}
    assert loaded.problems.height == (0 if kept == typed else 24)


def test_rows_sent_twice_do_not_make_a_text_a_code(land: Land) -> None:
    rows = _many_reasons(4, "Snowed under")
    loaded = land("sharepoint_sessions", text_of([*rows, *rows, *rows]))
    assert set(loaded.rows["cancellation_reason"]) == {"(2 words, not shown)"}
    assert loaded.load.received == loaded.load.accepted + loaded.load.duplicate == 72


def test_a_sentence_for_a_code_is_not_in_the_file_to_correct_either(land: Land, data: Path) -> None:
    said = "she is pregnant and very scared of him"
    row = {**SESSION, "Held Date": "31/02/2026", "Cancellation Reason": said}
    land("sharepoint_sessions", text_of([row]))
    [path] = (data / "to-correct").glob("*.csv")
    assert "long text" in path.read_text(encoding="utf-8-sig")
    assert said.encode() not in _bytes_written(data)


def test_a_long_code_that_is_known_is_no_sentence(land: Land) -> None:
    kind = "Feedback from a person who uses services"
    row = {"NQSW": "001001", "Kind": kind, "Dated": "01/07/2026"}
    assert land("asye_evidence", text_of([row])).rows["kind"].to_list() == [kind]


@pytest.mark.parametrize(
    "heading",
    ["notes", "Manager_Comments", "Case discussion", "Wellbeing", "Feedback", "Free Text"],
)
def test_a_heading_of_narrative_is_known(heading: str) -> None:
    assert is_narrative(heading)


@pytest.mark.parametrize("heading", ["Cost Centre", "Notebook number", "Grade", "Ward"])
def test_other_headings_are_not_taken_for_narrative(heading: str) -> None:
    assert not is_narrative(heading)
