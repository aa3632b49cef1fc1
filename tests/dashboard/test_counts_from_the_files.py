"""What the pages count, counted again by hand from the demo council's files: no SQL, no marts."""

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.datasets.asye import nqsw_counts, nqsws_listed
from dashboard.datasets.caseload import cases_by_type, cases_listed
from dashboard.datasets.managers import supervisees_listed, supervisors_listed
from dashboard.datasets.quality import feeds_accounted, rows_held_back
from dashboard.scope import Place, Scope
from dashboard.view_models.overview import total
from dashboard.warehouse import Published, published

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


def rows(inbox: Path, feed: str) -> list[dict[str, str]]:
    """Every row of a feed, its parts together, as typed."""
    found: list[dict[str, str]] = []
    for path in sorted([*inbox.glob(f"{feed}_2*.csv"), *inbox.glob(f"{feed}-*_2*.csv")]):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found += [
                {name: value.strip() for name, value in row.items()}
                for row in csv.DictReader(stream)
            ]
    return found


def day(text: str) -> date | None:
    """A typed date; None where there is none or it is not one."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def is_open(start: str, end: str, on: date) -> bool:
    """Whether what runs from a typed day to another, both included, runs on a day or after it."""
    first, last = day(start), day(end)
    return first is not None and first <= on and (last is None or last >= on)


@pytest.fixture(scope="module")
def open_rows(demo_inbox: Path, run: Published) -> dict[str, list[dict[str, str]]]:
    """The involvements that are open on the data date, by case."""
    found: dict[str, list[dict[str, str]]] = {}
    for system in ("ics", "swift", "childview"):
        for row in rows(demo_inbox, f"{system}_involvements"):
            if is_open(row["Start Date"], row["End Date"], run.data_date):
                found.setdefault(f"{system}-{row['Person ID']}", []).append(row)
    return found


def test_every_open_case_is_counted_once(
    open_rows: dict[str, list[dict[str, str]]], run: Published
) -> None:
    counts = total(cases_by_type(run, EVERYBODY, EVERYWHERE).to_dicts())
    listed = cases_listed(run, EVERYBODY, EVERYWHERE)
    assert counts["case_count"] == len(open_rows) > 500
    assert set(listed["case_id"]) == set(open_rows)


def test_a_case_with_no_allocated_worker_is_listed_and_not_dropped(
    open_rows: dict[str, list[dict[str, str]]], run: Published
) -> None:
    nobody = {
        case for case, held in open_rows.items() if all(not row["Allocated Worker"] for row in held)
    }
    listed = set(cases_listed(run, EVERYBODY, EVERYWHERE, list_name="unallocated")["case_id"])
    assert nobody and nobody <= listed
    assert all(any(not row["Allocated Worker"] for row in open_rows[case]) for case in listed)


@pytest.fixture(scope="module")
def employed(demo_inbox: Path, run: Published) -> set[str]:
    """Who is employed on the data date."""
    return {
        row["Employee Number"]
        for row in rows(demo_inbox, "hr_workers")
        if is_open(row["Start Date"], row["Leaving Date"], run.data_date)
    }


def test_the_running_asyes_are_those_whose_end_is_not_typed(
    demo_inbox: Path, employed: set[str], run: Published
) -> None:
    running = {
        row["Employee Number"]
        for row in rows(demo_inbox, "asye_programmes")
        if is_open(row["ASYE Start"], row["Ended On"], run.data_date)
        and row["Employee Number"] in employed
    }
    counts = nqsw_counts(run, EVERYBODY, EVERYWHERE).to_dicts()[0]
    listed = nqsws_listed(run, EVERYBODY, EVERYWHERE, list_name="running")
    assert counts["running_count"] == len(running) == listed.height
    assert set(listed["worker_id"]) == running


def test_an_nqsw_without_an_assessor_is_one_for_whom_none_is_typed_now(
    demo_inbox: Path, run: Published
) -> None:
    with_one = {
        row["NQSW"]
        for row in rows(demo_inbox, "asye_supervisors")
        if row["Role"] == "Assessor" and is_open(row["From"], row["To"], run.data_date)
    }
    running = nqsws_listed(run, EVERYBODY, EVERYWHERE, list_name="running")["worker_id"]
    listed = nqsws_listed(run, EVERYBODY, EVERYWHERE, list_name="no_assessor")["worker_id"]
    assert set(listed) == set(running) - with_one != set()


def test_spans_are_the_line_managers_typed_on_the_posts(
    demo_inbox: Path, employed: set[str], run: Published
) -> None:
    held: dict[str, list[dict[str, str]]] = {}
    for row in rows(demo_inbox, "hr_posts"):
        if is_open(row["Post Start"], row["Post End"], run.data_date):
            held.setdefault(row["Employee Number"], []).append(row)
    # Who holds two posts at once is counted by the main one; that rule is tested elsewhere.
    single = {worker: posts[0] for worker, posts in held.items() if len(posts) == 1}
    several = set(held) - set(single)
    spans = Counter(
        post["Line Manager Employee Number"]
        for worker, post in single.items()
        if worker in employed
    )
    missing = spans.pop("", 0)
    shown = {
        row["worker_id"]: row["span_count"]
        for row in supervisors_listed(run, EVERYBODY, EVERYWHERE).to_dicts()
    }
    assert sum(shown.values()) - sum(spans.values()) <= len(several)
    assert all(0 <= shown[manager] - number <= len(several) for manager, number in spans.items())
    none = supervisees_listed(
        run, EVERYBODY, EVERYWHERE, list_name="unsupervised", supervisor_state="none"
    )
    assert 0 <= none.height - missing <= len(several) and missing > 0


def test_the_rows_received_are_the_rows_in_the_files(demo_inbox: Path, run: Published) -> None:
    for feed in feeds_accounted(run).to_dicts():
        assert feed["rows_received"] == len(rows(demo_inbox, feed["feed"])), feed["feed"]
        assert feed["is_balanced"]


def test_a_row_held_back_is_where_the_page_says(demo_inbox: Path, run: Published) -> None:
    held = rows_held_back(run, EVERYBODY).to_dicts()
    accounted = feeds_accounted(run)
    assert len(held) == accounted["rows_quarantined"].sum() > 0
    for row in held:
        if len(row["typed_texts"] or []) != 1 or ", " in row["headings"]:
            continue
        [typed_text] = row["typed_texts"]
        if typed_text.endswith(", not shown)"):
            continue
        with (demo_inbox / row["file_name"]).open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
        typed = lines[row["source_row"] - 1]
        assert all(part.strip() in typed for part in typed_text.split(", ")), row
