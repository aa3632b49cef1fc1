"""Files damaged on purpose: cells nobody can read, repeated rows, codes spelt otherwise.

Each fault touches a few rows of a large file, far below what would stop a refresh.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ingestion.demo.assurance_faults import blur_assurance
from ingestion.demo.days import Day, as_day, as_text
from ingestion.demo.files import Files
from ingestion.demo.headings import HEADINGS
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker
from ingestion.demo.rows import FileKey, Row
from ingestion.demo.sessions import HELD, ONE_TO_ONE
from ingestion.demo.shape import ADULTS, CHILDREN, SESSION_PARTS

#: Stands in a heading that no contract lists; a search for it must find nothing anywhere else.
CANARY = "NARRATIVE-CANARY-7Q4"
COMMENTS_HEADING = "Comments"
COMMENT = f"Invented remark, of no real person, that must never be landed ({CANARY})"
COMMENTED, REPEATED = 60, 12
UNKNOWN_CODE, UNKNOWN_CODES = "CP Plan (interim)", 3
#: Spellings: (code, as the system spells it, on every how many-th of its rows).
SPELLINGS = (
    ("child_protection", "Child Protection Plan", 9),
    ("child_protection", "b) Child Protection plan", 14),
    ("looked_after", "LAC", 8),
)
BAD_EXPIRY, BAD_FIRST_DAY, BAD_START = "31/11/2026", "??/10/2025", "31/06/2025"
BAD_BOOKED, BOOKED_IN_WORDS = "w/c 14 Sept", 3
INVOLVEMENTS, TALKS = ("ics_involvements", ""), ("ics_case_supervisions", "")
WORKERS, ABSENCES = ("hr_workers", ""), ("hr_absences", "")


def damage(
    rows: dict[FileKey, list[Row]], parts: Parts, today: Day, spared: frozenset[str]
) -> Files:
    """The files as the demo writes them.

    `spared` are the ids something else is planted on: their rows are left as they are.
    """
    files = Files({key: HEADINGS[key[0]] for key in rows}, rows, spared)
    _spell_otherwise(files)
    _type_unknown_code(files)
    _blur_people(files, parts)
    _blur_cases(files)
    _blur_sessions(files, parts, today)
    _repeat_rows(files)
    _add_comments(files)
    blur_assurance(files, today)
    return files


def _spell_otherwise(files: Files) -> None:
    """Some rows carry a code as the case system spells it."""
    for code, spelling, every in SPELLINGS:
        places = files.find(INVOLVEMENTS, _types(code))
        for place in places[every - 1 :: every]:
            files.retype(INVOLVEMENTS, place, Involvement_Type=spelling)
        files.tell("code_spelt_otherwise", spelling, means=code, every=every)


def _types(code: str) -> Callable[[dict[str, str]], bool]:
    """Whether a row is of an involvement type."""
    return lambda row: row["Involvement Type"] == code


def _type_unknown_code(files: Files) -> None:
    """A few running plans carry a code nobody has mapped."""
    fits = files.find(
        INVOLVEMENTS,
        lambda row: (
            row["Involvement Type"] == "child_protection"
            and not row["End Date"]
            and "ics-" + row["Person ID"] not in files.spared
        ),
    )
    chosen = [
        "ics-" + files.retype(INVOLVEMENTS, place, Involvement_Type=UNKNOWN_CODE)[0]
        for place in fits[1 :: max(1, len(fits) // UNKNOWN_CODES)][:UNKNOWN_CODES]
    ]
    files.tell("code_unknown", *chosen, count=len(chosen), text=UNKNOWN_CODE)


def _blur_people(files: Files, parts: Parts) -> None:
    """One registration and one first day of absence that no calendar has."""
    for worker in parts.players("registration_unreadable"):
        number = worker.number
        place = [row[0] for row in files.rows[WORKERS]].index(number)
        files.retype(WORKERS, place, SWE_Registration_Expiry=BAD_EXPIRY)
        files.tell("registration_unreadable", number, text=BAD_EXPIRY)
    leave = files.find(ABSENCES, lambda row: _is_free_leave(row, files))
    row = files.retype(ABSENCES, leave[len(leave) // 2], First_Day=BAD_FIRST_DAY)
    files.tell("absence_start_unreadable", row[0], text=BAD_FIRST_DAY)


def _is_free_leave(row: dict[str, str], files: Files) -> bool:
    """Leave of somebody nothing else is planted on."""
    return row["Absence Type"] == "Annual leave" and row["Employee Number"] not in files.spared


def _blur_cases(files: Files) -> None:
    """One assessment, long closed, whose first day no calendar has."""
    seen = Counter(row[0] for row in files.rows[INVOLVEMENTS])
    places = files.find(
        INVOLVEMENTS,
        lambda row: (
            row["Involvement Type"] == "assessment"
            and row["End Date"] != ""
            and seen[row["Person ID"]] == 1
        ),
    )
    row = files.retype(INVOLVEMENTS, places[len(places) // 3], Start_Date=BAD_START)
    files.tell("case_start_unreadable", f"ics-{row[0]}", text=BAD_START)


def _blur_sessions(files: Files, parts: Parts, today: Day) -> None:
    """Sessions with no held date, typed twice, or booked in words."""
    for worker in parts.players("held_without_date"):
        key, place = _last_held(files, worker, today)
        row = files.retype(key, place, Held_Date="")
        files.tell("held_without_date", row[0])
    for worker in parts.players("session_typed_twice"):
        key, place = _last_held(files, worker, today)
        before = files.rows[key][place]
        held = as_text(as_day(before[7]) - 1)
        row = files.retype(key, place, Held_Date=held, Duration_Minutes="60")
        files.rows[key].insert(place + 1, before)
        files.tell("session_typed_twice", row[0])
    key = ("sharepoint_sessions", SESSION_PARTS[CHILDREN])
    met = files.find(
        key,
        lambda row: (
            row["Format"] == ONE_TO_ONE
            and row["Status"] == HELD
            and row["Supervisee"] not in files.spared
        ),
    )
    ids = [files.retype(key, place, Booked_On=BAD_BOOKED)[0] for place in met[-BOOKED_IN_WORDS:]]
    files.tell("booked_on_unreadable", *ids, count=len(ids), text=BAD_BOOKED)


def _last_held(files: Files, worker: Worker, today: Day) -> tuple[FileKey, int]:
    """Where somebody's last held one to one is."""
    directorate = worker.stints[0].seat.team.plan.directorate
    key = ("sharepoint_sessions", SESSION_PARTS[directorate])
    places = files.find(
        key,
        lambda row: (
            row["Supervisee"] == worker.number
            and row["Format"] == ONE_TO_ONE
            and row["Held Date"] != ""
            and as_day(row["Held Date"]) <= today
        ),
    )
    return key, places[-1]


def _repeat_rows(files: Files) -> None:
    """Rows exported twice, at the end of the file."""
    rows = files.rows[TALKS]
    again = rows[5 :: max(1, len(rows) // REPEATED)][:REPEATED]
    rows += again
    files.tell("row_repeated", *(f"{row[0]} {row[1]}" for row in again), count=len(again))


def _add_comments(files: Files) -> None:
    """A heading nobody asked for, with an invented remark in some rows."""
    key = ("sharepoint_sessions", SESSION_PARTS[ADULTS])
    rows = files.rows[key]
    every = max(1, len(rows) // COMMENTED)
    files.headings[key] = (*files.headings[key], COMMENTS_HEADING)
    files.rows[key] = [
        (*row, COMMENT if place % every == 0 else "") for place, row in enumerate(rows)
    ]
    files.tell("heading_with_narrative", "-".join(key), COMMENTS_HEADING)
