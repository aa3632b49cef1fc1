"""A policy changes on a day: what was due before it, on it and after it, by the ledger's own SQL.

Each test adds a second version to the seeds as they stand in the warehouse, changes something in it, and asks what
becomes of obligations that opened, or fell due, the day before, on the day and the day after.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from .laboratory import Laboratory

FROM = date(2026, 6, 1)
BEFORE, AFTER = FROM - timedelta(days=1), FROM + timedelta(days=1)
LAST = date(2026, 10, 31)
STARTED = date(2026, 1, 5)
PARTS = ("rule_steps", "rule_thresholds", "rule_conditions", "rule_formats", "rule_milestones")
Due = tuple[date, date | None, str | None]


class Council:
    """A few people on raw tables that hold nothing else, under policies with versions of their own."""

    def __init__(self, laboratory: Laboratory) -> None:
        self._laboratory = laboratory
        self._connection = laboratory.connection
        self._connection.execute("begin")
        for (table,) in laboratory.query(
            "select table_name from duckdb_tables() where schema_name = 'raw'"
        ):
            if table != "load_feeds":
                self._connection.execute(f"delete from raw.{table}")
        self._connection.execute("update raw.load_feeds set is_supplied = true")
        self._insert("load_run", data_date=LAST)
        for feed in ("sharepoint_sessions", "sharepoint_reviews"):
            self._insert("records_from", feed=feed, records_from=date(2020, 1, 1), origin="setting")

    def close(self) -> None:
        """Leave the laboratory as it was."""
        self._connection.execute("rollback")

    def _insert(self, table: str, **cells: object) -> None:
        names, marks = ", ".join(cells), ", ".join("?" for _ in cells)
        self._connection.execute(
            f"insert into raw.{table} ({names}) values ({marks})", list(cells.values())
        )

    def person(self, name: str, category: str = "social_worker") -> None:
        """Somebody employed since the fifth of January, in one post."""
        self._insert("hr_workers", employee_number=name, full_name=name, start_date=STARTED)
        self._insert(
            "hr_posts", employee_number=name, staff_category=category, post_start=STARTED, fte=1.0
        )

    def session(self, name: str, held: date) -> None:
        """A one-to-one session that was held."""
        self._insert(
            "sharepoint_sessions",
            session_id=f"{name} {held}",
            supervisee=name,
            format="One to one",
            status="Held",
            held_date=held,
        )

    def review(self, name: str, held: date) -> None:
        """A performance review."""
        self._insert("sharepoint_reviews", employee_number=name, review_date=held, kind="Annual")

    def later_version(self, policy: str, without: str = "", is_ending: bool = False) -> None:
        """The whole policy stated again from the first of June, without one of its rules."""
        run = self._connection.execute
        run(
            "insert into seeds.policy_versions by name "
            "select ? as policy_id, ? as valid_from, 'Later' as version_label, ? as is_ending",
            [policy, FROM, is_ending],
        )
        if is_ending:
            return
        run(
            "create temp table again as select rule_id from seeds.rules where policy_id = ?",
            [policy],
        )
        run("delete from again where rule_id = ?", [without])
        for seed in ("rules", *PARTS):
            run(
                f"insert into seeds.{seed} select * replace (date '{FROM}' as valid_from) "
                f"from seeds.{seed} where valid_from = date '2000-01-01' "
                "and rule_id in (select rule_id from again)"
            )

    def asks(self, rule: str, count: int, unit: str) -> None:
        """The later version of a rule asks for another interval."""
        self._connection.execute(
            "update seeds.rule_steps set interval_count = ?, interval_unit = ? "
            "where rule_id = ? and valid_from = ?",
            [count, unit, rule, FROM],
        )

    def due(self, rule_or_type: str) -> dict[str, list[Due]]:
        """Of each person: the days on which something opened, fell due, and the version that judges it."""
        self._laboratory.make_ledger()
        rows = self._laboratory.query(
            f"""select worker_id, opened_on, due_on, rule_valid_from from marts.fct_obligations
            where '{rule_or_type}' in (rule_id, obligation_type) order by worker_id, opened_on"""
        )
        told: dict[str, list[Due]] = {}
        for worker, opened, due, version in rows:
            judged = "later" if version == FROM else "first"
            told.setdefault(str(worker), []).append((opened, due, judged))  # type: ignore[arg-type]
        return told

    def ended(self, rule_or_type: str) -> list[tuple[object, ...]]:
        """When each obligation opened, when it was closed and why."""
        self._laboratory.make_ledger()
        return self._laboratory.query(
            f"""select opened_on, closed_on, closed_reason from marts.fct_obligations
            where '{rule_or_type}' in (rule_id, obligation_type) order by all"""
        )


@pytest.fixture(scope="module")
def laboratory(
    make_built: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> Laboratory:
    """The ledger's SQL, compiled once."""
    return Laboratory(make_built(), tmp_path_factory.mktemp("versions"))


@pytest.fixture
def council(laboratory: Laboratory) -> Council:
    """Nobody yet, and the policies as the seeds have them."""
    made = Council(laboratory)
    yield made  # type: ignore[misc]
    made.close()


