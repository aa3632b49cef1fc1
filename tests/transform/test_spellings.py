"""Whoever a spelling means, the SQL and a plain calculation agree; a spelling that means the same changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bench.ledger import make_empty_raw_tables

from .laboratory import Laboratory
from .plain_identity import Council, Person, who
from .warehouse import TRANSFORM, run_dbt

FEED = "sharepoint_sessions"
MODELS = ("stg_people__unresolved", "stg_people__resolved", "stg_people__repeats")
# What fails is named as it is: a dozen rows need no smaller example.
CALM = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
SEEDS = st.integers(0, 2**31)
NAMES = ["Ann O'Neill", "Bea Jones-Smith", "José Müller", "Cai Smith", "Mary Ann Lee", "Prince"]
NUMBERS = ["000101", "000102", "000103", "001101", "A7", "a7", "B9x"]
EMAILS = ["ann@x.gov.uk", "bea.jones@x.gov.uk", "j_m@x.gov.uk", "cai@y.gov.uk", ""]
SWE = ["SW12345", "SW0000012345", "sw99", ""]
SPACES = [" ", "  ", "\u00a0", " \u200b", "\u2009"]


def a_day(chance: Random) -> date:
    """A day of the three years."""
    return date(2024, 1, 1) + timedelta(days=chance.randrange(1000))


def a_person(chance: Random) -> Person:
    """Somebody of a pool so small that names, e-mails and numbers are shared."""
    last = a_day(chance) if chance.random() < 0.5 else None
    one_of = [chance.choice(pool) for pool in (NUMBERS, NAMES, EMAILS, SWE)]
    return Person(*one_of, a_day(chance), last)


def a_name(chance: Random, name: str) -> str:
    """The same name as somebody else might type it."""
    first, _, last = name.rpartition(" ")
    if first and chance.random() < 0.5:
        name = f"{last},{chance.choice(['', ' '])}{first}"
    if chance.random() < 0.4:
        name = chance.choice(["Mr ", "dr. ", "Ms  "]) + name
    name = name.replace("'", chance.choice(["'", "’", "", "`"]))
    name = name.replace("é", chance.choice(["é", "e", "e\u0301", "É"]))
    name = name.replace("-", chance.choice(["-", " ", "\u2010"]))
    name = chance.choice([str.upper, str.lower, str.title, str])(name)
    name = name.replace(" ", chance.choice(SPACES))
    return name + chance.choice(["", " ", ";#12", " (Team One)", " [Team manager] (North)"])


def a_text(chance: Random) -> str:
    """An identifier as an export might hold it."""
    name, number = chance.choice(NAMES), chance.choice(NUMBERS)
    email = chance.choice(EMAILS[:-1])
    login = email.split("@", maxsplit=1)[0]
    return chance.choice(
        [
            number, number.lower(), f" {number}", f"{number};#4", number.lstrip("0"),
            email.upper(), f"mailto:{email}", f"i:0#.f|membership|{email}", f"{name} <{email}>",
            login, f"COUNCIL\\{login}", "SW 012345", "sw12345", "swe99", "S.W. 12-345", "SW/99", "99", "duty", "Who Ever",
            *(a_name(chance, name) for _ in range(6)),
        ]
    )  # fmt: skip


def a_council(chance: Random) -> tuple[Council, list[tuple[str, date]]]:
    """A staff list, what is settled, and sessions that name people in any way."""
    people = [a_person(chance) for _ in range(chance.randint(2, 7))]
    sessions = [(a_text(chance), a_day(chance)) for _ in range(60)]
    if chance.random() < 0.3:
        # A spreadsheet took the zeros off the column.
        sessions = [(text, day) for text, day in sessions if not text.startswith("0")]
        sessions += [(number.lstrip("0"), a_day(chance)) for number in NUMBERS]
    declared = chance.choice([None, None, None, "employee_number", "work_email", "login", "name"])
    scopes = ["", "sharepoint", FEED, "swift"]
    settled = {
        (chance.choice(scopes), chance.choice(["duty", "who ever", "cai smith"])): chance.choice(
            [*(person.number for person in people), "nobody"]
        )
        for _ in range(chance.randrange(5))
    }
    return Council(people, settled, declared, [text for text, _ in sessions]), sessions


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Laboratory:
    """The models that say who is meant, on a council that a test gives."""
    folder = tmp_path_factory.mktemp("identity")
    (folder / "first").mkdir()
    built = folder / "first" / "build.duckdb"
    with duckdb.connect(built) as connection:
        make_empty_raw_tables(connection)
        connection.execute(
            "insert into raw.load_run values ('2026-10-31', now()::timestamp, null, '')"
        )
    code, _, printed = run_dbt(
        TRANSFORM, built.parent, "build", "--exclude-resource-type", "unit_test",
        "--exclude-resource-type", "test", "-s", "+stg_people__unresolved", "+stg_people__repeats",
        "+stg_sharepoint__sessions",
    )  # fmt: skip
    assert code == 0, printed
    return Laboratory(built, folder, MODELS)


def _told(laboratory: Laboratory, council: Council, sessions: list[tuple[str, date]]) -> list[str]:
    """Whom the sessions count for by the SQL, in their order."""
    run = laboratory.connection
    workers = pl.DataFrame(
        [
            {"employee_number": p.number, "full_name": p.name, "work_email": p.email or None,
             "swe_number": p.swe or None, "start_date": p.first, "leaving_date": p.last}
            for p in council.people
        ],
        schema_overrides={"leaving_date": pl.Date, "work_email": pl.String, "swe_number": pl.String},
    )  # fmt: skip
    rows = pl.DataFrame(
        [
            {"session_id": f"{place:04}", "supervisee": text, "status": "Held", "held_date": day,
             "_source_file": "f", "_source_row": place, "_extracted_on": date(2026, 10, 31)}
            for place, (text, day) in enumerate(sessions)
        ]
    )  # fmt: skip
    ids = pl.DataFrame(
        [
            {"identifier": text, "system": scope or None, "employee_number": number}
            for (scope, text), number in council.settled.items()
        ],
        schema={"identifier": pl.String, "system": pl.String, "employee_number": pl.String},
    )
    kinds = pl.DataFrame(
        {"feed": [FEED], "column_name": ["supervisee"], "id_kind": [council.declared]}
    ).filter(pl.col("id_kind").is_not_null())
    given = {"hr_workers": workers, FEED: rows, "people_ids": ids, "id_kinds": kinds}
    for table, frame in given.items():
        run.execute(f"truncate raw.{table}")
        run.register("given", frame.to_arrow())
        run.execute(f"insert into raw.{table} by name from given")
        run.unregister("given")
    laboratory.make_ledger()
    found = laboratory.query(
        "select worker_id from staging.stg_sharepoint__sessions order by session_id"
    )
    return [str(worker) for (worker,) in found]


def _expected(council: Council, text: str, day: date) -> str:
    meant = who(council, FEED, text, day)
    if meant is not None:
        return meant
    collides = council.declared not in (None, "employee_number") and text in {
        person.number for person in council.people
    }
    settled_away = any(
        (scope, text.lower()) in council.settled for scope in (FEED, "sharepoint", "")
    )
    return f"{text} ({council.declared})" if collides and not settled_away else text


def _plain_calculation_agrees(laboratory: Laboratory, seed: int) -> None:
    council, sessions = a_council(Random(seed))
    told = _told(laboratory, council, sessions)
    expected = [_expected(council, text, day) for text, day in sessions]
    wrong = {
        (text, day): (sql, plain)
        for (text, day), sql, plain in zip(sessions, told, expected, strict=True)
        if sql != plain
    }
    assert not wrong, council


@settings(CALM, max_examples=15)
@given(seed=SEEDS)
def test_the_sql_tells_whom_a_plain_calculation_tells(laboratory: Laboratory, seed: int) -> None:
    _plain_calculation_agrees(laboratory, seed)


@pytest.mark.soak
@settings(CALM, max_examples=400)
@given(seed=SEEDS)
def test_the_sql_tells_whom_a_plain_calculation_tells_in_many_councils(
    laboratory: Laboratory, seed: int
) -> None:
    _plain_calculation_agrees(laboratory, seed)


@settings(CALM, max_examples=5)
@given(seed=SEEDS)
def test_however_a_name_is_typed_it_means_the_one_who_bears_it(
    laboratory: Laboratory, seed: int
) -> None:
    chance = Random(seed)
    named = {name: f"00000{place}" for place, name in enumerate(NAMES[:-1])}
    first = date(2020, 1, 1)
    people = [Person(number, name, "", "", first, None) for name, number in named.items()]
    typed = [(name, a_name(chance, name)) for name in named for _ in range(40)]
    day = a_day(chance)
    told = _told(laboratory, Council(people), [(text, day) for _, text in typed])
    assert told == [named[name] for name, _ in typed]


@settings(CALM, max_examples=5)
@given(seed=SEEDS)
def test_the_order_of_rows_changes_nobody(laboratory: Laboratory, seed: int) -> None:
    chance = Random(seed)
    council, sessions = a_council(chance)
    once = dict(zip(sessions, _told(laboratory, council, sessions), strict=True))
    mixed = chance.sample(sessions, len(sessions))
    others = replace(council, people=chance.sample(council.people, len(council.people)))
    again = dict(zip(mixed, _told(laboratory, others, mixed), strict=True))
    assert again == once
