"""One cause is one problem, and whoever's file could not be used is told which older one is shown."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from ingestion.refresh import Refresh, Report
from ingestion.settings import Settings

from .annex_a import HEADINGS, plain_sheets, row_of, write_workbook
from .conftest import DAY, POST, TEAM, WORKER, Written
from .reading.test_census import WORKER as IN_CENSUS
from .reading.test_census import census_of
from .small_council import quiet

Weigh = Callable[..., Report]


@pytest.fixture
def weigh(inbox: Written, data: Path) -> Weigh:
    """Receive the inbox and say what would be done; nothing is built."""

    def say(today: date = DAY + timedelta(days=20)) -> Report:
        job = Refresh(inbox.folder, data, None, Settings(user="tester"))
        job.now = job.now.replace(year=today.year, month=today.month, day=today.day)
        return job.weigh(job.receive(quiet()), quiet())

    return say


def _said(report: Report, *codes: str) -> list[tuple[str, str, str]]:
    told = report.problems.filter(pl.col("code").is_in(codes)) if codes else report.problems
    return told.select("code", "file_name", "sentence").rows()


def _workbook(inbox: Written, day: date, *lists: int) -> Path:
    rows = {f"list_{number}": [row_of(number, "101")] for number in HEADINGS}
    sheets = plain_sheets(**rows)
    sheets = {name: rows for name, rows in sheets.items() if int(name[5:]) in (lists or HEADINGS)}
    return write_workbook(inbox.folder / f"annex_a_{day:%Y%m%d}.xlsx", sheets)


def test_of_each_list_a_workbook_lacks_it_is_told_which_older_file_is_shown_and_of_which_day(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    _workbook(inbox, DAY)
    _workbook(inbox, DAY + timedelta(days=10), 6, 7)
    report = weigh()
    assert report.status == "published"
    assert report.snapshots.data_date() == DAY
    told = _said(report, "SM-176")
    assert [name for _, name, _ in told] == [
        f"annex_a_20261110.xlsx, list {at}" for at in (4, 8, 9)
    ]
    assert all(
        sentence.endswith(f" annex_a_20261031.xlsx, list {at}, extracted on 31 October 2026, is used instead.")
        for at, (_, _, sentence) in zip((4, 8, 9), told, strict=True)
    )  # fmt: skip
    assert _said(report, "SM-323") == []
    # Once the newer workbook is out of the inbox, what is shown is still of two days.
    (inbox.folder / "annex_a_20261110.xlsx").unlink()
    assert [words for *_, words in _said(weigh(), "SM-176", "SM-323")] == [
        "The lists of Annex A that are used are not all of one day: lists 6 and 7 of 10 November 2026 "
        "(annex_a_20261110.xlsx); lists 4, 8 and 9 of 31 October 2026 (annex_a_20261031.xlsx)."
    ]


def test_a_workbook_that_lacks_lists_and_is_more_than_a_fortnight_newer_stops(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER], DAY + timedelta(days=15))
    _workbook(inbox, DAY)
    _workbook(inbox, DAY + timedelta(days=15), 6, 7)
    report = weigh()
    assert report.status == "refused"
    [(_, name, sentence)] = _said(report, "SM-308")
    assert name.startswith("annex_a_20261031.xlsx, list")
    assert "31 October 2026" in sentence


def test_a_workbook_with_every_list_of_one_day_is_nothing_to_tell(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    _workbook(inbox, DAY)
    assert _said(weigh(), "SM-176", "SM-323") == []


def test_a_workbook_that_cannot_be_opened_is_one_problem_however_many_lists_it_has(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    path = _workbook(inbox, DAY + timedelta(days=3))
    path.write_bytes(path.read_bytes()[:2000])
    first = weigh()
    assert [row[:2] for row in _said(first)] == [("SM-310", path.name)]
    assert "cannot be opened" in first.problems["sentence"].item()
    _workbook(inbox, DAY)
    errors = weigh().problems.filter(severity="error")
    [(code, name, sentence)] = errors.select("code", "file_name", "sentence").rows()
    assert (code, name) == ("SM-157", path.name)
    assert sentence.endswith(
        "annex_a_20261031.xlsx, extracted on 31 October 2026, is used instead."
    )


@pytest.mark.parametrize("content", [b"", b"001001,Ada,01/04/2020\n"])
@pytest.mark.parametrize("feed", ["hr_workers", "hr_posts"])
def test_a_file_without_headings_is_told_once_with_what_is_wrong_and_what_to_do(
    inbox: Written, weigh: Weigh, feed: str, content: bytes
) -> None:
    inbox.put("hr_workers", [WORKER])
    inbox.put(feed, content, DAY + timedelta(days=1))
    report = weigh()
    [(code, _, sentence)] = _said(report)
    assert code == "SM-306"
    assert sentence.startswith(("The file is empty", "The first row holds none of the headings"))
    fix = report.problems["fix"].item()
    assert "Or take the file out of the inbox." in fix
    assert fix.endswith("This cannot be accepted: there is nothing that could be shown.")


def test_a_staff_list_that_cannot_be_used_is_told_as_that_and_not_as_missing_too(
    inbox: Written, weigh: Weigh
) -> None:
    path = inbox.put("hr_workers", "Employee Number,Full Name\n1,Ada\n")
    [(code, name, sentence)] = _said(weigh())
    assert (code, name) == ("SM-310", path.name)
    assert "The heading Start Date is not there." in sentence
    assert "No earlier good file of it is held (Staff list)" in sentence


def test_a_file_spoilt_under_the_name_of_the_good_one_says_that_what_came_before_is_used(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    inbox.put("hr_posts", [POST])
    weigh()
    inbox.put("hr_posts", "Employee Number\n1\n")
    [(_, _, sentence)] = _said(weigh(), "SM-103")
    assert sentence.endswith(
        " hr_posts_20261031.csv as it came before, extracted on 31 October 2026, is used instead."
    )


def test_a_file_that_lacks_a_heading_says_which_file_is_used_instead(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    inbox.put("hr_posts", [POST])
    inbox.put("hr_posts", "Employee Number\n1\n", DAY + timedelta(days=1))
    inbox.put("hr_teams", "Team Name\nOne\n")
    assert [words.rpartition(": ")[2] for *_, words in _said(weigh(), "SM-103")] == [
        "Employee Number. hr_posts_20261031.csv, extracted on 31 October 2026, is used instead."
    ]
    [(code, _, sentence)] = [row for row in _said(weigh()) if "hr_teams" in row[1]]
    assert (code, "No earlier good file" in sentence) == ("SM-310", True)


def test_a_file_dated_far_in_the_future_is_told_once_and_it_is_that_file_that_is_wrong(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    inbox.put("hr_posts", [POST], date(2099, 10, 31))
    report = weigh()
    assert [row[:2] for row in _said(report)] == [("SM-313", "hr_posts_20991031.csv")]
    assert report.problems["fix"].item().startswith(
        "If its date is wrong, take hr_posts_20991031.csv out of the inbox"
    )  # fmt: skip


def test_an_export_that_stops_the_refresh_for_its_age_is_not_out_of_date_as_well(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_posts", [POST], date(2026, 8, 1))
    inbox.put("hr_workers", [WORKER])
    assert [row[:2] for row in _said(weigh())] == [("SM-308", "hr_posts_20260801.csv")]


def test_the_parts_of_a_feed_that_are_out_of_date_are_named_each_with_its_own_day(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    for part, day in (("north", 1), ("south", 8)):
        inbox.put("hr_teams", [{**TEAM, "Team Code": part}], date(2026, 5, day), part=part)
    inbox.put("hr_teams", [{**TEAM, "Team Code": "east"}], part="east")
    [(_, name, sentence)] = _said(weigh(), "SM-141")
    assert name is None
    assert sentence.endswith(
        ": hr_teams-north_20260501.csv on 1 May 2026, hr_teams-south_20260508.csv on 8 May 2026."
    )


def test_a_census_of_a_day_that_has_not_come_is_told_by_its_reference_date(
    inbox: Written, weigh: Weigh
) -> None:
    inbox.put("hr_workers", [WORKER])
    (inbox.folder / "csww.xml").write_text(census_of(IN_CENSUS, counted="2099-09-30"))
    [(code, _, sentence)] = _said(weigh())
    assert code == "SM-189"
    assert "30 September 2099" in sentence
    assert "ReferenceDate" in sentence
