"""Staff whose true history is known, and what a list of today's posts says of them day by day."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
import polars as pl

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
Columns = dict[str, object]


@dataclass(frozen=True)
class Post:
    """One post as it truly was; the last day is null while it is held."""

    worker: str
    team: str
    manager: str
    first_day: date
    last_day: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether the post was held then."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass
class Staff:
    """Employments and posts as they truly were."""

    employed: dict[str, tuple[date, date | None]] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)

    def is_employed(self, worker: str, day: date) -> bool:
        """Whether the person was employed then."""
        first, last = self.employed[worker]
        return first <= day and (last is None or day <= last)

    def posts_on(self, day: date) -> set[tuple[str, str, str]]:
        """Who was in which team under whom then."""
        return {
            (post.worker, post.team, post.manager)
            for post in self.posts
            if post.held_on(day) and self.is_employed(post.worker, day)
        }


def make_staff(seed: int, count: int = 30) -> Staff:
    """People who start, leave, move team and change manager on any day; always with a post."""
    dice = random.Random(seed)
    staff = Staff()
    for number in range(count):
        worker = f"{number:03}"
        start = FIRST + timedelta(dice.randint(-900, 300))
        leaves = dice.random() < 0.3
        last = start + timedelta(dice.randint(30, 900)) if leaves else None
        staff.employed[worker] = (start, last)
        day = start
        while day < LAST and (last is None or day <= last):
            length = dice.randint(20, 500)
            end = day + timedelta(length - 1)
            runs_on = end >= LAST or dice.random() < 0.3
            stop = last if runs_on else (min(end, last) if last else end)
            place = (f"T{dice.randint(1, 4)}", f"M{dice.randint(1, 4)}")
            staff.posts.append(Post(worker, *place, day, stop))
            if stop is None or stop == last:
                break
            day = stop + timedelta(1)
    return staff


def snapshot_days(seed: int) -> list[date]:
    """The days a council made its lists on: about monthly, never quite."""
    dice = random.Random(seed + 1000)
    days = [FIRST]
    while days[-1] < LAST - timedelta(60):
        days.append(days[-1] + timedelta(dice.randint(7, 45)))
    return days


def see(
    connection: duckdb.DuckDBPyConnection,
    staff: Staff,
    days: list[date],
    missing: frozenset[tuple[str, date]] = frozenset(),
    part: str = "whole",
) -> None:
    """Lay out what the lists of these days say, without a single start or end of a post; `missing`
    are people whom a list leaves out.
    """
    posts, workers = list[Columns](), list[Columns]()
    for day in days:
        there = [
            post
            for post in staff.posts
            if post.held_on(day) and staff.is_employed(post.worker, day)
        ]
        posts += [
            {"employee_number": post.worker, "team_code": post.team,
             "line_manager_employee_number": post.manager, **lineage(part, day, row)}
            for row, post in enumerate(there, start=2)
            if (post.worker, day) not in missing
        ]  # fmt: skip
        workers += [
            {"employee_number": worker, "start_date": start, **lineage(part, day, row)}
            for row, (worker, (start, _)) in enumerate(sorted(staff.employed.items()), start=2)
            if staff.is_employed(worker, day)
        ]
    insert(connection, "hr_posts_seen", *posts)
    insert(connection, "hr_workers_seen", *workers)


def lineage(part: str, day: date, row: int) -> Columns:
    return {
        "_part": part,
        "_source_file": f"list-{part}_{day:%Y%m%d}.csv",
        "_source_row": row,
        "_extracted_on": day,
    }


def insert(connection: duckdb.DuckDBPyConnection, table: str, *rows: Columns) -> None:
    connection.register("given_rows", pl.DataFrame(list(rows), infer_schema_length=None).to_arrow())
    connection.execute(f"insert into raw.{table} by name select * from given_rows")
    connection.unregister("given_rows")
