"""A month end as it was reported, beside what late recording has made of it: two refreshes, one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.datasets.people import as_reported, monthly_in_date, people_listed
from dashboard.scope import Place, Scope
from dashboard.view_models.reported import say_as_reported
from dashboard.warehouse import published
from tests.conftest import run_ingestion
from tests.oracle.councils import Feeds, make_feeds, write_feeds

from .warehouse import query

NOVEMBER, DECEMBER = date(2026, 11, 20), date(2026, 12, 10)
OCTOBER_END = date(2026, 10, 31)
EVERYBODY = Scope(sees_everyone=True)
COUNTED = """
    select open_count, in_date_count, overdue_count from marts.{table}
    where as_at = '2026-10-31' and level_code = 'council' and obligation_type = 'staff_supervision' {more}
"""
NOW = COUNTED.format(
    table="fct_monthly_measures", more="and policy_id = 'in_force' and case_type = 'all'"
)
THEN = COUNTED.format(table="fct_reported_measures", more="")
MakeOnce = Callable[[str, Callable[[Path], None]], Path]
#: Two refreshes after one another; what is kept is also told by the refresh's own tests.
pytestmark = pytest.mark.soak


def _council() -> Feeds:
    merged: Feeds = {}
    for seed in (501, 502):
        for feed, rows in make_feeds(seed, data_date=NOVEMBER).items():
            # Of so few audits one row held back is too many to publish.
            if not feed.startswith("audit"):
                merged.setdefault(feed, []).extend(rows)
    return merged


def _refresh(folder: Path) -> None:
    finished = run_ingestion(
        "refresh", "--inbox", str(folder / "inbox"), "--data", str(folder / "data")
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def first(make_once: MakeOnce) -> Path:
    """Two small councils in one inbox, published with data to 20 November."""

    def write(folder: Path) -> None:
        write_feeds(folder / "inbox", _council(), 501, NOVEMBER)
        _refresh(folder)

    return make_once("reported-in-november", write)


@pytest.fixture(scope="module")
def later(first: Path, make_once: MakeOnce) -> Path:
    """The same councils with data to 10 December: whoever was overdue at the end of October turns
    out to have had a session on 30 October, recorded late.
    """
    late = people_listed(published(first / "data"), EVERYBODY, Place(as_at=OCTOBER_END), "overdue")[
        "worker_id"
    ].to_list()

    def write(folder: Path) -> None:
        council = _council()
        held = next(row for row in council["sharepoint_sessions"] if row["Status"] == "Held")
        for number, worker in enumerate(late):
            council["sharepoint_sessions"].append(
                {
                    **held,
                    "Session ID": f"LATE-{number}",
                    "Supervisee": worker,
                    "Planned Date": "2026-10-30",
                    "Format": "One to one",
                    "Held Date": "2026-10-30",
                }
            )
        # What was landed and reported in November is there when December comes.
        for name in ("inbox", "data"):
            shutil.copytree(first / name, folder / name)
        write_feeds(folder / "inbox", council, 501, DECEMBER)
        _refresh(folder)

    return make_once("reported-in-december", write)


def test_what_was_reported_stands_beside_what_is_recorded_now(first: Path, later: Path) -> None:
    (reported,) = query(first / "data", NOW)
    assert query(first / "data", THEN) == [reported]
    assert reported[2] > 0
    assert query(later / "data", THEN) == [reported]
    (now,) = query(later / "data", NOW)
    assert now[1] > reported[1]
    assert now[2] < reported[2]


def test_the_screens_say_both_with_their_days(first: Path, later: Path) -> None:
    run, place = published(later / "data"), Place(as_at=OCTOBER_END)
    (row,) = as_reported(run, EVERYBODY, place, "staff_supervision").to_dicts()
    said = say_as_reported(row, OCTOBER_END, "staff_supervision")
    ((opened, kept, _),) = query(first / "data", THEN)
    months = monthly_in_date(run, EVERYBODY, place, "staff_supervision").to_dicts()
    assert months[-1]["as_at"] == OCTOBER_END
    now = months[-1]
    assert f"({kept} of {opened})** with data to 20 November 2026" in said
    assert "now **" in said
    assert f"({now['in_date_count']} of {now['open_count']})** after later recording" in said


def test_the_next_month_end_is_first_reported_by_the_december_data(later: Path) -> None:
    days = query(
        later / "data",
        "select distinct as_at, reported_on from marts.fct_reported_measures order by 1",
    )
    assert days == [(OCTOBER_END, NOVEMBER), (date(2026, 11, 30), DECEMBER)]


def test_a_month_end_that_was_not_reported_then_says_so(later: Path) -> None:
    day = date(2026, 8, 31)
    rows = as_reported(
        published(later / "data"), EVERYBODY, Place(as_at=day), "staff_supervision"
    ).to_dicts()
    assert rows == []
    assert "was not reported at the time" in say_as_reported(None, day, "staff_supervision")


def test_no_name_and_no_supervisor_is_kept_of_what_was_reported(later: Path) -> None:
    levels = query(
        later / "data", "select distinct level_code from marts.fct_reported_measures order by 1"
    )
    assert [level for (level,) in levels] == ["council", "directorate", "service", "team"]
