"""Policy: every rule in words, with whom it judges, and whom no rule is about."""

from pathlib import Path

import pytest

from dashboard.datasets.caseload import cases_listed, cases_not_asked
from dashboard.datasets.managers import supervisees_listed
from dashboard.datasets.policy import (
    floor_asks,
    floor_beside,
    people_not_asked,
    policy_changes,
    rule_obligations,
    rule_reviews,
    rules_listed,
)
from dashboard.navigation import PATHS
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, _connection, published
from tests.dashboard.demo_visits import demo_council, said_size, visit, words

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


def test_the_numbers_of_a_rule_are_the_lengths_of_its_lists(run: Published) -> None:
    for scope in (EVERYBODY, Scope(team_ids=("C106", "A118"))):
        for rule in rules_listed(run, scope, EVERYWHERE).to_dicts():
            if rule["outcome"] != "obligation" or not rule["is_current"]:
                continue
            for name in ("held", "judged"):
                for late in (False, True):
                    number = rule[f"{name}_overdue_count" if late else f"{name}_count"]
                    assert _listed(run, scope, rule, name == "held", late) == number, rule[
                        "rule_id"
                    ]


def _listed(run: Published, scope: Scope, rule: dict[str, str], held: bool, late: bool) -> int:
    policy_id, rule_id = rule["policy_id"], rule["rule_id"]
    if rule["obligation_type"] == "asye_review":
        return rule_reviews(
            run,
            scope,
            EVERYWHERE,
            policy_id=policy_id,
            rule_id=rule_id,
            held_only=held,
            overdue_only=late,
        ).height
    list_name = "overdue" if late else "all"
    by = None if held else policy_id
    if rule["obligation_type"] not in ("staff_supervision", "case_supervision"):
        found = rule_obligations(
            run,
            scope,
            EVERYWHERE,
            policy_id=policy_id,
            rule_id=rule_id,
            held_only=held,
            overdue_only=late,
        )
        return int(found["subject_id"].n_unique())
    if rule["obligation_type"] == "case_supervision":
        found = cases_listed(
            run, scope, EVERYWHERE, list_name=list_name, policy_id=by, rule_id=rule_id
        )
    else:
        found = supervisees_listed(run, scope, list_name=list_name, policy_id=by, rule_id=rule_id)
    return found.height


def test_every_rule_of_the_warehouse_is_on_the_page_of_its_policy(
    demo_council: Path, run: Published
) -> None:
    rules = rules_listed(run, EVERYBODY, EVERYWHERE).to_dicts()
    for policy_id in sorted({rule["policy_id"] for rule in rules}):
        shown = words(visit("policy", policy=policy_id, persona="director"))
        for rule in rules:
            if rule["policy_id"] == policy_id:
                assert f"rule={rule['rule_id']}" in shown, rule["rule_id"]


def test_a_rule_says_its_clause_its_reading_and_what_is_ours(demo_council: Path) -> None:
    at = visit("policy", policy="st_helens", rule="sth_social_worker", persona="director")
    facts = dict(zip(at.table[0].value["What"], at.table[0].value["In words"], strict=True))
    assert facts["**Clause**"] == "St Helens section 3"
    assert "everybody between and above is read as monthly" in facts["**Our reading**"]
    assert facts["**Tolerance and notice**"] == "0 days and 7 days (ours)"
    assert "1 January 2000" in facts["**In force**"]


def test_the_page_says_who_is_held_to_what_and_since_when(demo_council: Path) -> None:
    held = visit("policy", persona="director").table[0].value
    by_directorate = dict(zip(held["Directorate"], held["Policy"], strict=True))
    assert "St Helens" in by_directorate["**Children**"]
    assert "Knowsley" in by_directorate["**Adults**"]
    assert set(held["Since"]) == {"1 January 2000"}


def test_people_no_rule_is_about_are_listed_and_never_lost(run: Published) -> None:
    counted = people_not_asked(run, EVERYBODY, EVERYWHERE).to_dicts()
    for row in counted:
        listed = supervisees_listed(
            run,
            EVERYBODY,
            list_name=row["status_code"],
            staff_category=row["staff_category_code"],
        )
        mine = listed.filter(listed["policy_id"] == row["policy_id"])
        assert mine.height == row["people_count"]
    everybody = supervisees_listed(run, EVERYBODY, list_name="not_asked")
    assert sum(row["people_count"] for row in counted) == everybody.height


