"""Agreement, training and the rows behind a person's page, counted again from the files."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from dashboard.datasets.findings import findings_listed
from dashboard.datasets.person import (
    person_agreements,
    person_rows,
    person_sessions,
    person_training,
)
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import demo_council, number_links, said_size, visit, words
from tests.dashboard.test_counts_from_the_files import day, is_open, rows

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


@pytest.fixture(scope="module")
def managers(demo_inbox: Path, run: Published) -> dict[str, str]:
    """The line manager of everybody employed whose only open post names one."""
    employed = {
        row["Employee Number"]
        for row in rows(demo_inbox, "hr_workers")
        if is_open(row["Start Date"], row["Leaving Date"], run.data_date)
    }
    posts: dict[str, set[str]] = defaultdict(set)
    for row in rows(demo_inbox, "hr_posts"):
        if is_open(row["Post Start"], row["Post End"], run.data_date):
            posts[row["Employee Number"]].add(row["Line Manager Employee Number"])
    return {
        worker: next(iter(named))
        for worker, named in posts.items()
        if worker in employed and len(named) == 1 and all(named)
    }


def test_an_agreement_in_place_is_signed_by_both_with_the_present_supervisor(
    run: Published, demo_inbox: Path, managers: dict[str, str]
) -> None:
    signed: dict[tuple[str, str], list[tuple[date, date | None]]] = defaultdict(list)
    for row in rows(demo_inbox, "sharepoint_agreements"):
        both = (day(row["Supervisee Signed"]), day(row["Supervisor Signed"]))
        known = [one for one in both if one is not None and one <= run.data_date]
        if len(known) == 2:
            signed[(row["Supervisee"], row["Supervisor"])].append(
                (max(known), day(row["Review Due"]))
            )
    counted: Counter[bool] = Counter()
    for worker, manager in sorted(managers.items())[::4]:
        mine = person_agreements(run, EVERYBODY, worker).to_dicts()
        in_place = [row for row in mine if row["is_in_place"]]
        expected = signed.get((worker, manager), [])
        assert len(in_place) == bool(expected), worker
        if expected:
            stands, review = max(expected, key=lambda entry: (entry[0], entry[1] or date.min))
            assert in_place[0]["signed_on"] == stands
            assert in_place[0]["review_due_on"] == review
            assert in_place[0]["is_review_past"] == (review is not None and review < run.data_date)
        counted[bool(expected)] += 1
    assert counted[True] > 30
    assert counted[False] > 5


def test_a_review_that_has_passed_is_a_finding_too(
    run: Published, managers: dict[str, str]
) -> None:
    past = {
        worker
        for worker in sorted(managers)[::4]
        for row in person_agreements(run, EVERYBODY, worker).to_dicts()
        if row["is_in_place"] and row["is_review_past"]
    }
    found = findings_listed(
        run, EVERYBODY, EVERYWHERE, finding_type="agreement_review", all_policies=True
    )
    assert past
    assert past <= set(found["worker_id"])


def test_the_last_course_is_the_last_of_the_file(run: Published, demo_inbox: Path) -> None:
    last: dict[tuple[str, str], date] = {}
    for row in rows(demo_inbox, "sharepoint_training"):
        done = day(row["Completed"])
        if (
            done is not None
            and done <= run.data_date
            and row["Course"] in ("Supervisee", "Supervisor")
        ):
            key = (row["Employee Number"], row["Course"].lower())
            last[key] = max(done, last.get(key, done))
    known = {row["Employee Number"] for row in rows(demo_inbox, "hr_workers")}
    people = sorted({worker for worker, _ in last} & known)[::15]
    assert len(people) > 20
    for worker in people:
        told = {
            row["course_code"]: row["last_completed_on"]
            for row in person_training(run, EVERYBODY, worker).to_dicts()
            if row["last_completed_on"]
        }
        assert told == {course: done for (who, course), done in last.items() if who == worker}


def test_a_row_that_is_named_is_the_row_of_the_file(run: Published, demo_inbox: Path) -> None:
    about = {
        "sharepoint_sessions": "Supervisee", "sharepoint_agreements": "Supervisee",
        "hr_posts": "Employee Number", "hr_workers": "Employee Number",
        "hr_absences": "Employee Number", "sharepoint_training": "Employee Number",
        "asye_evidence": "NQSW", "asye_reviews": "NQSW", "ics_case_supervisions": "Worker",
    }  # fmt: skip
    files: dict[str, list[list[str]]] = {}
    seen: Counter[str] = Counter()
    for worker in ("001552", "001720", "001628"):
        for row in person_rows(run, EVERYBODY, worker).to_dicts():
            if row["feed"] not in about:
                continue
            name = row["source_file"]
            if name not in files:
                with (demo_inbox / name).open(encoding="utf-8-sig", newline="") as stream:
                    files[name] = list(csv.reader(stream))
            heading, cells = files[name][0], files[name][row["source_row"] - 1]
            assert cells[heading.index(about[row["feed"]])].strip() == worker, row
            seen[row["feed"]] += 1
    assert all(seen[feed] for feed in about), seen


def test_every_session_on_the_page_is_among_the_rows_behind_it(run: Published) -> None:
    sessions = person_sessions(run, EVERYBODY, "001552")
    behind = person_rows(run, EVERYBODY, "001552").to_dicts()
    named = {(row["source_file"], row["source_row"]) for row in behind}
    assert {(row["source_file"], row["source_row"]) for row in sessions.to_dicts()} <= named


def test_somebody_out_of_scope_has_no_agreement_training_or_rows(run: Published) -> None:
    stranger = Scope(team_ids=("A118",), reader_id="somebody else")
    for ask in (person_agreements, person_training, person_rows):
        assert ask(run, stranger, "001552").is_empty()
        assert not ask(run, EVERYBODY, "001552").is_empty() or ask is person_training


def test_the_page_says_who_has_no_agreement_and_since_when_it_was_asked_for(
    demo_council: Path,
) -> None:
    said = words(visit("person", persona="director", worker="001552"))
    assert "No agreement with Efua Cipherstead, the present supervisor, is on record" in said
    assert "▲ not signed" in said
    assert "Supervision agreement" in said or "Agreement" in said


def test_the_chart_is_in_tables_to_its_last_mark(demo_council: Path) -> None:
    at = visit("person", persona="director", worker="001552")
    tables = {heading for table in at.table for heading in table.value.columns}
    assert {"Lane", "Cases discussed", "Counts", "Clock started"} <= tables
    said = words(at)
    assert "Rule" in said and "Short absence" in said and "every calendar month" in said


def test_the_rows_of_a_feed_are_as_many_as_the_page_says(demo_council: Path) -> None:
    at = visit("person", persona="director", worker="001552")
    links = [link for link in number_links(at) if any(name == "rows" for name, _ in link.asked)]
    assert len(links) > 4
    for link in links:
        assert said_size(link.follow()) == link.number


def test_a_feed_that_says_nothing_of_somebody_is_told_in_words(demo_council: Path) -> None:
    at = visit("person", persona="director", worker="001552", rows="asye_reviews")
    assert "No row of this feed is about this person" in words(at)
