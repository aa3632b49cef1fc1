"""A council that names its people by e-mail here, by name there and by registration number elsewhere has the ledger of one
that writes employee numbers throughout.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ingestion.demo import write_council
from tests.conftest import run_ingestion

from .warehouse import query

MakeOnce = Callable[[str, Callable[[Path], None]], Path]
Rows = list[dict[str, str]]

pytestmark = pytest.mark.soak

MAPPING = """feeds:
  hr_posts:
    - ids: {Line Manager Employee Number: work_email}
  sharepoint_agreements:
    - ids: {Supervisor: name}
  sharepoint_sessions:
    - ids: {Supervisor: swe_number, Supervisee: work_email}
  ics_involvements:
    - ids: {Allocated Worker: name}
"""
#: The heading of each feed that is written otherwise, and what the staff list calls it.
OTHERWISE = {
    ("hr_posts", "Line Manager Employee Number"): "Work Email",
    ("sharepoint_agreements", "Supervisor"): "Full Name",
    ("sharepoint_sessions", "Supervisor"): "SWE Number",
    ("sharepoint_sessions", "Supervisee"): "Work Email",
    ("ics_involvements", "Allocated Worker"): "Full Name",
}
MARTS = ("fct_obligations", "fct_sessions", "fct_supervisees", "fct_cases", "fct_findings")


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _write_numbers(folder: Path) -> None:
    """A small demonstration council in which everybody has a name, address and number of their own."""
    write_council(folder, 5, 0.05, date(2026, 10, 31), lambda *_: None)
    staff = {path: _read(path) for path in sorted(folder.glob("hr_workers*.csv"))}
    everybody = [row for rows in staff.values() for row in rows if row["Employee Number"]]
    numbers = sorted({row["Employee Number"] for row in everybody})
    for row in everybody:
        place = numbers.index(row["Employee Number"])
        row["Work Email"] = f"worker{place}@council.example"
        row["Full Name"] = f"Worker {chr(97 + place % 26)}{chr(97 + place // 26)}name"
        row["SWE Number"] = f"SW{50000 + place}"
    for path, rows in staff.items():
        _write(path, rows)


def _write_otherwise(folder: Path, numbers: Path) -> None:
    staff = [row for path in sorted(numbers.glob("hr_workers*.csv")) for row in _read(path)]
    people = {row["Employee Number"]: row for row in staff}
    for path in numbers.glob("*.csv"):
        rows = _read(path)
        feed = path.stem.rpartition("_")[0].split("-")[0]
        for (name, heading), called in OTHERWISE.items():
            for row in rows if name == feed else ():
                if row[heading] in people:
                    row[heading] = people[row[heading]][called]
        _write(folder / path.name, rows)


@pytest.fixture(scope="module")
def refreshed(make_once: MakeOnce) -> tuple[Path, Path]:
    """The same council under numbers, and under whatever else its people are known by."""
    numbers = make_once("kinds-numbers", _write_numbers)
    otherwise = make_once("kinds-otherwise", lambda to: _write_otherwise(to, numbers))

    def publish(inbox: Path, mapping: str) -> Callable[[Path], None]:
        def write(data: Path) -> None:
            (data / "mapping.yml").write_text(mapping, encoding="utf-8")
            done = run_ingestion("refresh", "--inbox", str(inbox), "--data", str(data))
            assert done.returncode == 0, done.stdout + done.stderr

        return write

    return (
        make_once("kinds-numbers-data", publish(numbers, "feeds: {}\n")),
        make_once("kinds-otherwise-data", publish(otherwise, MAPPING)),
    )


@pytest.mark.parametrize("mart", MARTS)
def test_whatever_people_are_called_by_the_figures_are_the_same(
    refreshed: tuple[Path, Path], mart: str
) -> None:
    first, second = (sorted(map(repr, query(data, f"from marts.{mart}"))) for data in refreshed)
    assert first
    assert second == first


def test_it_was_indeed_by_e_mail_name_and_registration_number_that_they_were_told(
    refreshed: tuple[Path, Path],
) -> None:
    asked = "select distinct matched_by from marts.fct_matched_references order by 1"
    ways = {str(way) for (way,) in query(refreshed[1], asked)}
    assert {"work_email", "name", "swe_number"} <= ways
    held = "select sum(rows_quarantined) from marts.dim_feeds"
    assert query(refreshed[0], held) == query(refreshed[1], held)
