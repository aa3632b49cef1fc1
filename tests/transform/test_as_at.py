"""People and cases on an old month end: as a refresh of that day would have shown them, knowing now what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from .laboratory import Laboratory

LISTS = {"fct_supervisees": "worker_id", "fct_cases": "case_id"}
LAST = date(2026, 10, 31)
MONTH_ENDS = (date(2026, 9, 30), date(2026, 2, 28), date(2025, 5, 31))
#: What a rule that began after the day may have moved: never whether something was overdue on it.
MOVED_LATER = (
    "due_on, judged_from, rule_id, rule_label, clause, is_our_reading, step, interval_count, interval_unit, "
    "also_applies, obligation_id, next_planned_on, status_code"
)


@pytest.fixture(scope="module")
def laboratory(
    make_built: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> Laboratory:
    """Small councils, nasty on purpose, with their lists as at every month end kept aside."""
    made = Laboratory(make_built(), tmp_path_factory.mktemp("as-at"), tuple(LISTS))
    made.fix_records_from()
    made.make_ledger()
    for table in (*LISTS, "int_long_absences", "int_as_at_days"):
        schema = "marts" if table in LISTS else "intermediate"
        made.connection.execute(f"create table now_{table} as from {schema}.{table}")
    return made


def test_the_days_listed_are_the_data_date_and_the_month_ends_within_the_records(
    laboratory: Laboratory,
) -> None:
    days = [day for (day,) in laboratory.query("select as_at from now_int_as_at_days order by 1")]
    ((begins,),) = laboratory.query(
        "select min(records_from) from raw.records_from "
        "where feed = 'sharepoint_sessions' or feed like '%case_supervisions'"
    )
    assert days[-1] == LAST
    assert len(days) > 20
    assert all(day >= begins for day in days)
    assert set(MONTH_ENDS) < set(days)


def _unlike(
    laboratory: Laboratory, table: str, day: date, columns: str
) -> list[tuple[object, ...]]:
    """Rows that only one of the two has, of who was not on an absence that became long after the day."""
    key = LISTS[table]
    unsettled = f"""select now.policy_id, now.worker_id from now_int_long_absences as now
        where now.away_from <= '{day}' and now.away_to > '{day}'
        and not exists (
            select 1 from intermediate.int_long_absences as known
            where known.policy_id = now.policy_id and known.worker_id = now.worker_id
            and known.away_from <= '{day}' and known.away_to > '{day}')"""
    settled = (
        f"(policy_id, worker_id) not in ({unsettled}) "
        f"and (policy_id, coalesce(supervisor_id, '')) not in ({unsettled})"
        if key == "worker_id"
        else "true"
    )
    shown = f"select {columns} from {{}} where as_at = '{day}' and {settled}"
    held = "and (is_in_force or policy_id in (select policy_id from seeds.policies where is_national_floor))"
    now, then = shown.format(f"now_{table}"), f"{shown.format(f'marts.{table}')} {held}"
    assert len(laboratory.query(now)) > 20
    return laboratory.query(
        f"(({now}) except all ({then})) union all (({then}) except all ({now}))"
    )


@pytest.mark.parametrize("day", MONTH_ENDS, ids=str)
def test_an_old_month_end_is_what_a_refresh_of_that_day_would_show(
    day: date, laboratory: Laboratory
) -> None:
    laboratory.move_to(day)
    laboratory.make_ledger()
    for table in LISTS:
        there = {name for (name, *_) in laboratory.query(f"describe now_{table}")}
        moved = [name for name in MOVED_LATER.split(", ") if name in there]
        status = (
            "case when status_code = 'due_soon' then 'in_date' else status_code end as standing"
        )
        columns = f"* exclude ({', '.join(moved)}), {status}"
        assert _unlike(laboratory, table, day, columns) == []


def test_what_was_overdue_on_a_month_end_was_so_by_a_rule_of_that_day(
    laboratory: Laboratory,
) -> None:
    for table in LISTS:
        late = laboratory.query(
            f"select count(*) from now_{table} where status_code = 'overdue' "
            "and (judged_from > as_at or due_on >= as_at or days_overdue <> as_at - due_on)"
        )
        assert late == [(0,)]
        counted = laboratory.query(
            f"select count(distinct as_at) from now_{table} where status_code = 'overdue'"
        )
        assert counted[0][0] > 10


def test_nothing_shown_on_a_month_end_happened_after_it(laboratory: Laboratory) -> None:
    people = laboratory.query(
        "select count(*) from now_fct_supervisees where last_held_on > as_at or last_counted_on > as_at "
        "or opened_on > as_at or away_from > as_at or (as_at < (select max(as_at) from now_int_as_at_days) "
        "and next_planned_on is not null)"
    )
    cases = laboratory.query(
        "select count(*) from now_fct_cases where last_held_on > as_at or opened_on > as_at or type_since_on > as_at"
    )
    assert (people, cases) == ([(0,)], [(0,)])
