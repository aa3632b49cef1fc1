"""What is planted in agreements, training, performance reviews and evidence is in the files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest

from ingestion.demo import PlantedProblem
from ingestion.demo.days import add_months
from tests.ingestion.demo.exports import Exports, Row, day, end

Found = list[PlantedProblem]
Pairs = dict[tuple[str, str], date]


def months_after(on: date, months: int) -> date:
    return date.fromordinal(add_months(on.toordinal(), months))


def employed(council: Exports) -> dict[str, Row]:
    return {
        number: row
        for number, row in council.workers.items()
        if day(row["Start Date"]) <= council.today <= end(row["Leaving Date"])
    }


def standing(council: Exports) -> Pairs:
    """Who has had whom as line manager for over a month, and since when, touching posts as one."""
    since: Pairs = {}
    for row in council.posts_now:
        manager = row["Line Manager Employee Number"]
        if not manager:
            continue
        first = day(row["Post Start"])
        own = [
            each
            for each in council["hr_posts"]
            if each["Employee Number"] == row["Employee Number"]
            and each["Line Manager Employee Number"] == manager
        ]
        for each in sorted(own, key=lambda one: day(one["Post Start"]), reverse=True):
            if end(each["Post End"]) >= first - timedelta(days=1):
                first = min(first, day(each["Post Start"]))
        key = (row["Employee Number"], manager)
        since[key] = min(first, since.get(key, first))
    return {key: first for key, first in since.items() if months_after(first, 1) < council.today}


def signatures(council: Exports) -> dict[tuple[str, str], list[Row]]:
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in council["sharepoint_agreements"]:
        rows[row["Supervisee"], row["Supervisor"]].append(row)
    return rows


def signed(row: Row) -> bool:
    return bool(row["Supervisee Signed"] and row["Supervisor Signed"])


def latest(council: Exports, feed: str, heading: str, **cells: str) -> dict[str, date]:
    """The last day of each person in a feed."""
    last: dict[str, date] = {}
    for row in council[feed]:
        if all(row[name] == text for name, text in cells.items()):
            number = row["Employee Number"]
            last[number] = max(day(row[heading]), last.get(number, date.min))
    return last


@pytest.mark.proves("agreement_one_signature")
def test_only_the_planted_agreements_lack_one_signature(council: Exports, found: Found) -> None:
    rows = signatures(council)
    half = {
        pair[0] for pair in standing(council) if rows[pair] and not any(map(signed, rows[pair]))
    }
    assert half == set(found[0].concerns)


@pytest.mark.proves("agreement_missing")
@pytest.mark.proves("agreement_manager_changed")
def test_only_the_planted_people_have_no_agreement_with_their_manager(council: Exports) -> None:
    rows = signatures(council)
    without = {pair[0] for pair in standing(council) if not rows[pair]}
    had_one = {pair[0] for pair, own in rows.items() if any(map(signed, own))}
    (missing,) = council.problems("agreement_missing")
    (changed,) = council.problems("agreement_manager_changed")
    assert without - had_one == set(missing.concerns)
    assert without & had_one == set(changed.concerns)


@pytest.mark.proves("agreement_review_passed")
def test_only_the_planted_agreements_should_have_been_looked_at_again(
    council: Exports, found: Found
) -> None:
    rows = signatures(council)
    passed = {
        pair[0]
        for pair in standing(council)
        if any(row["Review Due"] for row in rows[pair])
        and max(day(row["Review Due"]) for row in rows[pair] if row["Review Due"]) < council.today
    }
    assert passed == set(found[0].concerns)


def test_most_agreements_are_signed_by_both_within_a_month(usual: Exports) -> None:
    """Of the pairs that began after the list did."""
    rows = signatures(usual)
    since = {pair: first for pair, first in standing(usual).items() if first > usual.ago(1000)}
    in_time = [
        pair
        for pair, first in since.items()
        if any(
            signed(row)
            and max(day(row["Supervisee Signed"]), day(row["Supervisor Signed"]))
            <= months_after(first, 1)
            for row in rows[pair]
        )
    ]
    assert 0.6 < len(in_time) / len(since) < 0.95


def test_nobody_signs_after_the_data_date_or_outside_employment(council: Exports) -> None:
    for row in council["sharepoint_agreements"]:
        worker = council.workers.get(row["Supervisee"])
        for heading in ("Supervisee Signed", "Supervisor Signed"):
            if worker and row[heading]:
                assert day(worker["Start Date"]) <= day(row[heading]) <= council.today
                assert day(row[heading]) <= end(worker["Leaving Date"])


@pytest.mark.proves("training_lapsed")
def test_only_the_planted_peoples_course_has_lapsed(council: Exports, found: Found) -> None:
    last = latest(council, "sharepoint_training", "Completed", Course="Supervisee")
    lapsed = {
        number
        for number, on in last.items()
        if number in employed(council) and months_after(on, 24) < council.today
    }
    assert lapsed == set(found[0].concerns)


@pytest.mark.proves("training_never")
def test_only_the_planted_people_never_took_the_course(council: Exports, found: Found) -> None:
    last = latest(council, "sharepoint_training", "Completed", Course="Supervisee")
    never = {
        number
        for number, row in employed(council).items()
        if number not in last and months_after(day(row["Start Date"]), 6) < council.today
    }
    assert never == set(found[0].concerns)


@pytest.mark.proves("training_of_manager_lapsed")
def test_only_the_planted_managers_have_not_taken_the_course_in_time(
    council: Exports, found: Found
) -> None:
    last = latest(council, "sharepoint_training", "Completed", Course="Supervisor")
    since: dict[str, date] = {}
    for row in council["hr_posts"]:
        manager = row["Line Manager Employee Number"]
        since[manager] = min(day(row["Post Start"]), since.get(manager, date.max))
    managers = {row["Line Manager Employee Number"] for row in council.posts_now}
    lapsed = {
        number
        for number in managers & set(employed(council))
        if (months_after(last[number], 24) if number in last else months_after(since[number], 6))
        < council.today
    }
    assert lapsed == set(found[0].concerns)


@pytest.mark.proves("review_of_performance_missed")
def test_only_the_planted_people_had_no_review_for_half_a_year(
    council: Exports, found: Found
) -> None:
    last = latest(council, "sharepoint_reviews", "Review Date")
    late = {
        number
        for number, row in employed(council).items()
        if months_after(last.get(number, day(row["Start Date"])), 6) < council.today
    }
    assert late == set(found[0].concerns)


@pytest.mark.proves("asye_evidence_behind")
def test_who_is_behind_has_far_less_than_others_at_the_same_stage(
    council: Exports, found: Found
) -> None:
    started = {row["Employee Number"]: row for row in council["asye_programmes"]}
    counts: dict[str, int] = defaultdict(int)
    for row in council["asye_evidence"]:
        counts[row["NQSW"]] += 1
    behind = {problem.concerns[0] for problem in found}
    for number in behind:
        stage = (council.today - day(started[number]["ASYE Start"])).days
        ahead = [
            counts[other]
            for other, row in started.items()
            if other not in behind and (council.today - day(row["ASYE Start"])).days >= stage
        ]
        assert counts[number] <= min(6, sum(ahead) / len(ahead) / 2 + 1)


def test_direct_observations_are_those_of_the_sessions(council: Exports) -> None:
    held = {
        (row["Supervisee"], row["Held Date"])
        for row in council["sharepoint_sessions"]
        if row["Format"] == "Observation" and row["Status"] == "Held"
    }
    first = min(day(row["Held Date"]) for rows in council.held.values() for row in rows)
    seen = [row for row in council["asye_evidence"] if row["Kind"] == "Direct observation"]
    assert all((row["NQSW"], row["Dated"]) in held for row in seen if day(row["Dated"]) > first)
    assert len(seen) > 10


def test_evidence_lies_within_its_programme(council: Exports) -> None:
    spans = {
        row["Employee Number"]: (day(row["ASYE Start"]), end(row["Ended On"]))
        for row in council["asye_programmes"]
    }
    for row in council["asye_evidence"]:
        first, last = spans[row["NQSW"]]
        assert first <= day(row["Dated"]) <= min(last, council.today)


@pytest.mark.proves("agreement_with_stranger")
@pytest.mark.proves("training_of_stranger")
def test_only_the_planted_strangers_sign_or_learn_without_being_in_hr(council: Exports) -> None:
    for code, feed, heading in (
        ("agreement_with_stranger", "sharepoint_agreements", "Supervisee"),
        ("training_of_stranger", "sharepoint_training", "Employee Number"),
    ):
        strangers = {row[heading] for row in council[feed]} - set(council.workers)
        assert strangers == {one for problem in council.problems(code) for one in problem.concerns}
        assert strangers
