"""History where HR has none: what many lists of today's posts come to, held against the truth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from .history_council import Staff, insert, lineage, make_staff, see, snapshot_days
from .laboratory import Laboratory, lay_out
from .warehouse import TRANSFORM, run_dbt

MODELS = ("int_posts", "int_employments")
D1, D2, D3, D4 = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)
STARTED = date(2020, 4, 1)
FOREVER = date.max
SEEDS = range(5)
MakeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="module")
def lab(make_once: MakeOnce, tmp_path_factory: pytest.TempPathFactory) -> Laboratory:
    """The models that history is made in, on raw tables a test fills."""

    def write(folder: Path) -> None:
        (folder / "inbox").mkdir()
        rows = "Employee Number,Start Date\n1,01/04/2020\n"
        (folder / "inbox" / f"hr_workers_{D4:%Y%m%d}.csv").write_text(rows)
        lay_out(folder / "inbox", folder / "data").rename(folder / "build.duckdb")
        made = ("-s", *(f"+{name}" for name in MODELS))
        untested = ("--exclude-resource-types", "test", "unit_test")
        code, _, printed = run_dbt(TRANSFORM, folder, "build", *made, *untested)
        assert code == 0, printed

    built = make_once("history-lab", write) / "build.duckdb"
    return Laboratory(built, tmp_path_factory.mktemp("history"), MODELS)


@pytest.fixture
def raw(lab: Laboratory) -> duckdb.DuckDBPyConnection:
    """Raw tables with nobody in them."""
    for table in ("hr_workers", "hr_posts", "hr_workers_seen", "hr_posts_seen"):
        lab.connection.execute(f"truncate raw.{table}")
    lab.move_to(D4)
    return lab.connection


def posts(lab: Laboratory) -> list[tuple[object, ...]]:
    """Every post that was made: who, team, manager, from, and the day after the last."""
    lab.make_ledger()
    return lab.query(
        "select worker_id, team_id, line_manager_id, held_from, held_to from intermediate.int_posts order by all"
    )


def held_on(lab: Laboratory, day: date) -> set[tuple[object, ...]]:
    """Who is in which team under whom on a day, of those employed on it."""
    return set(
        lab.query(
            f"""select posts.worker_id, posts.team_id, posts.line_manager_id
            from intermediate.int_posts as posts
            inner join intermediate.int_employments as employments
                on employments.worker_id = posts.worker_id
            where date '{day}' >= posts.held_from and date '{day}' < posts.held_to
                and date '{day}' >= employments.employed_from and date '{day}' < employments.employed_to"""
        )
    )


def show(raw: duckdb.DuckDBPyConnection, day: date, part: str = "whole", **people: str) -> None:
    """One list of today's posts: people by name, each with a team and a manager as in T1/M1."""
    for row, (worker, place) in enumerate(people.items(), start=2):
        team, _, manager = place.partition("/")
        insert(raw, "hr_posts_seen", {
            "employee_number": worker, "team_code": team, "line_manager_employee_number": manager,
            **lineage(part, day, row),
        })  # fmt: skip


def employ(raw: duckdb.DuckDBPyConnection, worker: str, left: date | None = None) -> None:
    """Somebody on a staff list that has leavers."""
    insert(raw, "hr_workers", {
        "employee_number": worker, "start_date": STARTED, "leaving_date": left,
        "_source_file": "hr_workers.csv", "_source_row": 2, "_extracted_on": D4,
    })  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_on_the_day_of_each_list_everybody_is_where_they_truly_were(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection, seed: int
) -> None:
    staff, days = make_staff(seed), snapshot_days(seed)
    see(raw, staff, days)
    lab.move_to(days[-1])
    assert posts(lab)
    for day in days:
        assert held_on(lab, day) == staff.posts_on(day), day


@pytest.mark.parametrize("seed", SEEDS)
def test_between_two_lists_nobody_who_was_employed_is_without_a_post(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection, seed: int
) -> None:
    staff, days = make_staff(seed), snapshot_days(seed)
    see(raw, staff, days)
    lab.move_to(days[-1])
    posts(lab)
    listed = {worker for day in days for worker, _, _ in staff.posts_on(day)}
    for offset in range(0, (days[-1] - days[0]).days, 5):
        day = days[0] + timedelta(offset)
        there = {worker for worker in listed if staff.is_employed(worker, day)}
        assert there <= {worker for worker, _, _ in held_on(lab, day)}, day


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_is_told_from_the_first_list_that_shows_it_and_never_before_it_happened(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection, seed: int
) -> None:
    staff, days = make_staff(seed), snapshot_days(seed)
    see(raw, staff, days)
    lab.move_to(days[-1])
    posts(lab)
    for offset in range(0, (days[-1] - days[0]).days, 5):
        day = days[0] + timedelta(offset)
        before = max(each for each in days if each <= day)
        known = {told for told in held_on(lab, day) if staff.is_employed(str(told[0]), before)}
        still = {told for told in staff.posts_on(before) if staff.is_employed(told[0], day)}
        assert still <= known, day
        assert {told for told in known if told[0] in {one[0] for one in still}} == still, day


