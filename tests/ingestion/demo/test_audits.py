"""What is planted in the audits and the survey is truly in the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import mean

import pytest

from ingestion.demo import PlantedProblem
from tests.ingestion.demo.exports import Exports, Row, day, end

Found = list[PlantedProblem]


def audits(council: Exports) -> dict[str, Row]:
    """One row an audit."""
    return {row["Audit ID"]: row for row in reversed(council["audit_answers"])}


def open_actions(council: Exports) -> list[Row]:
    return [row for row in council["audit_actions"] if not row["Completed"]]


def ids(rows: list[Row], heading: str = "Action ID") -> set[str]:
    return {row[heading] for row in rows}


def is_odd(council: Exports, row: Row) -> bool:
    """Whether an action is one of those planted with its own oddity."""
    odd = council.problems("action_done_in_words") + council.problems("action_of_unknown_audit")
    return row["Action ID"] in {problem.concerns[0] for problem in odd}


@pytest.mark.proves("audit_round_running")
def test_one_round_is_partly_done(council: Exports, found: Found) -> None:
    (problem,) = found
    (name,) = problem.concerns
    planned = [row for row in council["audit_plan"] if row["Audit Round"] == name]
    done = [
        row
        for row in audits(council).values()
        if row["Audit Round"] == name and row["Is Moderation"] == "No"
    ]
    assert 0 < len(done) < len(planned)
    assert problem.sentence.startswith(f"{len(done)} of {len(planned)} audits")
    assert max(day(row["Due"]) for row in planned) > council.today


@pytest.mark.proves("audit_never_done")
def test_some_audits_of_earlier_rounds_were_never_done(council: Exports, found: Found) -> None:
    (running,) = council.problems("audit_round_running")
    planned = Counter(
        (row["Audit Round"], row["Supervisor"])
        for row in council["audit_plan"]
        if row["Audit Round"] != running.concerns[0]
    )
    done = Counter(
        (row["Audit Round"], row["Supervisor"])
        for row in audits(council).values()
        if row["Is Moderation"] == "No"
    )
    missing = planned - done
    assert {supervisor for _, supervisor in missing} == set(found[0].concerns)
    assert found[0].sentence.startswith(f"{missing.total()} audits")


def test_a_round_is_about_sixty_audits(usual: Exports) -> None:
    for count in Counter(row["Audit Round"] for row in usual["audit_plan"]).values():
        assert 55 <= count <= 70


def pairs(council: Exports) -> list[tuple[Row, Row]]:
    """Each moderation beside the audit it repeats."""
    first = {
        (row["Audit Round"], row["Supervisee"]): row
        for row in audits(council).values()
        if row["Is Moderation"] == "No"
    }
    return [
        (first[row["Audit Round"], row["Supervisee"]], row)
        for row in audits(council).values()
        if row["Is Moderation"] == "Yes"
    ]


@pytest.mark.proves("audit_moderated")
def test_some_audits_were_done_again_by_somebody_else(council: Exports, found: Found) -> None:
    found_again = pairs(council)
    assert {second["Audit ID"] for _, second in found_again} == set(found[0].concerns)
    for first, second in found_again:
        assert first["Auditor"] != second["Auditor"]
        assert first["Audit ID"] != second["Audit ID"]
        assert first["Session ID"] == second["Session ID"]
    assert 0.08 < len(found_again) / (len(audits(council)) - len(found_again)) < 0.25


@pytest.mark.proves("audit_moderated_otherwise")
def test_only_the_planted_second_auditors_graded_otherwise(council: Exports, found: Found) -> None:
    otherwise = {
        second["Audit ID"] for first, second in pairs(council) if first["Grade"] != second["Grade"]
    }
    assert otherwise == set(found[0].concerns)


def test_nobody_audits_their_own_supervision(council: Exports) -> None:
    for row in council["audit_answers"]:
        assert row["Auditor"] not in (row["Supervisor"], row["Supervisee"])
        assert row["Auditor"] in council.workers


def test_an_audit_reads_a_session_of_those_two_that_was_held_before_it(council: Exports) -> None:
    held = {row["Session ID"]: row for rows in council.held.values() for row in rows}
    for row in audits(council).values():
        if row["Session ID"]:
            session = held[row["Session ID"]]
            assert session["Supervisee"] == row["Supervisee"]
            assert day(session["Held Date"]) < day(row["Audit Date"])


def test_weak_teams_are_graded_below_strong_ones(usual: Exports) -> None:
    """By the share of standards met, team by team, against the share of sessions in time."""
    (weak,) = usual.problems("team_in_difficulty")
    shares: dict[bool, list[bool]] = defaultdict(list)
    for row in usual["audit_answers"]:
        team = {post["Team Code"] for post in usual.posts_of(row["Supervisee"])}
        if row["Answer"] in ("Yes", "Partly", "No"):
            shares[weak.concerns[0] in team].append(row["Answer"] == "Yes")
    assert mean(shares[True]) < mean(shares[False]) - 0.1


@pytest.mark.proves("audit_action_overdue")
def test_only_the_planted_actions_are_open_past_their_day(council: Exports, found: Found) -> None:
    late = [row for row in open_actions(council) if day(row["Due"]) < council.today]
    assert ids(late) == set(found[0].concerns)


@pytest.mark.proves("audit_action_late")
def test_only_the_planted_actions_were_done_after_their_day(council: Exports, found: Found) -> None:
    done = [row for row in council["audit_actions"] if row["Completed"]]
    late = [
        row for row in done if not is_odd(council, row) and day(row["Completed"]) > day(row["Due"])
    ]
    assert ids(late) == set(found[0].concerns) - {
        problem.concerns[0] for problem in council.problems("action_done_in_words")
    }


@pytest.mark.proves("audit_owner_left")
def test_only_the_planted_open_actions_belong_to_leavers(council: Exports, found: Found) -> None:
    gone = [
        row
        for row in open_actions(council)
        if end(council.workers[row["Owner"]]["Leaving Date"]) < council.today
    ]
    assert ids(gone) == set(found[0].concerns)


def test_every_action_belongs_to_a_manager_and_follows_its_audit(council: Exports) -> None:
    managers = {row["Line Manager Employee Number"] for row in council["hr_posts"]}
    of = audits(council)
    for row in council["audit_actions"]:
        assert row["Owner"] in managers
        if not is_odd(council, row):
            audit = of[row["Audit ID"]]
            assert audit["Is Moderation"] == "No"
            assert day(audit["Audit Date"]) < day(row["Due"])
            assert not row["Completed"] or day(row["Completed"]) >= day(audit["Audit Date"])


@pytest.mark.proves("action_of_unknown_audit")
def test_an_action_belongs_to_an_audit_nobody_knows(council: Exports, found: Found) -> None:
    unknown = [row for row in council["audit_actions"] if row["Audit ID"] not in audits(council)]
    assert [(row["Action ID"], row["Audit ID"]) for row in unknown] == [found[0].concerns]


@pytest.mark.proves("action_done_in_words")
def test_an_action_was_done_on_a_day_in_words(council: Exports, found: Found) -> None:
    words = [row for row in council["audit_actions"] if row["Completed"].startswith("done")]
    assert ids(words) == set(found[0].concerns)


@pytest.mark.proves("audit_answer_unknown")
def test_a_few_answers_are_in_a_word_nobody_has_mapped(council: Exports, found: Found) -> None:
    odd = [row for row in council["audit_answers"] if row["Answer"] == "Mostly"]
    assert ids(odd, "Audit ID") == set(found[0].concerns)


@pytest.mark.proves("audit_answer_typed_twice")
def test_one_standard_is_answered_twice_and_each_time_otherwise(
    council: Exports, found: Found
) -> None:
    answers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in council["audit_answers"]:
        answers[row["Audit ID"], row["Standard"]].append(row["Answer"])
    twice = {key: given for key, given in answers.items() if len(given) > 1}
    assert [key[0] for key in twice] == list(found[0].concerns)
    assert [sorted(given) for given in twice.values()] == [["No", "Yes"]]


@pytest.mark.proves("score_out_of_range")
def test_only_the_planted_scores_are_above_the_highest(council: Exports, found: Found) -> None:
    odd = [row for row in council["survey_answers"] if row["Score"] not in "12345"]
    assert {row["Score"] for row in odd} == set(found[0].concerns)
    assert found[0].sentence.startswith(f"{len(odd)} answers")


def answered(council: Exports) -> dict[tuple[str, str, str], Counter[str]]:
    """How many answered each question, by year, service and group."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in council["survey_answers"]:
        key = (row["Survey Year"], row["Service"], row["Respondent Group"])
        counts[key][row["Question"]] += 1
    return counts


