"""Phases, references, reasons and labels as the pages write them."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from dashboard.view_models.addresses import Links
from dashboard.view_models.asye import say_phase
from dashboard.view_models.asye_weeks import review_marks, weeks_of
from dashboard.view_models.case_lists import reference, say_not_asked
from dashboard.view_models.caseload import say_covered
from dashboard.view_models.csv_file import safe_csv
from dashboard.view_models.labels import tell_apart
from dashboard.view_models.long_lists import LongList, word_rows
from dashboard.view_models.policy import say_policy
from dashboard.view_models.policy_rules import matches
from dashboard.view_models.quality import say_source
from dashboard.view_models.shares import Share
from dashboard.view_models.vocabulary import Vocabulary


def code(code_list: str, name: str, label: str, tone: str = "quiet") -> dict[str, Any]:
    return {
        "code_list": code_list,
        "code": name,
        "label": label,
        "tone": tone,
        "symbol": "○",
        "sort_order": 1,
        "meaning": None,
    }


WORDS = Vocabulary(
    [
        code("system", "ics", "ICS"),
        code("status", "away", "Away: long absence"),
        code("status", "met_late", "Met late", tone="bad"),
    ]
)


def phase(count: int | None, unit: str | None, step: str | None, following: str | None) -> str:
    row = {"interval_count": count, "interval_unit": unit, "step": step, "next_step": following,
           "supervision_status_code": "away"}  # fmt: skip
    return say_phase(row, WORDS)


@pytest.mark.parametrize(
    ("owed", "said"),
    [
        ((1, "week", "0 days", "6 weeks"), "Weekly, first 6 weeks"),
        ((2, "week", "6 weeks", "6 months"), "Fortnightly, from 6 weeks to 6 months"),
        ((1, "month", "6 months", None), "Monthly, from 6 months"),
        ((10, "day", "0 days", None), "Every 10 days, from the start"),
        ((None, None, None, None), "Away: long absence"),
    ],
)
def test_a_phase_is_said_by_its_interval_and_its_step(owed: tuple[Any, ...], said: str) -> None:
    assert phase(*owed) == said


def test_a_step_is_placed_in_weeks_from_the_start() -> None:
    assert weeks_of("6 weeks") == 6
    assert weeks_of("6 months") == pytest.approx(26.1, abs=0.1)
    assert weeks_of("later") == 0


def test_a_review_held_late_is_marked_where_it_was_held_and_keeps_its_shape() -> None:
    row = {
        "worker_id": "1",
        "worker_name": "N",
        "status_code": "met_late",
        "milestone_months": 3,
        "asye_from": date(2026, 1, 1),
        "met_on": date(2026, 4, 23),
        "due_on": date(2026, 4, 1),
    }
    mark = review_marks([row], WORDS)[0]
    assert (mark["shape"], mark["tone"], mark["week"]) == ("met", "bad", 16)


def test_two_people_of_one_name_are_told_apart_on_a_chart() -> None:
    rows = [{"id": "1", "name": "Ann"}, {"id": "2", "name": "Ann"}, {"id": "3", "name": "Bo"}]
    assert tell_apart(rows, "id", "name") == {"1": "Ann (1)", "2": "Ann (2)", "3": "Bo"}


def test_a_case_is_called_by_its_system_and_the_id_there() -> None:
    assert reference({"system_code": "ics", "case_id": "ics-10023"}, WORDS) == "ICS 10023"
    assert reference({"system_code": "ics", "case_id": "ics-ics-7"}, WORDS) == "ICS ics-7"


def test_not_measured_is_never_said_to_be_missed() -> None:
    row = {"system_code": "ics", "policy_short_label": "St Helens", "status_code": "not_measured",
           "case_type": "level_2", "case_type_label": "Level 2"}  # fmt: skip
    said = say_not_asked(row, WORDS, Links())
    assert "nothing can be said" in said and "overdue" not in said and "missed" not in said


def test_whether_high_risk_work_is_covered_is_said_first() -> None:
    said = say_covered(Share(29, 155), Share(60, 657), 128, 1)
    assert said.startswith("**29 of 155 (19%) high-risk cases are overdue.**")
    assert said.endswith("the longest by 128 days. 1 case has no allocated worker.")
    assert say_covered(Share(0, 0), Share(0, 0), None, 0) == "No case supervision is owed here."


def test_a_policy_past_its_review_is_said_to_be() -> None:
    row = {"about": "Staff", "is_national_floor": False, "in_force_for": "Adults",
           "version_from": date(2020, 1, 1), "review_due_on": date(2026, 3, 31),
           "tolerance_days": 0, "notice_days": 7, "absence_min_days": 28}  # fmt: skip
    assert "was due for review by 31 March 2026" in say_policy(row, date(2026, 11, 20))
    assert "is due for review by 31 March 2026" in say_policy(row, date(2026, 1, 1))


def test_a_search_wants_every_word_and_minds_no_capitals() -> None:
    rule = {
        "rule_label": "NQSWs: weekly",
        "clause": "St Helens section 3",
        "steps_label": "every week",
        "counts_label": None,
        "reading": None,
        "kind_label": None,
        "binds_label": None,
        "thresholds_label": None,
        "outcome_label": None,
        "policy_label": None,
    }
    assert matches(rule, "WEEKLY section")
    assert not matches(rule, "weekly monthly")


def test_who_must_act_is_whoever_keeps_the_system() -> None:
    assert say_source("ics_involvements", WORDS) == "ICS"
    assert say_source("hr_posts", WORDS) == "HR"
    assert say_source("asye_reviews", WORDS) == "ASYE register"


@pytest.mark.parametrize("typed", ["=1+1", "+44", "-3", "@sum(a1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(typed: str) -> None:
    assert b"'" in safe_csv([{"typed_text": typed}])


def test_numbers_and_plain_words_reach_the_file_untouched() -> None:
    assert (
        safe_csv([{"row": -3, "word": "12 rows"}]).decode("utf-8-sig")
        == "row,word\r\n-3,12 rows\r\n"
    )
    assert safe_csv([]) == b""


def test_a_long_list_words_only_the_rows_that_are_shown() -> None:
    worded: list[int] = []

    def say(rows: Any) -> list[dict[str, str]]:
        listed = list(rows)
        worded.append(len(listed))
        return [{"N": str(row["n"])} for row in listed]

    answer = pl.DataFrame({"n": range(120)})
    rows = word_rows(answer, say)
    assert isinstance(rows, LongList) and len(rows) == 120
    assert rows[50:100][0] == {"N": "50"} and rows[119] == {"N": "119"}
    assert worded == [50, 1]
    assert isinstance(word_rows(answer.head(50), say), list)