@pytest.mark.parametrize("seed", SEEDS)
def test_a_list_that_leaves_somebody_out_once_changes_nothing(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection, seed: int
) -> None:
    staff, days = make_staff(seed), snapshot_days(seed)
    lab.move_to(days[-1])
    see(raw, staff, days)
    whole = posts(lab)
    gaps = frozenset(
        (worker, day)
        for number, (earlier, day, later) in enumerate(zip(days, days[1:], days[2:], strict=False))
        for worker, team, manager in staff.posts_on(day)
        if int(worker) % 7 == number % 7
        and (worker, team, manager) in staff.posts_on(earlier) & staff.posts_on(later)
    )
    assert gaps
    raw.execute("truncate raw.hr_posts_seen")
    raw.execute("truncate raw.hr_workers_seen")
    see(raw, staff, days, gaps)
    assert posts(lab) == whole


def test_a_new_line_manager_makes_two_stretches_and_the_second_begins_with_the_list_that_shows_it(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    employ(raw, "1")
    show(raw, D1, **{"1": "T1/A"})
    show(raw, D2, **{"1": "T1/A"})
    show(raw, D3, **{"1": "T1/B"})
    assert posts(lab) == [("1", "T1", "A", STARTED, D3), ("1", "T1", "B", D3, FOREVER)]


def test_somebody_left_out_once_and_then_elsewhere_is_in_the_first_post_until_then(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    employ(raw, "1")
    show(raw, D1, **{"1": "T1/A", "2": "T1/A"})
    show(raw, D2, **{"2": "T1/A"})
    show(raw, D3, **{"1": "T1/B", "2": "T1/A"})
    assert [row[2:] for row in posts(lab) if row[0] == "1"] == [
        ("A", STARTED, D3),
        ("B", D3, FOREVER),
    ]


def test_back_under_the_first_manager_is_a_third_stretch(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    employ(raw, "1")
    for day, manager in ((D1, "A"), (D2, "B"), (D3, "A")):
        show(raw, day, **{"1": f"T1/{manager}"})
    assert [(row[2], row[3]) for row in posts(lab)] == [("A", STARTED), ("A", D3), ("B", D2)]


def test_somebody_who_vanishes_from_the_posts_and_is_still_employed_keeps_the_last_one_and_is_told(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    employ(raw, "1")
    employ(raw, "2")
    show(raw, D1, **{"1": "T1/A", "2": "T1/A"})
    show(raw, D2, **{"2": "T1/A"})
    assert [row[4] for row in posts(lab)] == [FOREVER, FOREVER]
    assert lab.query("select worker_id from staging.stg_hr__posts where is_run_on") == [("1",)]


def test_somebody_who_vanishes_from_the_posts_and_has_left_holds_none_from_the_next_list_on(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    employ(raw, "1", left=date(2026, 2, 10))
    employ(raw, "2")
    show(raw, D1, **{"1": "T1/A", "2": "T1/A"})
    show(raw, D2, **{"2": "T1/A"})
    assert [row[4] for row in posts(lab) if row[0] == "1"] == [D2]
    assert not lab.query("select worker_id from staging.stg_hr__posts where is_run_on")


def test_somebody_who_moves_to_another_part_has_one_post_after_the_other(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    """Agency staff in a list of their own, taken on by the council."""
    employ(raw, "1")
    show(raw, D1, "agency", **{"1": "T1/A", "9": "T1/A"})
    show(raw, D1, **{"8": "T1/A"})
    show(raw, D2, "agency", **{"9": "T1/A"})
    show(raw, D2, **{"1": "T1/B", "8": "T1/A"})
    assert [row for row in posts(lab) if row[0] == "1"] == [
        ("1", "T1", "A", STARTED, D2),
        ("1", "T1", "B", D2, FOREVER),
    ]


def test_a_start_that_hr_does_give_is_believed_where_no_list_speaks_against_it(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    employ(raw, "1")
    show(raw, D1, **{"1": "T1/A"})
    show(raw, D2, **{"1": "T1/B"})
    raw.execute(
        "update raw.hr_posts_seen set post_start = date '2024-05-06' where _extracted_on = ?", [D1]
    )
    raw.execute(
        "update raw.hr_posts_seen set post_start = date '2026-02-16' where _extracted_on = ?", [D2]
    )
    assert [row[2:] for row in posts(lab)] == [
        ("A", date(2024, 5, 6), D2),
        ("B", date(2026, 2, 16), FOREVER),
    ]
    raw.execute("update raw.hr_posts_seen set post_start = date '2024-05-06'")
    assert [row[2:] for row in posts(lab)] == [("A", date(2024, 5, 6), D2), ("B", D2, FOREVER)]


def test_a_staff_list_of_today_tells_who_left_and_bridges_a_gap(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    for day, there in ((D1, "123"), (D2, "23"), (D3, "13"), (D4, "13")):
        for row, worker in enumerate(there, start=2):
            start = STARTED if worker != "3" else None
            insert(raw, "hr_workers_seen", {"employee_number": worker, "start_date": start, **lineage("whole", day, row)})  # fmt: skip
    posts(lab)
    assert lab.query("select * from intermediate.int_employments order by all") == [
        ("1", STARTED, FOREVER),
        ("2", STARTED, D3),
        ("3", D1, FOREVER),
    ]


def test_the_order_the_lists_came_in_and_copies_of_them_change_nothing(
    lab: Laboratory, raw: duckdb.DuckDBPyConnection
) -> None:
    staff: Staff = make_staff(3)
    days = snapshot_days(3)
    lab.move_to(days[-1])
    see(raw, staff, days)
    whole = posts(lab)
    for table in ("hr_posts_seen", "hr_workers_seen"):
        raw.execute(f"insert into raw.{table} select * from raw.{table}")
    lab.shuffle(5)
    assert posts(lab) == whole
