"""The page of audits and survey says what was planned, found, agreed and answered, to each reader."""

from __future__ import annotations

import pytest

from dashboard.datasets.audits import (
    audit_actions_counts,
    audit_actions_listed,
    audit_coverage_counts,
    audit_coverage_listed,
    audit_grades,
    audit_grades_for_all,
    audit_standards,
    audit_standards_for_all,
    audited_supervisors_counts,
    audited_supervisors_listed,
    audits_listed,
)
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published
from tests.dashboard.demo_visits import visit, words

pytestmark = pytest.mark.usefixtures("demo_settings")
EVERYBODY = Scope(sees_everyone=True)
SCOPES = [
    EVERYBODY,
    Scope(team_ids=("A",)),
    Scope(team_ids=("B", "C")),
    Scope(worker_ids=("m1", "w8")),
]
PLACES = [Place(), Place("Front door"), Place("Front door", "A")]
QUESTION = "Is it \\*often\\* enough?"


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_count_is_as_long_as_its_list(
    scope: Scope, place: Place, small_run: Published
) -> None:
    planned = audit_coverage_counts(small_run, scope, place, "R1").to_dicts()[0]
    for name in ("planned", "done", "done_in_time", "done_late", "overdue", "due", "unplanned"):
        listed = audit_coverage_listed(small_run, scope, place, "R1", name)
        assert planned[f"{name}_count"] == listed.height, name
    supervisors = audited_supervisors_counts(small_run, scope, place).to_dicts()[0]
    for name in ("all", "never", "not_lately", "lately"):
        listed = audited_supervisors_listed(small_run, scope, place, name)
        assert supervisors[f"{name}_count"] == listed.height, name
    actions = audit_actions_counts(small_run, scope, place).to_dicts()[0]
    for name in ("all", "open", "overdue", "done_late", "done_in_time"):
        assert (
            actions[f"{name}_count"] == audit_actions_listed(small_run, scope, place, name).height
        )
    grades = audit_grades(small_run, scope, place, "R1").to_dicts()
    for name in ("good", "inadequate", "unmapped", "none", "graded", "good_or_better"):
        listed = audits_listed(small_run, scope, place, "R1", grade_code=name)
        assert sum(row[f"{name}_count"] for row in grades) == listed.height, name
    for row in audit_standards(small_run, scope, place, "R1").to_dicts():
        for name in ("yes", "partly", "no", "not_applicable", "unmapped", "judged"):
            listed = audits_listed(
                small_run, scope, place, "R1", standard=row["standard"], answer_code=name
            )
            assert row[f"{name}_count"] == listed.height, (row["standard"], name)


def test_what_is_held_back_reaches_no_reader_not_even_by_its_order(small_run: Published) -> None:
    for rows in (audit_grades_for_all(small_run, "R1"), audit_standards_for_all(small_run, "R1")):
        services = [row for row in rows.to_dicts() if row["level_code"] == "service"]
        assert services and all(row["is_suppressed"] for row in services)
        for row in services:
            assert not [v for k, v in row.items() if k.endswith(("_count", "_low", "_high")) and v]
        assert [row["service_name"] for row in services] == sorted(
            r["service_name"] for r in services
        )


def test_a_director_reads_whether_the_round_is_done_and_who_is_missing() -> None:
    at = visit("audit", persona="director")
    told = words(at)
    assert "**1 of 3** planned audits is done (33%)" in told
    assert "**1** is past the planned day and 1 still has time" in told
    assert "Bo Manager" in at.table[0].value.iloc[0]["Supervisor"]
    assert "the 12 months are ours" in told


def test_standards_come_least_often_met_first_with_their_interval() -> None:
    at = visit("audit", persona="director", view="standards")
    table = at.table[0].value
    assert table["Standard"].iloc[0] == "Frequency"
    assert "33%" in table["Met"].iloc[0] and table["Likely between"].iloc[0] == "6% to 79%"
    assert "Answer not recognised" in table["Not judged"].iloc[1]
    assert "Met least often: **Frequency**, 1 of 3 (33%)" in words(at)


def test_an_unreadable_answer_is_shown_as_it_was_typed() -> None:
    at = visit(
        "audit", persona="director", list="audits", standard="Recording [*]", answer="unmapped"
    )
    assert at.title[0].value.endswith(": 1 audit")
    assert "typed: “unmapped”" in at.table[0].value["Grade"].iloc[0]


def test_the_grade_by_moderation_counts_and_the_first_is_told() -> None:
    at = visit("audit", persona="director", list="audits", grade="good_or_better")
    assert at.title[0].value.endswith(": 2 audits")
    assert "by moderation; first Inadequate" in words(at)


def test_an_action_whose_owner_has_left_stays_open_and_says_so() -> None:
    told = words(visit("audit", persona="director", view="actions"))
    assert "▲ has left, on 17 November 2026" in told
    assert "**1** action is past the agreed day and 1 is open in time" in told


def test_a_task_and_finish_member_reads_the_council_and_no_small_service() -> None:
    for view in ("coverage", "standards", "grades", "moderation", "actions", "beside"):
        told = words(visit("audit", persona="task_and_finish", view=view))
        assert "Name of" not in told and "Manager](" not in told, view
    told = words(visit("audit", persona="task_and_finish", view="standards"))
    assert "Too few to show: Adults, Front door." in told
    told = words(visit("audit", persona="task_and_finish", view="grades"))
    assert "2 of 3" in told and told.count("too few to show") == 2


def test_a_team_manager_reads_their_own_team_beside_the_whole_council() -> None:
    at = visit("audit", persona="team_manager", view="standards", **{"as": "m1"})
    assert "Name of w8" not in words(at)
    assert [header.value for header in at.header] == ["Standards", "The whole council"]


def test_the_survey_names_the_groups_it_holds_back_and_shows_none_of_them() -> None:
    at = visit("audit", persona="task_and_finish", view="survey")
    told = words(at)
    assert "**16 of 21** people who were asked gave an answer (76%)" in told
    by_place = at.table[1].value
    held = by_place[by_place["Favourable"] == "too few to show"]
    groups = [cell.split("](")[0].lstrip("[") for cell in held["Of whom"]]
    assert groups == ["Front door\\: Managers", "Front door\\: Social workers"]
    assert set(held["Scores 1 to 5"]) == {"–"}
    assert QUESTION in told


def test_quality_stands_beside_frequency_in_words_with_counts() -> None:
    told = words(visit("audit", persona="director", view="beside"))
    assert "0 of 1 (0%)" in told and "2 of 2 (100%)" in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"view": "nothing"}, "a part that there is not"),
        ({"round": "R9"}, "a round that there is not"),
        ({"list": "nothing"}, "a list that there is not"),
    ],
)
def test_what_the_address_cannot_have_is_refused_in_words(asked: dict[str, str], said: str) -> None:
    assert said in words(visit("audit", persona="director", **asked))
