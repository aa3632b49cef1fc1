"""The audit and survey marts against a plain count from the CSV files, for three councils."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from . import plain_assurance as plain
from .warehouse import current_file

#: The council made to be rough is for the long run; the demo has every state too.
COUNCILS = (pytest.param("audited", marks=pytest.mark.soak), "demo", "example")


@dataclass(frozen=True)
class Counted:
    """One council's marts, and the plain count of its files."""

    connection: duckdb.DuckDBPyConnection
    council: plain.Council

    def ask(self, sql: str) -> list[tuple]:
        """Rows of a query on the marts."""
        return self.connection.execute(sql).fetchall()


def _counted(file: Path, inbox: Path) -> Counted:
    connection = duckdb.connect(str(file), read_only=True)
    (data_date,) = connection.execute("select data_date from marts.dim_run").fetchone() or (None,)
    assert isinstance(data_date, date)
    return Counted(connection, plain.Council(inbox, data_date))


@pytest.fixture(scope="module", params=COUNCILS)
def counted(
    request: pytest.FixtureRequest,
    make_audited: Callable[[], Path],
    publish: Callable[[str, Path], Path],
) -> Counted:
    """The small councils with random audits, the demo council, and the example where it is here."""
    if request.param == "audited":
        folder = make_audited()
        return _counted(folder / "build.duckdb", folder / "inbox")
    if request.param == "demo":
        data, inbox = (request.getfixturevalue(name) for name in ("demo_data", "demo_inbox"))
        return _counted(current_file(data), inbox)
    example = request.getfixturevalue("example_council") / "inbox"
    return _counted(current_file(publish("example", example)), example)


@pytest.fixture(scope="module")
def audits(counted: Counted) -> dict[str, plain.Row]:
    return plain.audits_of(counted.council)


@pytest.fixture(scope="module")
def pairs(audits: dict[str, plain.Row]) -> list[plain.Row]:
    return plain.moderations_of(audits)


def test_every_audit_is_one_row_with_the_team_and_service_of_its_day(
    counted: Counted, audits: dict[str, plain.Row]
) -> None:
    shown = counted.ask(
        """select audit_id, audit_round, audited_on, auditor_id, supervisor_id, worker_id, session_id,
        team_id, service_name, grade_code, is_moderation, answers_count from marts.fct_audits"""
    )
    expected = {
        (
            row["audit"], row["round"], row["on"], row["auditor"], row["supervisor"], row["worker"],
            row["session"], row["team"], row["service"], row["grade"], row["is_moderation"],
            len(row["answers"]),
        )
        for row in audits.values()
    }  # fmt: skip
    assert len(shown) == len(expected) and set(shown) == expected


def test_a_moderation_stands_beside_the_audit_it_was_made_of(
    counted: Counted, pairs: list[plain.Row]
) -> None:
    shown = counted.ask(
        "select moderation_id, audit_id, is_latest, state_code from marts.fct_moderation"
    )
    expected = {
        (p["again"]["audit"], p["first"] and p["first"]["audit"], p["is_latest"], p["state"])
        for p in pairs
    }
    assert len(shown) == len(expected) and set(shown) == expected


def test_the_moderated_grade_is_the_one_that_counts(
    counted: Counted, audits: dict[str, plain.Row], pairs: list[plain.Row]
) -> None:
    shown = dict(
        counted.ask(
            "select audit_id, headline_grade_code from marts.fct_audits where not is_moderation"
        )
    )
    assert shown == plain.headline(audits, pairs)


def test_grades_are_counted_by_round_for_services_and_the_council(
    counted: Counted, audits: dict[str, plain.Row], pairs: list[plain.Row]
) -> None:
    expected: dict[tuple, Counter] = {}
    for audit, grade in plain.headline(audits, pairs).items():
        row = audits[audit]
        for service in (None, row["service"]):
            expected.setdefault((row["round"], service), Counter())[grade] += 1
    shown = counted.ask(
        """select audit_round, service_name, audits_count, outstanding_count, good_count,
        requires_improvement_count, inadequate_count, not_recognised_count, not_graded_count,
        graded_count, good_or_better_count from marts.fct_audit_grades"""
    )
    assert len(shown) == len(expected)
    for audit_round, service, *figures in shown:
        grades = expected[audit_round, service]
        named = [grades[name] for name in (*plain.RANK, "unmapped", None)]
        graded = sum(named[:4])
        assert figures == [grades.total(), *named, graded, named[0] + named[1]]


def test_standards_are_counted_answer_by_answer_with_their_interval(
    counted: Counted, audits: dict[str, plain.Row]
) -> None:
    expected: dict[tuple, Counter] = {}
    for row in audits.values():
        if not row["is_moderation"]:
            for standard, answer in row["answers"].items():
                for service in (None, row["service"]):
                    expected.setdefault((row["round"], standard, service), Counter())[answer] += 1
    shown = counted.ask(
        """select audit_round, standard, service_name, audits_count, yes_count, partly_count, no_count,
        not_applicable_count, not_recognised_count, judged_count, met_count, met_low, met_high
        from marts.fct_audit_standards"""
    )
    assert len(shown) == len(expected)
    for audit_round, standard, service, *figures in shown:
        answers = expected[audit_round, standard, service]
        named = [answers[name] for name in ("yes", "partly", "no", "not_applicable", "unmapped")]
        judged = sum(named[:3])
        assert figures[:8] == [answers.total(), *named, judged, named[0]]
        interval = plain.wilson(named[0], judged)
        assert tuple(figures[8:]) == (
            pytest.approx(interval, abs=1e-6) if interval else (None, None)
        )


