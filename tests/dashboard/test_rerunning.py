"""Scenarios are worked out one at a time, kept for the next reader, and touch nothing published."""

import hashlib
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard import rerunning
from dashboard.rerunning import KEPT, _worked_out, ask_rerun
from dashboard.scenario import STAFF, Scenario
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, WarehouseProblem, published
from tests.dashboard.small_council import publish

ASKED = {**Scope(sees_everyone=True).parameters(), **Place().parameters(), "obligation_type": STAFF}


def _tolerating(days: int) -> Scenario:
    return Scenario("st_helens", (STAFF,), tolerance_days=days)


def test_the_same_what_if_asked_by_many_at_once_is_worked_out_once(
    small_run: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, at_once, most = [], 0, 0
    working = threading.Lock()
    real = rerunning._work_out

    def counted(run: Published, scenario: Scenario) -> duckdb.DuckDBPyConnection:
        nonlocal at_once, most
        with working:
            begun.append(scenario)
            at_once += 1
            most = max(most, at_once)
        made = real(run, scenario)
        with working:
            at_once -= 1
        return made

    monkeypatch.setattr(rerunning, "_work_out", counted)
    scenarios = [_tolerating(days) for days in (41, 42, 43)] * 8
    with ThreadPoolExecutor(8) as readers:
        answers = list(
            readers.map(
                lambda tried: ask_rerun(small_run, tried, "what_if_by_team", **ASKED), scenarios
            )
        )
    assert sorted(begun, key=repr) == [_tolerating(days) for days in (41, 42, 43)]
    assert most == 1
    assert len({answer.write_json() for answer in answers}) == 1


def test_only_the_last_few_stay_in_memory(small_run: Published) -> None:
    for days in range(50, 50 + KEPT + 3):
        _worked_out(small_run, _tolerating(days))
    assert len(rerunning._kept) == KEPT
    assert (small_run.file, _tolerating(50)) not in rerunning._kept


def test_who_waits_too_long_is_told_so(
    small_run: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerunning, "LONGEST_WAIT_SECONDS", 0.05)
    with rerunning._working, pytest.raises(WarehouseProblem) as told:
        _worked_out(small_run, _tolerating(77))
    assert told.value.code == "SM-W6"


def test_the_published_file_is_as_it_was_and_cannot_be_written_from_a_scenario(
    small_run: Published,
) -> None:
    connection = _worked_out(small_run, _tolerating(3))
    for statement in (
        "create table published.marts.x (a int)",
        "delete from published.scenario.rules",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/x.duckdb'",
        "set memory_limit = '8GB'",
    ):
        with pytest.raises(duckdb.Error):
            connection.cursor().execute(statement)
    content = Path(small_run.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == small_run.sha256


def test_a_file_of_an_older_version_is_told_as_that(tmp_path: Path) -> None:
    data = publish(tmp_path, {})
    file = next((data / "warehouse").glob("*.duckdb"))
    with duckdb.connect(str(file)) as connection:
        connection.execute("drop schema scenario cascade")
    pointer = data / "warehouse" / "current.json"
    old = json.loads(pointer.read_text())["sha256"]
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    pointer.write_text(pointer.read_text().replace(old, new))
    with pytest.raises(WarehouseProblem) as told:
        _worked_out(published(data), _tolerating(1))
    assert told.value.code == "SM-W5"


def test_a_policy_in_place_of_another_is_what_was_published_for_it(small_run: Published) -> None:
    floor = Scenario("st_helens", instead="skills_for_care")
    rows = (
        _worked_out(small_run, floor)
        .cursor()
        .execute(
            """select worker_id, status_before, status_after from what_if.judged
            where obligation_type = 'staff_supervision' and is_overdue_before <> is_overdue_after"""
        )
        .fetchall()
    )
    assert sorted(rows) == [
        ("m2", "overdue", "no_rule"),
        ("w1", "overdue", "no_rule"),
        ("w3", "in_date", "overdue"),
        ("w6", "overdue", "no_rule"),
    ]
