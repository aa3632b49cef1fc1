"""Nobody sees a person or a case outside their scope, whatever is asked and however."""

import importlib
import inspect
import itertools
import pkgutil
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import dashboard.datasets
from dashboard.personas import Persona, scope_of
from dashboard.scenario import Scenario
from dashboard.scope import NOBODY, Place, Scope
from dashboard.view_models.addresses import Links
from dashboard.view_models.person import arrangement_rows
from dashboard.warehouse import Published, _connection
from tests.dashboard.small_council import MONTH_END, council

ROWS = council()
TEAM_OF = {row["worker_id"]: row["team_id"] for row in ROWS["dim_workers"]}
CASES = {row["case_id"]: (row["team_id"], row["worker_id"]) for row in ROWS["fct_cases"]}
ASKED: dict[str, list[Any]] = {
    "place": [
        Place(),
        Place("Front door"),
        Place("Front door", "B"),
        Place(None, "C"),
        Place("Front door", as_at=MONTH_END),
    ],
    "worker_id": ["w1", "w6", "w8", "m1", "nobody"],
    "policy_id": ["st_helens", "knowsley"],
    "list_name": [
        "open",
        "overdue",
        "in_date",
        "over_28",
        "no_rule",
        "all",
        "planned",
        "before",
        "after",
        "stops",
        "judged",
        "unmet",
        "cancelled",
    ],
    "period_to": [None, date(2026, 9, 30)],
    "column_name": [None, "supervisee", "allocated_worker", "supervisor"],
    "reason_code": [None, "court"],
    "cancelled_by_code": [None, "not_told"],
    "first_rows": [None],
    "panel_month": ["2026-12"],
    "cohort": [None],
    "strata": ["service", "team"],
    "size": [1, 5],
    "seed": [1, 2],
    "stratum": [None],
    "obligation_type": ["staff_supervision", "case_supervision"],
    "scenario": [
        Scenario("st_helens", instead="skills_for_care"),
        Scenario("knowsley", ("staff_supervision",), tolerance_days=5),
    ],
    "case_type": [None],
    "high_risk_only": [False],
    "supervisor_id": [None, "m1"],
    "supervisor_state": [None],
    "system_code": [None],
    "rule_id": [None],
    "finding_type": [None, "session_long"],
    "all_policies": [False, True],
    "staff_category": [None],
    "held_only": [False],
    "overdue_only": [False],
    "feed": [None],
    "code": [None],
    "check_code": [None],
    "outcome": [None],
    "audit_round": [None, "R1"],
    "grade_code": [None, "graded", "good_or_better", "none"],
    "standard": [None, "Frequency"],
    "answer_code": [None, "judged", "yes"],
    "owner_id": [None, "m1"],
    "survey_year": [2026],
    "measure_code": ["in_date", "cases_in_date", "usual_length", "agreement_signed"],
    "level_code": ["council", "service", "team", "supervisor"],
    "place_id": ["", "Front door", "Adults", "A"],
    "service": [None, "Front door"],
}
#: Names columns that hold a person or a case that is what the row is about.
ABOUT_PEOPLE = ("worker_id",)


def dataset_functions() -> Iterator[tuple[str, Callable[..., pl.DataFrame]]]:
    """Every dataset function that a page may call."""
    for module in pkgutil.iter_modules(dashboard.datasets.__path__):
        if module.name in ("memory", "access"):
            continue
        loaded = importlib.import_module(f"dashboard.datasets.{module.name}")
        for name, function in vars(loaded).items():
            inner = inspect.unwrap(function) if callable(function) else None
            if inspect.isfunction(inner) and inner.__module__ == loaded.__name__:
                yield name, function


MOST = 60
FUNCTIONS = dict(dataset_functions())
SCOPED = [name for name, made in FUNCTIONS.items() if "scope" in inspect.signature(made).parameters]
READERS = {
    "nobody": NOBODY,
    "counts only": Scope(sees_counts=True),
    "team A": Scope(team_ids=("A",)),
    "teams A and B": Scope(team_ids=("A", "B")),
    "one person": Scope(worker_ids=("w8",)),
    "team C and one more": Scope(team_ids=("C",), worker_ids=("w1",), reader_id="m3"),
    "manager of A": Scope(team_ids=("A",), worker_ids=("m1", "m2", "w6"), reader_id="m1"),
    "everybody": Scope(sees_everyone=True),
}


def questions(function: Callable[..., pl.DataFrame]) -> Iterator[dict[str, Any]]:
    """The combinations of what a function may be asked, beside run and scope."""
    names = [
        name for name in inspect.signature(function).parameters if name not in ("run", "scope")
    ]
    missing = [name for name in names if name not in ASKED]
    assert not missing, f"say in ASKED what to ask for {missing}"
    every = list(itertools.product(*(ASKED[name] for name in names)))
    # Where there are very many, a fixed choice of them in which every value comes up.
    chosen = every if len(every) <= MOST else random.Random(7).sample(every, MOST)
    assert all({values[i] for values in chosen} == set(ASKED[n]) for i, n in enumerate(names))
    for values in chosen:
        yield dict(zip(names, values, strict=True))


def may_see_person(scope: Scope, worker_id: str) -> bool:
    """The rule, said once more and independently of the SQL."""
    return (
        scope.sees_everyone
        or TEAM_OF.get(worker_id) in scope.team_ids
        or worker_id in scope.worker_ids
    )


