"""Bad rows of agreements, training, reviews, evidence, audits and the survey, and what is said."""

from collections.abc import Callable

import pytest

from .conftest import Loaded, Row, text_of

Land = Callable[..., Loaded]

AGREEMENT = {
    "Supervisee": "001001", "Supervisor": "001002", "Supervisee Signed": "01/10/2026",
    "Supervisor Signed": "02/10/2026", "Review Due": "02/10/2027",
}  # fmt: skip
COURSE = {"Employee Number": "001001", "Course": "Supervisee", "Completed": "01/10/2026"}
REVIEW = {"Employee Number": "001001", "Review Date": "01/10/2026", "Kind": "Six monthly"}
EVIDENCE = {"NQSW": "001001", "Kind": "Direct observation", "Dated": "01/10/2026"}
PLANNED = {"Audit Round": "Autumn 2026", "Supervisor": "001002", "Due": "01/12/2026"}
ANSWER = {
    "Audit ID": "AU1", "Audit Round": "Autumn 2026", "Audit Date": "12/10/2026",
    "Auditor": "001003", "Supervisor": "001002", "Supervisee": "001001", "Session ID": "S-1",
    "Standard": "Frequency", "Answer": "Yes", "Grade": "Good", "Is Moderation": "No",
}  # fmt: skip
ACTION = {
    "Action ID": "AC1", "Audit ID": "AU1", "Owner": "001002", "Due": "30/10/2026",
    "Completed": "20/10/2026",
}  # fmt: skip
SCORE = {
    "Survey Year": "2026", "Service": "Adults community", "Respondent Group": "Social workers",
    "Question": "I have time to reflect", "Score": "4", "Invited": "26",
}  # fmt: skip

GOOD: dict[str, Row] = {
    "sharepoint_agreements": AGREEMENT, "sharepoint_training": COURSE,
    "sharepoint_reviews": REVIEW, "asye_evidence": EVIDENCE, "audit_plan": PLANNED,
    "audit_answers": ANSWER, "audit_actions": ACTION, "survey_answers": SCORE,
}  # fmt: skip
#: Of each feed, the heading of a date and whether its row falls without it.
DATES = {
    "sharepoint_agreements": ("Supervisor Signed", False),
    "sharepoint_training": ("Completed", True),
    "sharepoint_reviews": ("Review Date", True),
    "asye_evidence": ("Dated", True),
    "audit_plan": ("Due", True),
    "audit_answers": ("Audit Date", True),
    "audit_actions": ("Completed", False),
}
STARRED = {
    "sharepoint_agreements": ("Supervisee", "Supervisor"),
    "sharepoint_training": ("Employee Number", "Course", "Completed"),
    "sharepoint_reviews": ("Employee Number", "Review Date", "Kind"),
    "asye_evidence": ("NQSW", "Kind", "Dated"),
    "audit_plan": ("Audit Round", "Supervisor", "Due"),
    "audit_answers": (
        "Audit ID", "Audit Round", "Audit Date", "Auditor", "Supervisee", "Standard", "Answer",
    ),
    "audit_actions": ("Action ID", "Audit ID", "Owner", "Due"),
    "survey_answers": ("Survey Year", "Service", "Question", "Score"),
}  # fmt: skip


def balance(loaded: Loaded) -> tuple[int, int, int, int]:
    """Rows received, used, held back and copied; the first is always the sum of the others."""
    load = loaded.load
    assert load.received == load.accepted + load.quarantined + load.duplicate
    assert loaded.rows.height == load.accepted
    return load.received, load.accepted, load.quarantined, load.duplicate


@pytest.mark.parametrize(("feed", "row"), GOOD.items(), ids=GOOD.keys())
def test_a_good_row_stands_and_nothing_is_said(land: Land, feed: str, row: Row) -> None:
    loaded = land(feed, text_of([row]))
    assert loaded.told() == []
    assert balance(loaded) == (1, 1, 0, 0)


@pytest.mark.parametrize("typed", ["6", "0", "-1", "3.5", "4/5", "good"])
def test_a_score_that_is_not_from_1_to_5_has_its_row_held_back(land: Land, typed: str) -> None:
    """A score is what the row is for: an empty one would be nobody's answer."""
    loaded = land("survey_answers", text_of([SCORE, {**SCORE, "Score": typed}]))
    shown = "(4 characters, not shown)" if typed == "good" else typed
    assert loaded.told() == [("SM-205", 3, "Score", shown, "row quarantined")]
    assert loaded.problems["sentence"].item() == "Score is not a whole number from 1 to 5."
    assert loaded.rows["score"].to_list() == [4]
    assert balance(loaded) == (2, 1, 1, 0)


