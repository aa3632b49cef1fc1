"""Faults in the files about how well supervision is done: strangers, odd codes, odd scores."""

from __future__ import annotations

from ingestion.demo.days import Day, as_day, as_text, working_on_or_before
from ingestion.demo.files import Files
from ingestion.demo.session_plants import STRANGERS

WORKERS = ("hr_workers", "")
AGREEMENTS, TRAINING = ("sharepoint_agreements", ""), ("sharepoint_training", "")
ANSWERS, ACTIONS, SURVEY = ("audit_answers", ""), ("audit_actions", ""), ("survey_answers", "")
BAD_SCORE, BAD_SCORES = "6", 2
UNKNOWN_ANSWER, UNKNOWN_ANSWERS = "Mostly", 3
DONE_IN_WORDS, UNKNOWN_AUDIT = "done, Oct", "AU90001"
SIGNED_AGO, TRAINED_AGO, DUE_AGO, DONE_AGO = 96, 61, 30, 36


def blur_assurance(files: Files, today: Day) -> None:
    """Damages a few rows and adds a few that lead nowhere."""
    _add_strangers(files, today)
    _blur_answers(files)
    _blur_actions(files, today)
    _blur_survey(files)


def _add_strangers(files: Files, today: Day) -> None:
    """Somebody only the supervision site knows has an agreement, and another a course."""
    signer, learner = STRANGERS
    manager = files.rows[AGREEMENTS][0][1]
    signed = as_text(working_on_or_before(today - SIGNED_AGO))
    files.rows[AGREEMENTS].append((signer, manager, signed, signed, ""))
    files.tell("agreement_with_stranger", signer)
    done = as_text(working_on_or_before(today - TRAINED_AGO))
    files.rows[TRAINING].append((learner, "Supervisee", done))
    files.tell("training_of_stranger", learner)


def _blur_answers(files: Files) -> None:
    """Answers in another word, and one standard answered twice, each time otherwise."""
    places = files.find(ANSWERS, lambda row: row["Answer"] == "Partly")
    chosen = places[1 :: max(1, len(places) // UNKNOWN_ANSWERS)][:UNKNOWN_ANSWERS]
    ids = [files.retype(ANSWERS, place, Answer=UNKNOWN_ANSWER)[0] for place in chosen]
    files.tell("audit_answer_unknown", *ids, count=len(ids), text=UNKNOWN_ANSWER)
    sure = files.find(ANSWERS, lambda row: row["Answer"] == "Yes" and row["Audit ID"] not in ids)
    place = sure[len(sure) // 2]
    before = files.rows[ANSWERS][place]
    row = files.retype(ANSWERS, place, Answer="No")
    files.rows[ANSWERS].insert(place + 1, before)
    files.tell("audit_answer_typed_twice", row[0], standard=row[7])


def _blur_actions(files: Files, today: Day) -> None:
    """An action done on a day in words, and one of an audit nobody knows."""
    here = {row[0] for row in files.rows[WORKERS] if row[-1] == ""}
    places = files.find(
        ACTIONS,
        lambda row: row["Completed"] != "" and row["Owner"] in here and as_day(row["Due"]) < today,
    )
    for place in places[-1:]:
        row = files.retype(ACTIONS, place, Completed=DONE_IN_WORDS)
        files.tell("action_done_in_words", row[0], text=DONE_IN_WORDS)
    rows = files.rows[ACTIONS]
    number, owner = f"AC{len(rows) + 1:05d}", files.rows[AGREEMENTS][0][1]
    due, done = (working_on_or_before(today - ago) for ago in (DUE_AGO, DONE_AGO))
    rows.append((number, UNKNOWN_AUDIT, owner, as_text(due), as_text(done)))
    files.tell("action_of_unknown_audit", number, UNKNOWN_AUDIT)


def _blur_survey(files: Files) -> None:
    """Scores above the highest."""
    places = files.find(SURVEY, lambda row: row["Score"] == "5")
    chosen = places[3 :: max(1, len(places) // BAD_SCORES)][:BAD_SCORES]
    for place in chosen:
        files.retype(SURVEY, place, Score=BAD_SCORE)
    files.tell("score_out_of_range", BAD_SCORE, count=len(chosen), text=BAD_SCORE)