def may_see_case(scope: Scope, case_id: str) -> bool:
    """A case is seen with its team or with who holds it."""
    team_id, worker_id = CASES[case_id]
    return (
        scope.sees_everyone
        or team_id in scope.team_ids
        or (worker_id is not None and may_see_person(scope, worker_id))
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", SCOPED)
def test_no_dataset_function_returns_anybody_outside_the_scope(
    name: str, reader: str, small_run: Published
) -> None:
    function, scope = FUNCTIONS[name], READERS[reader]
    for asked in questions(function):
        rows = function(small_run, scope, **asked).to_dicts()
        for row in rows:
            about = [row[column] for column in ABOUT_PEOPLE if row.get(column) is not None]
            case_id = row.get("case_id")
            if case_id is not None:
                assert may_see_case(scope, case_id), (asked, row)
            elif about:
                assert all(may_see_person(scope, worker) for worker in about), (asked, row)
            elif row.get("team_id") is not None:
                assert scope.sees_everyone or row["team_id"] in scope.team_ids, (asked, row)
        if not scope.sees_anything and rows:
            numbers = [v for row in rows for k, v in row.items() if k.endswith("_count")]
            assert not any(numbers), f"{name} counts people for nobody"


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - set(SCOPED)))
def test_an_answer_for_everybody_names_nobody(name: str, small_run: Published) -> None:
    function = FUNCTIONS[name]
    for asked in questions(function):
        columns = set(function(small_run, **asked).columns)
        named = {
            c for c in columns if c.startswith(("worker", "supervisor", "case_id", "team_manager"))
        }
        assert not named, f"{name} takes no Scope and returns {named}"


def test_everybody_is_seen_by_who_may_see_everybody(small_run: Published) -> None:
    listed = FUNCTIONS["people_listed"](small_run, READERS["everybody"], Place(), "open")
    owed = {"overdue", "due_soon", "in_date"}
    expected = {
        row["worker_id"]
        for row in ROWS["fct_supervisees"]
        if row["is_in_force"] and row["status_code"] in owed
    }
    assert set(listed["worker_id"]) == expected


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        ("everybody", "individual arrangement"),
        ("team A", "individual arrangement"),
        ("manager of A", "Performance concern"),
    ],
)
def test_the_reason_for_an_arrangement_is_for_the_line_only(
    reader: str, sees: str, small_run: Published
) -> None:
    rows = FUNCTIONS["person_arrangements"](small_run, READERS[reader], "w1").to_dicts()
    assert arrangement_rows(rows, "w1", Links())[0]["Reason"] == sees


def test_the_person_themselves_reads_the_reason(small_run: Published) -> None:
    scope = Scope(worker_ids=("w1",), reader_id="w1")
    rows = FUNCTIONS["person_arrangements"](small_run, scope, "w1").to_dicts()
    assert rows[0]["reason_for_the_line"] == "Performance concern"


def test_a_team_manager_sees_their_team_and_their_line_and_no_other_team(
    small_run: Published,
) -> None:
    scope = scope_of(small_run, Persona("team_manager", "m1"))
    assert scope.team_ids == ("A",)
    assert set(scope.worker_ids) == {"m1", "m2", "w1", "w2", "w3", "w4", "w5", "w6"}


@pytest.mark.parametrize(
    "persona",
    [
        Persona("team_manager", "w1"),
        Persona("team_manager", None),
        Persona("head_of_service", "No such service"),
        Persona("superuser"),
        Persona("director", "somebody"),
    ],
)
def test_a_persona_that_stands_for_nobody_sees_nothing(
    persona: Persona, small_run: Published
) -> None:
    assert scope_of(small_run, persona) == NOBODY


def test_somebody_in_the_line_is_in_every_count_and_list_whatever_their_team(
    small_run: Published,
) -> None:
    scope = scope_of(small_run, Persona("team_manager", "m1"))
    listed = FUNCTIONS["people_listed"](small_run, scope, Place(), "overdue")
    assert set(listed["worker_id"]) == {"w1", "w6", "m2"}
    by_team = FUNCTIONS["people_by_team"](small_run, scope, Place())
    assert by_team["overdue_count"].sum() == 3
    assert set(by_team["team_id"]) == {"A", None}
    assert FUNCTIONS["people_by_band"](small_run, scope, Place())["people_count"].sum() == 3
    held = FUNCTIONS["cases_listed"](small_run, scope, Place())
    assert set(held["case_id"]) == {"ics-1", "ics-2", "ics-3", "ics-4"}
    assert FUNCTIONS["cases_by_type"](small_run, scope, Place())["case_count"].sum() == 4
    in_team = FUNCTIONS["people_listed"](small_run, scope, Place(None, "A"), "overdue")
    assert set(in_team["worker_id"]) == {"w1"}


def test_a_scope_made_without_arguments_sees_nothing() -> None:
    assert not Scope().sees_anything


def test_no_page_imports_what_grants_access() -> None:
    pages = Path(dashboard.datasets.__path__[0]).parent / "pages"
    assert not [page for page in pages.glob("*.py") if "datasets.access" in page.read_text()]


def test_the_warehouse_cannot_be_written_or_left_by_a_query(small_run: Published) -> None:
    for statement in (
        "create table marts.x (a int)",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/x.duckdb'",
        "set threads = 4",
    ):
        with pytest.raises(duckdb.Error):
            _connection(small_run).cursor().execute(statement)
