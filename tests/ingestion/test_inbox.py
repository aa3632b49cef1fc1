"""What lies in the inbox is an export by its name, or is named with what to do about it."""

import os
from datetime import date
from pathlib import Path

import pytest

from ingestion.feeds import Feed
from ingestion.inbox import look

from .conftest import TEAM, Written


def test_a_name_tells_the_feed_the_part_and_the_day(inbox: Written, feeds: dict[str, Feed]) -> None:
    inbox.put("hr_teams", [TEAM], date(2026, 10, 31))
    inbox.put("hr_teams", [TEAM], date(2026, 9, 30), part="North 2")
    found = look(inbox.folder, feeds)
    assert [(each.feed, each.part, each.extracted_on) for each in found.arrivals] == [
        ("hr_teams", "north 2", date(2026, 9, 30)),
        ("hr_teams", "whole", date(2026, 10, 31)),
    ]
    assert found.problems.is_empty()


def test_capitals_in_a_name_do_not_matter(inbox: Written, feeds: dict[str, Feed]) -> None:
    (inbox.folder / "HR_Teams_20261031.CSV").write_text("x")
    assert [each.feed for each in look(inbox.folder, feeds).arrivals] == ["hr_teams"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hr_team_20261031.csv", "SM-131"),
        ("hr_teams.csv", "SM-131"),
        ("hr_teams_20261031.docx", "SM-136"),
        ("hr_teams_20261031.ods", "SM-136"),
        ("hr_teams_20261031.numbers", "SM-136"),
        ("hr_teams_20261031.zip", "SM-136"),
        ("hr_teams_20261031.txt", "SM-136"),
        ("hr_teams_2026-10-31.csv", "SM-131"),
        ("..hr_teams_20261031.csv", "SM-133"),
        ("hr_teams_20261341.csv", "SM-132"),
        ("~$hr_teams_20261031.csv", "SM-133"),
        (".hr_teams_20261031.csv", "SM-133"),
        ("hr_teams_20261031.csv.part", "SM-133"),
        ("hr_teams_20261031.csv.tmp", "SM-133"),
        ("hr_teams-'; drop table x_20261031.csv", "SM-131"),
    ],
)
def test_anything_else_is_named_and_left_unread(
    inbox: Written, feeds: dict[str, Feed], name: str, code: str
) -> None:
    (inbox.folder / name).write_text("secret")
    found = look(inbox.folder, feeds)
    assert found.arrivals == []
    assert found.problems.select("code", "file_name").rows() == [(code, name)]


def test_the_feed_a_name_looks_most_like_is_suggested(
    inbox: Written, feeds: dict[str, Feed]
) -> None:
    (inbox.folder / "hr_worker_20261031.csv").write_text("x")
    assert "hr_workers" in look(inbox.folder, feeds).problems["sentence"].item()


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made otherwise there")
def test_links_folders_and_pipes_are_never_opened(
    inbox: Written, feeds: dict[str, Feed], tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere.csv"
    target.write_text("x")
    (inbox.folder / "hr_teams_20261031.csv").symlink_to(target)
    (inbox.folder / "hr_posts_20261031.csv").mkdir()
    os.mkfifo(inbox.folder / "hr_workers_20261031.csv")
    found = look(inbox.folder, feeds)
    assert found.arrivals == []
    assert found.problems["code"].to_list() == ["SM-133"] * 3


def test_of_two_files_for_one_day_the_later_written_comes_later(
    inbox: Written, feeds: dict[str, Feed]
) -> None:
    first = inbox.folder / "hr_teams_20261031.csv"
    second = inbox.folder / "HR_TEAMS_20261031.csv"
    first.write_text("x")
    second.write_text("y")
    if len(list(inbox.folder.iterdir())) == 1:
        pytest.skip("this disk takes no notice of capitals")
    os.utime(first, (2, 2))
    os.utime(second, (1, 1))
    assert [each.path for each in look(inbox.folder, feeds).arrivals] == [second, first]