@pytest.mark.proves("survey_small_group")
def test_only_the_planted_groups_are_too_small_to_be_shown(council: Exports, found: Found) -> None:
    small = {
        f"{year} {service} / {group}"
        for (year, service, group), asked in answered(council).items()
        if max(asked.values()) < 5
    }
    assert small == set(found[0].concerns)
    assert len(small) < len(answered(council)) / 2


@pytest.mark.proves("survey_fell")
def test_one_service_scores_well_below_its_year_before(council: Exports, found: Found) -> None:
    scores: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in council["survey_answers"]:
        scores[row["Survey Year"], row["Service"]].append(int(row["Score"]))
    before, after = sorted({year for year, _ in scores})
    (fell,) = found[0].concerns
    assert mean(scores[after, fell]) < mean(scores[before, fell]) - 0.5


def test_nobody_answers_the_survey_who_was_not_asked(council: Exports) -> None:
    counts = answered(council)
    for row in council["survey_answers"]:
        key = (row["Survey Year"], row["Service"], row["Respondent Group"])
        assert counts[key][row["Question"]] <= int(row["Invited"])
    services = {team["Service"] for team in council.teams.values()}
    assert {row["Service"] for row in council["survey_answers"]} <= services


def test_equal_rows_of_the_survey_are_different_answers(council: Exports) -> None:
    """Nobody is behind a row, so several people who score alike give equal rows."""
    rows = Counter(tuple(row.values()) for row in council["survey_answers"])
    assert max(rows.values()) > 3