def test_cases_no_rule_is_about_lead_to_case_supervision(run: Published) -> None:
    for row in cases_not_asked(run, EVERYBODY, EVERYWHERE).to_dicts():
        listed = cases_listed(
            run,
            EVERYBODY,
            EVERYWHERE,
            list_name=row["status_code"],
            case_type=row["case_type"],
            system_code=row["system_code"],
        )
        assert listed.height == row["case_count"]


def test_the_floor_stands_beside_the_policy_for_the_same_nqsws(run: Published) -> None:
    for row in floor_beside(run, EVERYBODY, EVERYWHERE).to_dicts():
        assert row["floor_rule_id"] and row["floor_steps_label"]
        assert 0 <= row["floor_in_date_count"] <= row["open_count"]


def test_a_search_finds_rules_of_every_policy_by_their_words(demo_council: Path) -> None:
    at = visit("policy", find="youth justice", persona="director")
    assert said_size(at) == len(at.table[-1].value) == 2
    nothing = visit("policy", find="unicorns", persona="director")
    assert "No rule says that" in words(nothing)


def test_a_rule_that_there_is_not_is_refused_in_words(demo_council: Path) -> None:
    at = visit("policy", rule="nonsense", persona="director")
    assert any("a rule that there is not" in info.value for info in at.info)


def test_whom_a_rule_judges_is_whom_the_warehouse_says_it_covers(run: Published) -> None:
    covered = (
        _connection(run)
        .cursor()
        .execute(
            "select rule_id, sum(covers_count), sum(overdue_count) from marts.dim_rules group by all"
        )
        .fetchall()
    )
    shown = {
        (row["rule_id"], row["judged_count"], row["judged_overdue_count"])
        for row in rules_listed(run, EVERYBODY, EVERYWHERE).to_dicts()
        if row["is_current"]
    }
    assert shown == set(covered)


def test_what_nothing_can_breach_is_shown_with_the_reason_it_is_not_counted(
    demo_council: Path,
) -> None:
    at = visit("policy", policy="knowsley", persona="director")
    assert any(header.value == "Shown as a figure, or not counted: 4 rules" for header in at.header)
    shown = words(at)
    assert "no export carries goals and actions" in shown
    rule = visit("policy", policy="knowsley", rule="kno_goals", persona="director")
    facts = dict(zip(rule.table[0].value["What"], rule.table[0].value["In words"], strict=True))
    assert facts["**What becomes of it**"] == "Not counted"
    assert len(rule.table) == 1


def test_a_version_known_in_advance_is_told_with_what_it_changes(demo_council: Path) -> None:
    at = visit("policy", policy="rotherham", persona="director")
    shown = words(at)
    assert "From **1 September 2027**: Second version, an example" in shown
    assert any(
        header.value == "What changes on 1 September 2027: 3 differences" for header in at.header
    )
    changes = next(table.value for table in at.table if "Before" in table.value.columns)
    step = changes[changes["What"] == "From 6 months"]
    assert list(step["Before"]) == ["every month"] and list(step["After"]) == ["every 4 weeks"]


def test_the_floor_is_told_ask_by_ask_with_where_the_policy_says_less(run: Published) -> None:
    asks = floor_asks(run, EVERYBODY, EVERYWHERE).to_dicts()
    told = {
        (row["policy_id"], str(row["valid_from"]), row["ask_label"]): row["standing_code"]
        for row in asks
    }
    counts = "Staff supervision, what counts"
    assert told["st_helens", "2000-01-01", counts] == "looser"
    assert told["knowsley", "2000-01-01", counts] == "same"
    assert told["rotherham", "2000-01-01", "ASYE panel"] == "silent"
    sixth = "Staff supervision, from 6 months"
    assert told["rotherham", "2000-01-01", sixth] == "same"
    assert told["rotherham", "2027-09-01", sixth] == "stricter"
    held = supervisees_listed(run, EVERYBODY, list_name="all")
    for policy_id in ("st_helens", "knowsley"):
        nqsws = held.filter((held["policy_id"] == policy_id) & held["is_nqsw"]).height
        assert {row["nqsw_count"] for row in asks if row["policy_id"] == policy_id} == {nqsws}


def test_what_if_is_offered_only_where_there_is_such_a_page(demo_council: Path) -> None:
    shown = words(visit("policy", policy="knowsley", persona="director"))
    assert ("./what-if?" in shown) == ("what-if" in PATHS)


def test_every_change_of_a_version_is_a_sentence(run: Published) -> None:
    for row in policy_changes(run).to_dicts():
        assert row["sentence"] and "None" not in row["sentence"]
        assert row["words_before"] != row["words_after"]
