"""A policy in words: versions, reviews, and where it stands against the national floor."""

from datetime import date

from dashboard.view_models.addresses import Links
from dashboard.view_models.policy_floor import say_standing
from dashboard.view_models.policy_rules import judged_cell, rule_facts
from dashboard.view_models.policy_versions import change_rows, say_ahead, version_rows
from dashboard.view_models.vocabulary import Vocabulary

VERSION = {
    "policy_id": "ours",
    "version_label": "First version",
    "note": None,
    "valid_from": date(2000, 1, 1),
    "valid_to": None,
    "is_ahead": False,
    "is_current": True,
    "is_ending": False,
    "review_due_on": date(2026, 3, 31),
    "is_review_overdue": True,
    "changes_count": 0,
}
RULE = {
    "rule_id": "r1",
    "policy_id": "p1",
    "outcome": "obligation",
    "outcome_label": "Due by a date",
    "is_measured": True,
    "not_measured_reason": None,
    "held_count": 0,
    "held_overdue_count": 0,
    "judged_count": 0,
    "judged_overdue_count": 0,
    "binds_label": "Line managers",
    "clock_label": None,
    "steps_label": "every 2 years",
    "starter_label": None,
    "thresholds_label": None,
    "counts_label": None,
    "longest_label": None,
    "needs_label": None,
    "clause": "Section 1",
    "reading": None,
    "tolerance_days": 0,
    "notice_days": 7,
    "bound_count": None,
    "valid_from": date(2000, 1, 1),
    "valid_to": None,
    "is_current": True,
}


def test_a_version_whose_review_day_has_passed_says_so() -> None:
    assert "was due by 31\u00a0March 2026" in version_rows([VERSION], Links())[0]["Its review"]
    later = VERSION | {"is_review_overdue": False, "review_due_on": date(2028, 3, 31)}
    assert version_rows([later], Links())[0]["Its review"] == "due by 31\u00a0March 2028"
    assert (
        version_rows([VERSION | {"review_due_on": None}], Links())[0]["Its review"]
        == "no day given"
    )


def test_a_version_to_come_begins_its_sentence_with_the_day() -> None:
    ahead = VERSION | {"is_ahead": True, "is_current": False, "valid_from": date(2027, 9, 1)}
    assert say_ahead([VERSION, ahead]) == ["From **1 September 2027**: First version."]


def test_a_rule_that_is_gone_is_named_as_no_longer_asked() -> None:
    gone = {
        "rule_id": "r1",
        "policy_id": "p1",
        "rule_label": "Weekly",
        "change_code": "ended",
        "what_changed": "In words",
        "words_before": "Weekly",
        "words_after": None,
    }
    (cells,) = change_rows([gone], Links())
    assert (cells["What"], cells["Before"], cells["After"]) == ("No longer asked", "Weekly", "–")


def test_a_rule_never_measured_is_not_said_to_judge_nobody() -> None:
    missing = RULE | {"is_measured": False, "not_measured_reason": "the export was not supplied"}
    assert judged_cell(missing, Links(), True).startswith("**– Not measured**")
    assert judged_cell(RULE, Links(), True) == "nobody now"


def test_facts_that_a_rule_has_none_of_are_left_out() -> None:
    facts = [row["What"] for row in rule_facts(RULE, [RULE], Links(), True)]
    assert "**Limit**" not in facts and "**Counted from**" not in facts
    assert facts[0] == "**What becomes of it**" and "**Our reading**" in facts


def test_how_a_policy_stands_is_counted_in_words() -> None:
    words = Vocabulary(
        {"code_list": "floor_standing", "code": code, "label": label, "sort_order": order}
        | {"tone": None, "symbol": None, "meaning": None}
        for order, (code, label) in enumerate((("same", "Same"), ("silent", "Says nothing")))
    )
    asks = [{"standing_code": code, "nqsw_count": 1} for code in ("same", "silent", "silent")]
    said = say_standing(asks, words)
    assert said.startswith("Of 3 things the floor asks for: 1 same, 2 say nothing. **1 NQSW** is")
    nobody = [row | {"nqsw_count": 0} for row in asks]
    assert say_standing(nobody, words).endswith("No NQSW is held to this policy here.")
