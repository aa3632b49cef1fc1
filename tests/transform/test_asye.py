"""ASYE progress: what the marts say, against a plain calculation from the exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.oracle.inbox import Council, read_council
from tests.oracle.ledger import Obligation, make_ledger

from . import asye_progress as plain
from .asye_council import STORIES, name_story
from .warehouse import current_file

Key = tuple[str, date]
Told = tuple[Council, list[plain.Programme], dict[tuple[str, str], list[Obligation]], Path]


def _asks(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _about(programmes: list[plain.Programme], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows about programmes of people HR knows: the plain calculation begins with those."""
    known = {programme.key for programme in programmes}
    return [row for row in rows if row[:2] in known]


def _tell(inbox: Path, file: Path) -> Told:
    council = read_council(inbox)
    ledger: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
    for row in make_ledger(council):
        if row.obligation_type == "staff_supervision":
            ledger[row.policy_id, row.subject_id].append(row)
    return council, plain.find_programmes(council), ledger, file


@pytest.fixture(scope="session", params=["random councils", "the example council"])
def told(request: pytest.FixtureRequest) -> Told:
    """A council as its files tell it, its ledger worked out plainly, and its warehouse."""
    if request.param == "random councils":
        folder: Path = request.getfixturevalue("asye_built")
        return _tell(folder / "inbox", folder / "build.duckdb")
    example: Path = request.getfixturevalue("example_council")
    data: Path = request.getfixturevalue("publish")("example-data", example / "inbox")
    return _tell(example / "inbox", current_file(data))


def test_every_phase_counts_the_sessions_expected_held_and_on_time(told: Told) -> None:
    council, programmes, ledger, file = told
    begins = council.records_from["sharepoint_sessions"]
    counted = sorted(
        (*programme.key, policy, window[0], *plain.count_sessions(owed, window, council.data_date))
        for programme in programmes
        for policy in plain.STAFF
        for owed in [ledger.get((policy, programme.worker.worker_id), [])]
        for window in plain.find_phases(programme, policy)
        if begins < min(window[1], council.data_date)
    )
    shown = _asks(
        file,
        f"""select worker_id, asye_from, policy_id, phase_from, sessions_expected_count,
            sessions_held_count, sessions_on_time_count
        from marts.fct_asye_phases where is_measured and phase_from <= '{council.data_date}'
        order by all""",
    )
    assert len(counted) > 50
    assert sum(row[4] for row in counted) > 100
    assert _about(programmes, shown) == counted


def test_every_kind_of_evidence_is_counted_by_stage(told: Told) -> None:
    council, programmes, _, file = told
    kinds = dict(
        _asks(
            file, "select lower(label), code from marts.dim_codes where code_list = 'evidence_kind'"
        )
    )
    counted = sorted(
        (*programme.key, kinds[kind], months, held, short)
        for programme in programmes
        for kind, months, held, short in plain.find_evidence(programme, council)
    )
    shown = _asks(
        file,
        """select worker_id, asye_from, kind_code, by_months, held_count, short_count
        from marts.fct_asye_evidence order by all""",
    )
    if not council.rows("asye_evidence"):
        assert {row[4:] for row in shown} == {(None, None)}
        shown, counted = [row[:4] for row in shown], [row[:4] for row in counted]
    assert _about(programmes, shown) == counted and shown


def test_every_day_without_an_assessor_is_counted(told: Told) -> None:
    council, programmes, _, file = told
    counted = sorted(
        (*programme.key, plain.find_gap_days(programme, council)) for programme in programmes
    )
    shown = _asks(
        file,
        "select worker_id, asye_from, assessor_gap_days from marts.fct_asye_programmes order by all",
    )
    assert _about(programmes, shown) == counted and shown


def test_every_status_is_what_the_questions_lead_to(told: Told) -> None:
    council, programmes, _, file = told
    counted = sorted(
        (*programme.key, plain.find_state(programme, council)) for programme in programmes
    )
    shown = _asks(
        file, "select worker_id, asye_from, state_code from marts.fct_asye_programmes order by all"
    )
    assert _about(programmes, shown) == counted and shown


@pytest.mark.parametrize("title", STORIES)
def test_the_status_of_each_story(title: str, asye_built: Path) -> None:
    shown = _asks(
        asye_built / "build.duckdb",
        f"""select state_code from marts.fct_asye_programmes
        where worker_id = '{name_story(title)}'""",
    )
    assert shown == [(STORIES[title][0],)]


@pytest.mark.soak
def test_a_day_without_an_assessor_is_the_same_day_in_the_findings(
    publish: Callable[[str, Path], Path], asye_built: Path
) -> None:
    data = publish("asye-councils-data", asye_built / "inbox")
    gaps, found = (
        _asks(current_file(data), sql)
        for sql in (
            """select worker_id, held_from, day_count from marts.fct_asye_assessors
            where is_gap order by all""",
            """select worker_id, found_on, measured from marts.fct_findings
            where finding_type = 'assessor_gap' order by all""",
        )
    )
    assert gaps == found and gaps