def test_coverage_is_the_plan_beside_what_was_done(
    counted: Counted, audits: dict[str, plain.Row]
) -> None:
    shown = counted.ask(
        """select audit_round, supervisor_id, due_on, audit_id, state_code, days_late
        from marts.fct_audit_coverage"""
    )
    assert Counter(shown) == plain.coverage(counted.council, audits)


def test_every_supervisor_is_told_with_the_last_audit_of_their_supervision(
    counted: Counted, audits: dict[str, plain.Row]
) -> None:
    today = counted.council.data_date

    def within(last: date) -> bool:
        year_on = last.replace(
            year=last.year + 1, day=min(last.day, 28) if last.month == 2 else last.day
        )
        return year_on >= today

    expected = plain.supervisors(counted.council, audits, within)
    shown = counted.ask(
        """select supervisor_id, audits_count, last_audited_on, audited_state
        from marts.fct_audit_supervisors"""
    )
    assert {row[0]: row[1:] for row in shown} == expected != {}


def test_actions_are_judged_by_the_day_agreed(counted: Counted) -> None:
    shown = counted.ask("select action_id, state_code, days_late from marts.fct_audit_actions")
    assert {row[0]: row[1:] for row in shown} == plain.actions(counted.council)


def test_agreement_counts_the_pairs_that_can_be_compared(
    counted: Counted, pairs: list[plain.Row]
) -> None:
    able = [p for p in pairs if p["state"] in ("same", "different")]
    rounds = {p["first"]["round"] for p in able}
    expected = {}
    for name in [None, *rounds] if able else []:
        mine = [
            (p["first"]["grade"], p["again"]["grade"])
            for p in able
            if name in (None, p["first"]["round"])
        ]
        apart = [abs(plain.RANK.index(a) - plain.RANK.index(b)) for a, b in mine]
        kappa = plain.kappa(mine) if len(mine) >= 20 else None
        expected[name] = (len(mine), apart.count(0), apart.count(1), kappa)
    shown = counted.ask(
        """select audit_round, pairs_count, same_count, one_apart_count, weighted_kappa
        from marts.fct_moderation_agreement"""
    )
    assert {row[0] for row in shown} == set(expected)
    for name, *figures in shown:
        pairs_count, same, one_apart, kappa = expected[name]
        assert figures[:3] == [pairs_count, same, one_apart]
        assert figures[3] == (None if kappa is None else pytest.approx(kappa))


def test_answers_of_two_auditors_are_compared_standard_by_standard(
    counted: Counted, pairs: list[plain.Row]
) -> None:
    expected = {}
    for pair in pairs:
        first, again = (pair["first"] or {}).get("answers", {}), pair["again"]["answers"]
        both = [s for s in first if s in again and "unmapped" not in (first[s], again[s])]
        same = sum(first[s] == again[s] for s in both)
        expected[pair["again"]["audit"]] = (len(both), same)
    shown = counted.ask(
        "select moderation_id, standards_compared_count, standards_same_count from marts.fct_moderation"
    )
    assert {row[0]: row[1:] for row in shown} == expected


def test_what_is_shown_of_the_survey_is_what_was_answered(counted: Counted) -> None:
    expected = plain.survey(counted.council)
    shown = counted.ask(
        """select survey_year, question, service_name, respondent_group, is_suppressed, answers_count,
        score_1_count, score_2_count, score_3_count, score_4_count, score_5_count, favourable_count
        from marts.fct_survey"""
    )
    assert len(shown) == len(expected)
    for *place, is_suppressed, answers, one, two, three, four, five, favourable in shown:
        scores = expected[tuple(place)]
        if is_suppressed:
            assert {answers, one, two, three, four, five, favourable} == {None}
            continue
        assert answers == scores.total() >= 5
        assert [one, two, three, four, five] == [scores[n] for n in range(1, 6)]
        assert favourable == scores[4] + scores[5]


@pytest.mark.soak
def test_the_random_audits_meet_every_state_there_is(make_audited: Callable[[], Path]) -> None:
    connection = duckdb.connect(str(make_audited() / "build.duckdb"), read_only=True)
    for table, column, states in (
        ("fct_audit_coverage", "state_code", 5),
        ("fct_audit_actions", "state_code", 4),
        ("fct_audit_supervisors", "audited_state", 3),
        ("fct_moderation", "state_code", 6),
        ("fct_survey", "is_suppressed", 2),
        ("fct_audit_grades", "is_suppressed", 2),
    ):
        found = connection.execute(f"select count(distinct {column}) from marts.{table}").fetchone()
        assert found == (states,), table
    compared = connection.execute(
        "select count(weighted_kappa) from marts.fct_moderation_agreement"
    )
    assert compared.fetchone() != (0,)
    assert connection.execute(
        "select bool_or(has_rows_that_disagree) from marts.fct_audits"
    ).fetchone() == (True,)
