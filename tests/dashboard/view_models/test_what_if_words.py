"""A what-if is read from its address, refused in words, and said as an officer would say it."""

from datetime import date
from typing import Any

import pytest

from dashboard.scenario import CASES, STAFF, Scenario, Step
from dashboard.view_models.shares import hours_of, say_more
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.view_models.what_if import NOUNS, say_changes, say_headline, say_result
from dashboard.view_models.what_if_address import Asked, read
from dashboard.view_models.what_if_lists import say_why

Row = dict[str, Any]
V1 = date(2000, 1, 1)
FORMATS = {"one_to_one", "group", "peer"}
WORDS = Vocabulary(
    {"code_list": "session_format", "code": code, "label": label, "tone": None, "symbol": None,
     "meaning": None, "sort_order": order}
    for order, (code, label) in enumerate(
        [("one_to_one", "One to one"), ("group", "Group"), ("peer", "Peer")]
    )
)  # fmt: skip


def _policy(policy_id: str, label: str, held: str) -> Row:
    return {"policy_id": policy_id, "policy_label": label, "policy_short_label": label,
            "in_force_for": held, "tolerance_days": 0, "absence_min_days": 28}  # fmt: skip


POLICIES = [_policy("sth", "St Helens", "Children"), _policy("kno", "Knowsley", "Adults")]


def _rule(rule_id: str, policy_id: str, about: str, *steps: tuple[int, str, int, str]) -> Row:
    return {
        "rule_id": rule_id,
        "policy_id": policy_id,
        "valid_from": V1,
        "obligation_type": about,
        "tolerance_days": 0,
        "formats": ["one_to_one"] if about == STAFF else [],
        "steps": [
            {"step_number": number, "step_from_count": begins, "step_from_unit": from_unit,
             "interval_count": every, "interval_unit": unit}
            for number, (begins, from_unit, every, unit) in enumerate(steps, 1)
        ],
    }  # fmt: skip


RULES = [
    _rule("sth_sw", "sth", STAFF, (0, "day", 1, "month")),
    _rule("sth_nqsw", "sth", STAFF, (0, "day", 1, "week"), (6, "week", 2, "week"), (6, "month", 1, "month")),
    _rule("sth_cin", "sth", CASES, (0, "day", 2, "month")),
    _rule("kno_sw", "kno", STAFF, (0, "day", 1, "month")),
]  # fmt: skip


def _read(**asked: str) -> Asked:
    return read(asked, POLICIES, RULES, FORMATS)