@pytest.mark.parametrize("typed", ["1", "5"])
def test_the_lowest_and_the_highest_score_stand(land: Land, typed: str) -> None:
    loaded = land("survey_answers", text_of([{**SCORE, "Score": typed}]))
    assert loaded.rows["score"].to_list() == [int(typed)]


def test_how_many_were_asked_may_be_missing_and_the_score_stands(land: Land) -> None:
    loaded = land("survey_answers", text_of([{**SCORE, "Invited": "about 30"}]))
    assert loaded.told() == [("SM-205", 2, "Invited", "(8 characters, not shown)", "cell emptied")]
    assert balance(loaded) == (1, 1, 0, 0)


def test_equal_answers_to_the_survey_are_answers_of_different_people(land: Land) -> None:
    loaded = land("survey_answers", text_of([SCORE, SCORE, SCORE]))
    assert loaded.told() == []
    assert balance(loaded) == (3, 3, 0, 0)


ONE_OF_EQUAL = {feed: row for feed, row in GOOD.items() if feed != "survey_answers"}


@pytest.mark.parametrize(("feed", "row"), ONE_OF_EQUAL.items(), ids=ONE_OF_EQUAL.keys())
def test_equal_rows_of_any_other_feed_are_one(land: Land, feed: str, row: Row) -> None:
    assert balance(land(feed, text_of([row, row, row]))) == (3, 1, 0, 2)


@pytest.mark.parametrize(("feed", "date"), DATES.items(), ids=DATES.keys())
def test_a_date_that_cannot_be_read_fells_its_row_only_where_the_row_needs_it(
    land: Land, feed: str, date: tuple[str, bool]
) -> None:
    heading, is_needed = date
    loaded = land(feed, text_of([{**GOOD[feed], heading: "31/02/2026"}]))
    outcome = "row quarantined" if is_needed else "cell emptied"
    assert loaded.told() == [("SM-217", 2, heading, "31/02/2026", outcome)]
    assert balance(loaded) == ((1, 0, 1, 0) if is_needed else (1, 1, 0, 0))


def test_an_action_done_on_a_day_in_words_is_still_open(land: Land) -> None:
    loaded = land("audit_actions", text_of([{**ACTION, "Completed": "October"}]))
    assert loaded.told() == [("SM-203", 2, "Completed", "October", "cell emptied")]
    assert loaded.rows["completed"].to_list() == [None]
    assert loaded.problems["severity"].item() == "warning"


def test_an_agreement_signed_by_one_of_the_two_stands_with_one_signature(land: Land) -> None:
    loaded = land("sharepoint_agreements", text_of([{**AGREEMENT, "Supervisor Signed": ""}]))
    assert loaded.told() == []
    assert loaded.rows["supervisor_signed"].to_list() == [None]


@pytest.mark.parametrize(
    ("feed", "heading"), [(feed, name) for feed, names in STARRED.items() for name in names]
)
def test_a_starred_cell_left_empty_holds_its_row_back(land: Land, feed: str, heading: str) -> None:
    loaded = land(feed, text_of([GOOD[feed], {**GOOD[feed], heading: ""}]))
    assert loaded.told() == [("SM-201", 3, heading, None, "row quarantined")]
    assert balance(loaded) == (2, 1, 1, 0)


@pytest.mark.parametrize(("feed", "headings"), STARRED.items(), ids=STARRED.keys())
def test_no_heading_is_starred_but_those_the_row_cannot_stand_without(
    land: Land, feed: str, headings: tuple[str, ...]
) -> None:
    loaded = land(feed, text_of([{name: GOOD[feed][name] for name in headings}]))
    assert balance(loaded) == (1, 1, 0, 0)


@pytest.mark.parametrize(("feed", "headings"), STARRED.items(), ids=STARRED.keys())
def test_a_file_without_a_starred_heading_is_refused_whole(
    land: Land, feed: str, headings: tuple[str, ...]
) -> None:
    row = {name: cell for name, cell in GOOD[feed].items() if name != headings[-1]}
    loaded = land(feed, text_of([row]))
    assert loaded.load.outcome == "refused"
    assert loaded.problems["code"].to_list() == ["SM-103"]


def test_answers_to_one_standard_that_contradict_each_other_are_all_held_back(land: Land) -> None:
    other = {**ANSWER, "Standard": "Recording"}
    rows = [ANSWER, {**ANSWER, "Answer": "No"}, other, other]
    loaded = land("audit_answers", text_of(rows))
    key = "Audit ID and Standard"
    assert [told for told in loaded.told() if told[0] == "SM-222"] == [
        ("SM-222", 2, key, "AU1, Frequency", "row quarantined"),
        ("SM-222", 3, key, "AU1, Frequency", "row quarantined"),
    ]
    assert loaded.rows["standard"].to_list() == ["Recording"]
    assert balance(loaded) == (4, 1, 2, 1)


