"""Cases by team and type: every number its list, nothing dropped, and equal to the files."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dashboard.datasets.caseload import cases_by_type, cases_listed, cases_matrix
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import (
    demo_council,
    manager_of,
    number_links,
    said_size,
    visit,
    words,
)
from tests.dashboard.test_counts_from_the_files import is_open, rows

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()
LISTS = {
    "all": "case_count", "open": "open_count", "in_date": "in_date_count",
    "overdue": "overdue_count", "unallocated": "unallocated_count", "no_rule": "no_rule_count",
    "not_started": "not_started_count", "not_measured": "not_measured_count",
}  # fmt: skip


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


@pytest.mark.parametrize("name", LISTS)
def test_a_cell_is_as_long_as_its_list(name: str, run: Published) -> None:
    for row in cases_matrix(run, EVERYBODY, EVERYWHERE).to_dicts():
        place = Place(None, row["team_id"])
        listed = cases_listed(run, EVERYBODY, place, list_name=name, case_type=row["case_type"])
        assert listed.height == row[LISTS[name]], row


def test_a_cell_of_a_past_month_end_is_as_long_as_its_list_of_that_day(run: Published) -> None:
    then = Place(as_at=date(2026, 9, 30))
    found = cases_matrix(run, EVERYBODY, then).to_dicts()
    assert (
        sum(row["case_count"] for row in found) == cases_listed(run, EVERYBODY, then).height > 500
    )
    for row in found[::3]:
        place = Place(None, row["team_id"], then.as_at)
        asked = {"list_name": "overdue", "case_type": row["case_type"]}
        assert cases_listed(run, EVERYBODY, place, **asked).height == row["overdue_count"]


def test_the_teams_add_up_to_the_types_and_no_case_is_dropped(run: Published) -> None:
    by_type = {
        row["case_type"]: row for row in cases_by_type(run, EVERYBODY, EVERYWHERE).to_dicts()
    }
    counted: dict[str, Counter[str]] = {code: Counter() for code in by_type}
    for row in cases_matrix(run, EVERYBODY, EVERYWHERE).to_dicts():
        counted[row["case_type"]].update({name: row[name] for name in LISTS.values()})
        owed = row["open_count"] + row["no_rule_count"] + row["not_started_count"]
        assert owed + row["not_measured_count"] == row["case_count"]
    for code, row in by_type.items():
        assert {name: counted[code][name] for name in LISTS.values()} == {
            name: row[name] for name in LISTS.values()
        }


def test_cases_with_no_worker_are_counted_in_the_team_the_file_gives_them(
    run: Published, demo_inbox: Path
) -> None:
    held: dict[str, list[tuple[str, str]]] = {}
    for system in ("ics", "swift", "childview"):
        for row in rows(demo_inbox, f"{system}_involvements"):
            if is_open(row["Start Date"], row["End Date"], run.data_date):
                case = f"{system}-{row['Person ID']}"
                held.setdefault(case, []).append((row["Allocated Worker"], row["Team Code"]))
    nobody = {case: mine for case, mine in held.items() if not any(who for who, _ in mine)}
    expected = Counter(mine[0][1] for mine in nobody.values())
    counted: Counter[str] = Counter()
    for row in cases_matrix(run, EVERYBODY, EVERYWHERE).to_dicts():
        counted[row["team_id"]] += row["unallocated_count"]
    assert +counted == expected
    assert sum(expected.values()) >= 5


def test_every_number_of_the_matrix_leads_to_its_list(demo_council: Path, run: Published) -> None:
    reader = {"persona": "team_manager", "as": manager_of(run, "C106")}
    at = visit("cases", **reader)
    assert any(header.value == "By team and case type" for header in at.header)
    links = [link for link in number_links(at) if ("team", "C106") in link.asked]
    assert len(links) > 3
    for link in links:
        assert said_size(link.follow()) == link.number, link


def test_a_list_names_the_rule_that_binds_and_what_else_applies(
    demo_council: Path, run: Published
) -> None:
    cases = cases_listed(run, EVERYBODY, EVERYWHERE, list_name="open").to_dicts()
    also = next(row for row in cases if row["also_applies"])
    at = visit("cases", persona="director", list=also["status_code"], team=also["team_id"],
               type=also["case_type"])  # fmt: skip
    said = words(at).replace("\\", "")
    assert f"Rule: [{also['rule_label']}]" in said
    assert f"Also applies: {also['also_applies']}" in said


def test_who_sees_counts_only_reads_services_and_no_cell_of_a_team(demo_council: Path) -> None:
    at = visit("cases", persona="task_and_finish")
    assert not any(header.value == "By team and case type" for header in at.header)
    assert "./cases?" in words(at), "a table that scrolls holds a way on"


def test_a_reader_of_one_team_sees_no_other_teams_cases(run: Published) -> None:
    found = cases_matrix(run, Scope(team_ids=("C106",)), EVERYWHERE)
    assert set(found["team_id"]) == {"C106"}
    assert cases_matrix(run, Scope(sees_counts=True), EVERYWHERE).is_empty()