TRIED: dict[str, tuple[dict[str, str], Scenario]] = {
    "Every 4 weeks instead of every calendar month": (
        {"policy": "sth", "rule": "sth_sw", "every1": "4-week"},
        Scenario("sth", (STAFF,), rule_id="sth_sw", valid_from=V1, steps=(Step(1, 0, "day", 4, "week"),)),
    ),
    "Every 2 weeks from 10 weeks on instead of from 6 weeks on": (
        {"policy": "sth", "rule": "sth_nqsw", "begins2": "10-week"},
        Scenario("sth", (STAFF,), rule_id="sth_nqsw", valid_from=V1, steps=(Step(2, 10, "week", 2, "week"),)),
    ),
    "Every 6 weeks instead of every calendar month from 6 months on": (
        {"policy": "sth", "rule": "sth_nqsw", "every3": "6-week"},
        Scenario("sth", (STAFF,), rule_id="sth_nqsw", valid_from=V1, steps=(Step(3, 6, "month", 6, "week"),)),
    ),
    "Counting one to one, group instead of one to one": (
        {"policy": "sth", "rule": "sth_sw", "counts": "group,one_to_one"},
        Scenario("sth", (STAFF,), rule_id="sth_sw", valid_from=V1, formats=("group", "one_to_one")),
    ),
    "5 days of tolerance instead of none": (
        {"policy": "sth", "rule": "sth_cin", "tolerance": "5"},
        Scenario("sth", (CASES,), rule_id="sth_cin", valid_from=V1, tolerance_days=5),
    ),
    "An absence of 14 days or more stops the clock instead of 28": (
        {"policy": "sth", "rule": "whole_policy", "absence": "14"},
        Scenario("sth", (STAFF,), absence_min_days=14),
    ),
    "3 days of tolerance instead of none": (
        {"policy": "sth", "rule": "whole_policy", "tolerance": "3"},
        Scenario("sth", (STAFF, CASES), tolerance_days=3),
    ),
    "Knowsley instead of St Helens": (
        {"try": "policy", "policy": "sth", "instead": "kno"},
        Scenario("sth", (STAFF, CASES), instead="kno"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", TRIED)
def test_an_address_is_a_scenario_is_a_sentence_and_the_same_address_again(said: str) -> None:
    asked, scenario = TRIED[said]
    found = _read(**asked)
    assert found.scenario == scenario
    assert found.parameters == asked
    assert say_changes(found, WORDS) == said
    assert not found.refusals


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ({"policy": "nowhere"}, "a policy that there is not"),
        ({"try": "magic"}, "a kind of what-if"),
        ({"policy": "sth", "rule": "kno_sw", "every1": "4-week"}, "a rule that cannot be tried"),
        ({"rule": "sth_sw", "every1": "0-week"}, "an interval that cannot be tried"),
        ({"rule": "sth_sw", "every1": "4-fortnight"}, "an interval that cannot be tried"),
        ({"rule": "sth_sw", "every1": "105-week"}, "an interval that cannot be tried"),
        ({"rule": "sth_sw", "every1": "-4-week"}, "an interval that cannot be tried"),
        ({"rule": "sth_sw", "every2": "4-week"}, "a step that the rule has not"),
        ({"rule": "sth_sw", "begins1": "4-week"}, "a step that the rule has not"),
        ({"rule": "sth_nqsw", "begins2": "7-month"}, "begin after the one before it"),
        ({"rule": "sth_sw", "counts": ""}, "a kind of session"),
        ({"rule": "sth_sw", "counts": "one_to_one,seance"}, "a kind of session"),
        ({"rule": "sth_sw", "tolerance": "-1"}, "tolerance days outside 0 to 90"),
        ({"rule": "sth_sw", "tolerance": "five"}, "tolerance days outside 0 to 90"),
        ({"rule": "sth_sw", "absence": "0"}, "absence days outside 1 to 366"),
        ({"try": "policy", "policy": "sth", "instead": "sth"}, "in place of itself"),
        ({"try": "policy", "policy": "sth", "instead": "nowhere"}, "in place of itself"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_words_and_nothing_is_worked_out(
    asked: dict[str, str], refused: str
) -> None:
    found = _read(**asked)
    assert found.scenario is None
    assert refused in " ".join(found.refusals)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"rule": "sth_sw", "every1": "1-month", "tolerance": "0", "absence": "28", "counts": "one_to_one"},
        {"rule": "sth_nqsw", "begins2": "6-week"},
        {"rule": "sth_cin", "absence": "3", "counts": "group"},
    ],
)  # fmt: skip
def test_values_that_stand_already_or_bear_on_nothing_change_nothing(asked: dict[str, str]) -> None:
    found = _read(policy="sth", **asked)
    assert found.scenario is None
    assert not found.refusals


def test_no_tolerance_can_be_tried_where_there_is_some() -> None:
    lenient = [{**RULES[0], "tolerance_days": 7}]
    asked = {"policy": "sth", "rule": "sth_sw", "tolerance": "0"}
    found = read(asked, POLICIES, lenient, FORMATS)
    assert found.scenario is not None
    assert found.scenario.tolerance_days == 0
    assert say_changes(found, WORDS) == "0 days of tolerance instead of 7"


COUNTS = {
    "judged_count": 300, "before_count": 86, "after_count": 121, "becomes_count": 40, "stops_count": 5,
    "asked_before_count": 290, "asked_after_count": 290, "not_measured_count": 0,
    "year_before": 3480.0, "year_after": 3782.1,
}  # fmt: skip


def test_the_headline_says_the_change_the_overdue_and_the_sessions() -> None:
    told = say_headline("Every 4 weeks instead of every calendar month", COUNTS, NOUNS[STAFF])
    assert told == (
        "Every 4 weeks instead of every calendar month: 86 → 121 overdue; 9% more sessions a year"
    )


def test_fewer_overdue_because_nothing_is_asked_is_never_told_as_better() -> None:
    found = _read(**TRIED["Knowsley instead of St Helens"][0])
    told = say_result(found, {**COUNTS, "asked_after_count": 120}, NOUNS[STAFF])
    assert "asked for 290 people now and for **120 people** under the what-if" in told
    assert "nobody can be overdue of whom nothing is asked" in told


def test_a_policy_that_nobody_is_held_to_is_said_to_be_one() -> None:
    policies = [_policy("sth", "St Helens", ""), _policy("kno", "Knowsley", "")]
    found = read(TRIED["Knowsley instead of St Helens"][0], policies, RULES, FORMATS)
    assert "nobody is held to it now" in say_result(found, COUNTS, NOUNS[STAFF])


@pytest.mark.parametrize(
    ("after", "before", "said"),
    [(109.2, 100, "9% more"), (50, 100, "50% fewer"), (100, 100, "no more or fewer"),
     (1003, 1000, "less than 1% change in"), (5, 0, "no comparison of"), (0, 0, "no more or fewer")],
)  # fmt: skip
def test_two_sums_are_compared_in_whole_per_cent(after: float, before: float, said: str) -> None:
    assert say_more(after, before) == said


def test_hours_without_minutes_are_not_nought() -> None:
    assert hours_of(None, 100) is None
    assert hours_of(90, 100) == 150


def _listed(**more: Any) -> Row:
    row: Row = {"status_before": "in_date", "status_after": "overdue", "due_before": date(2026, 11, 30),
                "due_after": date(2026, 11, 12), "opened_before": date(2026, 10, 15),
                "opened_after": date(2026, 10, 15), "clause_before": "Section 3", "clause_after": "Section 3",
                "interval_count_before": 1, "interval_count_after": 4, "interval_unit_before": "month",
                "interval_unit_after": "week"}  # fmt: skip
    return {**row, **more}


def test_a_row_says_from_when_and_by_which_interval_now_and_then() -> None:
    assert say_why(_listed(), WORDS) == (
        "Counted from 15 October 2026: now every calendar month, then every 4 weeks (Section 3)."
    )
    other = say_why(_listed(opened_after=date(2026, 9, 1), clause_after="Part 5"), WORDS)
    assert other == (
        "Now every calendar month from 15 October 2026 (Section 3); "
        "then every 4 weeks from 1 September 2026 (Part 5)."
    )
    nothing = say_why(_listed(due_after=None, status_after="no_rule"), WORDS)
    assert nothing.endswith("then nothing is due (no rule).")