def _day(month: int, day: int) -> date:
    return date(2026, month, day)


def test_a_looser_version_is_never_judged_by_the_old_interval_once_it_has_begun(
    council: Council,
) -> None:
    # Every month becomes every two months.
    council.later_version("st_helens")
    council.asks("sth_social_worker", 2, "month")
    for name, held in (("a", _day(4, 30)), ("b", _day(5, 1)), ("c", _day(5, 2))):
        council.person(name)
        council.session(name, held)
    due = council.due("sth_social_worker")
    # Due the day before the version, or on its day: the old interval has had its say.
    assert due["a"][-1] == (_day(4, 30), _day(5, 30), "first")
    assert due["b"][-1] == (_day(5, 1), FROM, "first")
    # Due the day after: the longer interval runs from the last session.
    assert due["c"][-1] == (_day(5, 2), _day(7, 2), "later")


def test_a_stricter_version_never_bites_before_a_whole_interval_of_it_has_passed(
    council: Council,
) -> None:
    # Every month becomes every two weeks.
    council.later_version("st_helens")
    council.asks("sth_social_worker", 2, "week")
    for name, held in (
        ("a", _day(5, 2)),
        ("b", _day(5, 20)),
        ("c", BEFORE),
        ("d", FROM),
        ("e", AFTER),
    ):
        council.person(name)
        council.session(name, held)
    due = council.due("sth_social_worker")
    assert due["a"][-1] == (_day(5, 2), _day(6, 2), "later")
    assert due["b"][-1] == (_day(5, 20), _day(6, 15), "later")
    assert due["c"][-1] == (BEFORE, _day(6, 15), "later")
    assert due["d"][-1] == (FROM, _day(6, 15), "later")
    assert due["e"][-1] == (AFTER, _day(6, 16), "later")


def test_a_version_that_says_the_same_moves_no_date(council: Council) -> None:
    for name, held in (("a", BEFORE), ("b", FROM), ("c", AFTER)):
        council.person(name)
        council.session(name, held)
    before = {
        name: [row[:2] for row in rows] for name, rows in council.due("staff_supervision").items()
    }
    council.later_version("st_helens")
    after = {
        name: [row[:2] for row in rows] for name, rows in council.due("staff_supervision").items()
    }
    assert before == after and set(before) == {"a", "b", "c"}


def test_what_is_asked_once_keeps_the_version_of_the_day_it_opens(council: Council) -> None:
    # The record of a session: seven working days become two.
    council.later_version("st_helens")
    council.asks("sth_record", 2, "working_day")
    council.person("a")
    for held in (BEFORE, FROM, AFTER):
        council.session("a", held)
    assert council.due("sth_record")["a"] == [
        (BEFORE, _day(6, 9), "first"),
        (FROM, _day(6, 3), "later"),
        (AFTER, _day(6, 4), "later"),
    ]


def test_what_comes_round_again_is_judged_by_the_version_of_the_day_it_opens(
    council: Council,
) -> None:
    # A performance review every six months becomes one every year.
    council.later_version("knowsley")
    council.asks("kno_review", 1, "year")
    for name, held in (("a", BEFORE), ("b", FROM), ("c", AFTER)):
        council.person(name)
        council.review(name, held)
    due = council.due("performance_review")
    assert due["a"] == [(STARTED, _day(7, 5), "first"), (BEFORE, _day(11, 30), "first")]
    assert due["b"] == [(STARTED, _day(7, 5), "first"), (FROM, date(2027, 6, 1), "later")]
    assert due["c"] == [(STARTED, _day(7, 5), "first"), (AFTER, date(2027, 6, 2), "later")]


def test_a_running_duty_that_a_later_version_drops_ends_on_its_day(council: Council) -> None:
    council.later_version("knowsley", without="kno_review")
    council.person("a")
    council.review("a", BEFORE)
    assert council.ended("performance_review") == [
        (STARTED, BEFORE, "met"),
        (BEFORE, FROM, "no_rule"),
    ]


def test_supervision_that_a_later_version_drops_ends_on_its_day(council: Council) -> None:
    council.later_version("st_helens", without="sth_student")
    council.person("a", "student")
    council.session("a", BEFORE)
    assert council.ended("sth_student")[-1] == (BEFORE, FROM, "no_rule")
    assert all(opened < FROM for opened, _, _ in council.ended("sth_student"))  # type: ignore[operator]


def test_what_was_asked_once_before_its_rule_was_dropped_is_still_owed(council: Council) -> None:
    council.later_version("st_helens", without="sth_record")
    council.person("a")
    for held in (BEFORE, FROM, AFTER):
        council.session("a", held)
    assert council.ended("sth_record") == [(BEFORE, None, None)]


def test_a_policy_that_ends_asks_for_nothing_from_its_day(council: Council) -> None:
    council.later_version("st_helens", is_ending=True)
    council.person("a")
    council.session("a", BEFORE)
    council.session("a", AFTER)
    assert council.ended("sth_social_worker")[-1] == (BEFORE, FROM, "no_rule")
    assert council.ended("sth_record") == [(BEFORE, None, None)]
