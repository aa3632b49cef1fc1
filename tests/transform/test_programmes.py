"""Induction programmes are data: one of two years is added by its seeds, and touches no other."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from .conftest import ASYE_MARTS
from .warehouse import copy_project, run_dbt

pytestmark = pytest.mark.soak

#: What an officer adds to each seed for a programme of two years that may last four.
TWO_YEARS = {
    "vocabulary/codes.csv": ["programme,two_year,Social work induction,neutral,,9,"],
    "mappings/code_mappings.csv": ["programme,social work induction,two_year"],
    "policy/programmes.csv": ["two_year,2000-01-01,24,48,Our own,true,"],
    "policy/programme_evidence.csv": [
        "two_year,2000-01-01,direct_observation,6,1,Our own,true,",
        "two_year,2000-01-01,direct_observation,24,5,Our own,true,",
    ],
    "policy/rule_milestones.csv": [
        f"{rule},2000-01-01,two_year,{months}"
        for rule in ("sfc_review", "kno_review_asye", "sth_review", "rot_review")
        for months in (3, 6, 12, 18, 24)
    ],
}
TABLES = (
    "fct_obligations",
    "fct_asye_programmes",
    "fct_asye_phases",
    "fct_asye_milestones",
    "fct_asye_assessors",
    "fct_asye_evidence",
)


@pytest.fixture(scope="module")
def moved(asye_built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The councils with some programmes typed as one nobody knew, built with its seeds added."""
    folder = tmp_path_factory.mktemp("two-years")
    build = folder / "build.duckdb"
    shutil.copy(asye_built / "build.duckdb", build)
    with duckdb.connect(str(build)) as connection:
        people = [
            row[0]
            for row in connection.execute(
                """update raw.asye_programmes set programme = 'Social work induction'
                where employee_number in (
                    select employee_number from raw.asye_programmes
                    where asye_start <= '2026-06-01'
                    group by employee_number having count(*) = 1
                    order by employee_number limit 20
                ) returning employee_number"""
            ).fetchall()
        ]
    project = copy_project(folder)
    for name, lines in TWO_YEARS.items():
        with (project / "seeds" / name).open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    for arguments in (
        ("seed",),
        ("run", "-s", *ASYE_MARTS),
        ("test", "-s", "every_programme_can_be_worked_out", "every_code_of_a_policy_is_known"),
    ):
        code, _, printed = run_dbt(project, folder, *arguments)
        assert code == 0, printed
    return build, people


def test_everybody_elses_rows_stay_as_they_were(
    moved: tuple[Path, list[str]], asye_built: Path
) -> None:
    build, people = moved
    with duckdb.connect(str(build), read_only=True) as connection:
        connection.execute(f"attach '{asye_built / 'build.duckdb'}' as before (read_only)")
        for table in TABLES:
            either = [
                f"(select * from {place}marts.{table} where list_contains($people, worker_id) is not true)"
                for place in ("", "before.")
            ]
            for one, other in (either, either[::-1]):
                changed = connection.execute(
                    f"from {one} except all from {other}", {"people": people}
                ).fetchall()
                assert not changed, table
            left = connection.execute(f"select count(*) from {either[0]}", {"people": people})
            assert left.fetchone() != (0,), table


def test_its_reviews_are_its_own_and_none_of_any_programme(
    moved: tuple[Path, list[str]],
) -> None:
    build, people = moved
    with duckdb.connect(str(build), read_only=True) as connection:
        asked = connection.execute(
            """select worker_id, asye_from, policy_id,
                list(milestone_months order by milestone_months)
            from marts.fct_asye_milestones where list_contains($people, worker_id) group by all""",
            {"people": people},
        ).fetchall()
    assert {row[0] for row in asked} == set(people)
    assert {tuple(row[3]) for row in asked} == {(3, 6, 12, 18, 24)}
    assert len(asked) == 4 * len({row[:2] for row in asked})


def test_its_length_its_longest_span_and_its_evidence_are_its_own(
    moved: tuple[Path, list[str]],
) -> None:
    build, people = moved
    with duckdb.connect(str(build), read_only=True) as connection:
        ends = connection.execute(
            """select asye_from, counted_fte, paused_days, stretched_end_on, latest_end_on
            from marts.fct_asye_programmes where list_contains($people, worker_id)""",
            {"people": people},
        ).fetchall()
        evidence = connection.execute(
            """select distinct kind_code, by_months, required_count from marts.fct_asye_evidence
            where list_contains($people, worker_id) order by all""",
            {"people": people},
        ).fetchall()
    for started, fte, paused, stretched, latest in ends:
        assert latest == _years_later(started, 4)
        assert stretched <= latest
        if fte == 1 and not paused:
            assert stretched == _years_later(started, 2)
    assert any(stretched > _years_later(started, 2) for started, _, _, stretched, _ in ends)
    assert evidence == [("direct_observation", 6, 1), ("direct_observation", 24, 5)]


def _years_later(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap and years % 4 else day.day)
