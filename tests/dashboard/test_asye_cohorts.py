"""Cohorts of NQSWs by the quarter they began: counted from the register, filtered by the address."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dashboard.datasets.asye import nqsw_cohorts, nqsw_counts, nqsw_reviews, nqsws_listed
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import demo_council, number_links, said_size, visit, words
from tests.dashboard.test_counts_from_the_files import day, rows

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()
COUNTED = ("running", "at_risk", "no_assessor", "evidence_short", "reviews_due", "reviews_overdue",
           "ended")  # fmt: skip


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


def quarter(began: date) -> date:
    return date(began.year, 3 * ((began.month - 1) // 3) + 1, 1)


@pytest.fixture(scope="module")
def register(demo_inbox: Path, run: Published) -> list[dict[str, str]]:
    """Every programme of the register that has begun."""
    return [
        row
        for row in rows(demo_inbox, "asye_programmes")
        if (began := day(row["ASYE Start"])) is not None and began <= run.data_date
    ]


def test_a_cohort_is_everybody_who_began_in_the_quarter(
    run: Published, register: list[dict[str, str]]
) -> None:
    expected = Counter(quarter(day(row["ASYE Start"]) or date.max) for row in register)
    counted: Counter[date] = Counter()
    for row in nqsw_cohorts(run, EVERYBODY, EVERYWHERE).to_dicts():
        counted[row["cohort_from"]] += row["programmes_count"]
    assert counted == expected
    assert len(expected) > 4


def test_confirmed_of_a_cohort_is_the_panels_word_in_the_register(
    run: Published, register: list[dict[str, str]]
) -> None:
    expected = Counter(
        quarter(day(row["ASYE Start"]) or date.max)
        for row in register
        if row["Panel Decision"] == "Confirmed"
        and row["Recommendation"] == "Pass"
        and (met := day(row["Panel Date"])) is not None
        and met <= run.data_date
    )
    counted: Counter[date] = Counter()
    for row in nqsw_cohorts(run, EVERYBODY, EVERYWHERE).to_dicts():
        if row["state_code"] == "confirmed":
            counted[row["cohort_from"]] += row["programmes_count"]
    assert counted == expected
    assert sum(expected.values()) > 3


@pytest.mark.parametrize("name", COUNTED)
def test_a_list_of_a_cohort_is_as_long_as_its_number(name: str, run: Published) -> None:
    cohorts = nqsw_cohorts(run, EVERYBODY, EVERYWHERE)["cohort_from"].unique().to_list()
    whole = 0
    for cohort in cohorts:
        counts = nqsw_counts(run, EVERYBODY, EVERYWHERE, cohort).to_dicts()[0]
        listed = nqsws_listed(run, EVERYBODY, EVERYWHERE, name, cohort)
        assert listed.height == counts[f"{name}_count"]
        assert all(quarter(began) == cohort for began in listed["asye_from"])
        whole += listed.height
    assert whole == nqsws_listed(run, EVERYBODY, EVERYWHERE, name).height


def test_a_state_of_a_cohort_is_as_long_as_its_number_and_no_secret_is_a_state(
    run: Published,
) -> None:
    for row in nqsw_cohorts(run, EVERYBODY, EVERYWHERE).to_dicts():
        listed = nqsws_listed(run, EVERYBODY, EVERYWHERE, row["state_code"], row["cohort_from"])
        assert listed.height == row["programmes_count"]
        assert row["state_code"] not in ("not_confirmed", "failed", "withdrawn")
    assert nqsw_cohorts(run, Scope(sees_counts=True), EVERYWHERE).is_empty()


def test_the_address_names_the_cohort_and_every_number_keeps_it(
    demo_council: Path, run: Published
) -> None:
    cohorts = nqsw_cohorts(run, EVERYBODY, EVERYWHERE)
    cohort = cohorts.filter(cohorts["running_count"] > 0)["cohort_from"].max()
    assert isinstance(cohort, date)
    at = visit("asye", persona="director", cohort=cohort.isoformat())
    running = nqsw_counts(run, EVERYBODY, EVERYWHERE, cohort)["running_count"][0]
    assert at.metric[0].value == str(running)
    assert len(at.table[0].value) == running
    of_it = [link for link in number_links(at) if ("cohort", cohort.isoformat()) in link.asked]
    for link in of_it:
        assert said_size(link.follow()) == link.number, link
    assert len(of_it) >= 2
    reviewed = set(nqsw_reviews(run, EVERYBODY, EVERYWHERE, cohort)["worker_id"])
    assert reviewed == set(nqsws_listed(run, EVERYBODY, EVERYWHERE, "running", cohort)["worker_id"])


def test_a_cohort_that_there_is_not_is_refused_in_words(demo_council: Path) -> None:
    for asked in ({}, {"list": "running"}):
        at = visit("asye", persona="director", cohort="2026-07-02", **asked)
        assert any("cohort that there is not" in info.value for info in at.info)


def test_at_risk_is_told_by_the_phase_and_by_evidence_too(run: Published) -> None:
    running = nqsws_listed(run, EVERYBODY, EVERYWHERE, "running").to_dicts()
    because = {row["worker_id"]: row["at_risk_because"] or "" for row in running}
    phase = {
        row["worker_id"]
        for row in running
        if row["phase_expected_count"] is not None
        and row["phase_expected_count"] - row["phase_held_count"] >= 2
    }
    short = {row["worker_id"] for row in running if (row["evidence_short_count"] or 0) >= 3}
    assert phase and short
    assert phase == {who for who, why in because.items() if "fewer than this phase" in why}
    assert short == {who for who, why in because.items() if "pieces of evidence" in why}


def test_outcomes_of_small_cohorts_are_not_for_who_sees_counts_only(demo_council: Path) -> None:
    at = visit("asye", persona="task_and_finish", cohort="2026-07-01")
    assert not any("cohort" in header.value for header in at.header)
    assert "outcomes of cohorts, which are small" in words(at)