def test_actions_with_one_number_that_contradict_each_other_are_all_held_back(land: Land) -> None:
    loaded = land("audit_actions", text_of([ACTION, {**ACTION, "Owner": "001009"}]))
    assert [row[0] for row in loaded.told()] == ["SM-222", "SM-222"]
    assert balance(loaded) == (2, 0, 2, 0)


def test_an_answer_of_a_moderation_contradicts_nobody(land: Land) -> None:
    """It has an Audit ID of its own, so both answers stand."""
    again = {**ANSWER, "Audit ID": "AU2", "Auditor": "001004", "Answer": "No",
             "Is Moderation": "Yes"}  # fmt: skip
    loaded = land("audit_answers", text_of([ANSWER, again]))
    assert loaded.rows["is_moderation"].to_list() == [False, True]
    assert balance(loaded) == (2, 2, 0, 0)


def test_a_person_has_as_many_courses_reviews_and_pieces_of_evidence_as_rows(land: Land) -> None:
    """These feeds have no key: rows that differ are different things."""
    for feed, heading in (("sharepoint_training", "Completed"), ("asye_evidence", "Dated"),
                          ("sharepoint_reviews", "Review Date")):  # fmt: skip
        loaded = land(feed, text_of([GOOD[feed], {**GOOD[feed], heading: "05/10/2026"}]))
        assert balance(loaded) == (2, 2, 0, 0)


NARRATIVE = {
    "audit_answers": "Auditor comments",
    "audit_actions": "Action agreed, description",
    "sharepoint_agreements": "Wellbeing notes",
    "sharepoint_reviews": "Summary of discussion",
    "asye_evidence": "Reflections",
    "survey_answers": "Free text",
}


@pytest.mark.parametrize(("feed", "heading"), NARRATIVE.items(), ids=NARRATIVE.keys())
def test_a_column_of_narrative_is_dropped_unread(land: Land, feed: str, heading: str) -> None:
    loaded = land(feed, text_of([{**GOOD[feed], heading: "She was upset about J"}]))
    assert loaded.told() == [("SM-122", None, heading, None, "heading dropped")]
    assert "upset" not in str(loaded.rows.rows()) + str(loaded.problems.rows())
    assert balance(loaded) == (1, 1, 0, 0)


@pytest.mark.parametrize("heading", ["Respondent", "Employee Number", "Work Email", "Started At"])
def test_nobody_who_answered_the_survey_is_ever_kept(land: Land, heading: str) -> None:
    loaded = land("survey_answers", text_of([{**SCORE, heading: "ada@example.org"}]))
    assert [(told[2], told[4]) for told in loaded.told()] == [(heading, "heading dropped")]
    assert "ada@" not in str(loaded.rows.rows())


CODES = {
    "sharepoint_training": "Course", "sharepoint_reviews": "Kind", "asye_evidence": "Kind",
    "audit_answers": "Answer",
}  # fmt: skip


@pytest.mark.parametrize(("feed", "heading"), CODES.items(), ids=CODES.keys())
def test_a_word_nobody_has_mapped_keeps_its_row_as_typed(
    land: Land, feed: str, heading: str
) -> None:
    """It becomes `unmapped` in the warehouse, where it is told by its spelling."""
    loaded = land(feed, text_of([{**GOOD[feed], heading: " Mostly  open "}]))
    assert loaded.told() == []
    assert loaded.rows[heading.lower()].to_list() == ["Mostly open"]


@pytest.mark.parametrize("typed", ["maybe", "2"])
def test_a_tick_that_cannot_be_read_leaves_the_audit_standing(land: Land, typed: str) -> None:
    loaded = land("audit_answers", text_of([{**ANSWER, "Is Moderation": typed}]))
    assert [(told[2], told[4]) for told in loaded.told()] == [("Is Moderation", "cell emptied")]
    assert balance(loaded) == (1, 1, 0, 0)


def test_every_row_of_a_file_with_everything_wrong_is_accounted_for(land: Land) -> None:
    rows = [
        SCORE, SCORE, {**SCORE, "Score": "6"}, {**SCORE, "Score": "0", "Service": ""},
        {**SCORE, "Survey Year": "last"}, {**SCORE, "Invited": "?"},
    ]  # fmt: skip
    assert balance(land("survey_answers", text_of(rows))) == (6, 3, 3, 0)
    audits = [
        ANSWER, ANSWER, {**ANSWER, "Standard": ""}, {**ANSWER, "Standard": "Actions"},
        {**ANSWER, "Standard": "Actions", "Answer": "No"}, {**ANSWER, "Audit Date": "soon"},
    ]  # fmt: skip
    assert balance(land("audit_answers", text_of(audits))) == (6, 1, 4, 1)
