"""A council that gives the workforce census, lists of today's posts, and Annex A beside its ICS export."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.ingestion.annex_a import HEADINGS, Sheet, row_of, write_workbook
from tests.ingestion.reading.test_census import census_of

from .warehouse import query

MakeOnce = Callable[[str, Callable[[Path], None]], Path]
Row = dict[str, str]
Found = set[tuple[object, ...]]

MAPPING = "feeds:\n  hr_posts:\n    - history: from_snapshots\n"
MOVED = date(2026, 10, 31)


def person(number: str, name: str, swe: str = "", kind: str = "") -> Row:
    return {"Employee Number": number, "Full Name": name, "SWE Number": swe, "Employment Type": kind,
            "Start Date": "01/04/2020"}  # fmt: skip


def post(number: str, team: str, fte: str = "") -> Row:
    return {"Employee Number": number, "Staff Category": "social_worker", "Team Code": team,
            "Line Manager Employee Number": "2", "FTE": fte}  # fmt: skip


FEEDS: dict[str, list[Row]] = {
    "hr_workers_20261031": [
        person("1", "Ada Example", "SW12345"), person("2", "Mo Manager", "sw 67890", "Permanent"),
        person("3", "Bo Both", "SW00555"), person("4", "Cy Twin", "SW777"),
        person("5", "Di Twin", "sw0777"), person("6", "El Registered", "SW600"),
    ],
    "hr_teams_20261031": [
        {"Team Code": "T1", "Team Name": "North", "Directorate": "Children"},
        {"Team Code": "T2", "Team Name": "South ", "Directorate": "Children"},
    ],
    "hr_posts_20260831": [post("1", "T1"), post("2", "T1", "0.8")],
    "hr_posts_20260930": [post("1", "T1"), post("2", "T1", "0.8"), post("3", "T1")],
    "hr_posts_20261031": [post("1", "T2"), post("2", "T1", "0.8"), post("6", "T1")],
    "asye_programmes_20261031": [
        {"Employee Number": "6", "Programme": "Child and family", "ASYE Start": "01/09/2026"}
    ],
    "ics_involvements_20261031": [
        {"Person ID": "101", "Involvement Type": "Child protection plan", "Start Date": "02/03/2026",
         "Allocated Worker": "1", "Team Code": "T1", "Date of Birth": "01/05/2012"},
        {"Person ID": "110", "Involvement Type": "Looked after", "Start Date": "02/03/2026",
         "Allocated Worker": "1", "Team Code": "T1", "End Date": "01/06/2026"},
    ],
}  # fmt: skip
CENSUS = [
    {"AgencyWorker": "1", "SWENo": "SW0000012345", "FTE": "0.6", "CFKSSstatus": "1"},
    {"AgencyWorker": "1", "SWENo": "SW67890", "FTE": "0.5", "CFKSSstatus": "3"},
    {"AgencyWorker": "1", "SWENo": "SW555", "FTE": "0.5", "RoleStartDate": "2021-01-01"},
    {"AgencyWorker": "0", "SWENo": "SW555", "FTE": "0.5", "RoleStartDate": "2022-01-01"},
    {"AgencyWorker": "1", "SWENo": "SW777", "CFKSSstatus": "1"},
    {"AgencyWorker": "1", "SWENo": "SW999"},
    {
        "AgencyWorker": "1",
        "SWENo": "SW998",
        "RoleStartDate": "2020-01-01",
        "RoleEndDate": "2026-01-01",
    },
    {"AgencyWorker": "0", "SWENo": "SW0600", "FTE": "1", "CFKSSstatus": "1"},
]
LISTS = {
    4: [row_of(4, "109", worker="Nobody Known", team="Elsewhere")],
    6: [
        row_of(6, "101", status="b) Child Protection plan"), row_of(6, "102", status="a"),
        row_of(6, "103", status="C) child in need plan"), row_of(6, "104", status="Closed episode"),
        row_of(6, "105", status="z) Mystery"), row_of(6, "111", status="Child Protection Plan"),
        row_of(6, "112", status="e)", end=date(2026, 5, 5)),
        row_of(6, "113", status="a) looked-after child"),
    ],
    7: [row_of(7, "101", team=" NORTH", worker="Example, Ada")],
    8: [row_of(8, "106", team="south"), row_of(8, "110", team="T1"),
        row_of(8, "113", start=date(2026, 9, 1))],
    9: [row_of(9, "107", born=date(2005, 5, 1)), row_of(9, "108", born=date(2010, 5, 1))],
}  # fmt: skip


@pytest.fixture(scope="module")
def data(make_once: MakeOnce, refresh_into: Callable[..., None]) -> Path:
    """That council, published."""

    def write(folder: Path) -> None:
        inbox = folder / "inbox"
        inbox.mkdir()
        for name, rows in FEEDS.items():
            headings = list(dict.fromkeys(heading for row in rows for heading in row))
            with (inbox / f"{name}.csv").open("w", newline="") as file:
                writer = csv.DictWriter(file, headings, restval="")
                writer.writeheader()
                writer.writerows(rows)
        (inbox / "csww.xml").write_text(census_of(*CENSUS))
        sheets: dict[str, Sheet] = {
            f"List_{number}": [["A title"], HEADINGS[number], *rows]
            for number, rows in LISTS.items()
        }
        write_workbook(inbox / "Annex A 2026-10-31.xlsx", sheets)
        (folder / "how.yml").write_text(MAPPING)
        refresh_into(inbox, folder, "--mapping", str(folder / "how.yml"))

    return make_once("statutory-council", write)


def findings(data: Path, *checks: str) -> Found:
    told = query(data, "select check_code, subject_id, detail from marts.fct_data_quality")
    return {row for row in told if row[0] in checks}


def subjects(data: Path, check: str) -> set[object]:
    return {subject for _, subject, _ in findings(data, check)}


def test_the_census_gives_what_hr_leaves_blank_and_never_what_hr_says(data: Path) -> None:
    told = query(
        data,
        """select worker_id, employment_type_code, employment_type_origin, fte, fte_origin
        from marts.dim_workers order by worker_id""",
    )
    assert told == [
        ("1", "agency", "census", 0.6, "census"),
        ("2", "permanent", "hr", 0.8, "hr"),
        ("3", None, None, 0.5, "census"),
        ("4", None, None, None, None),
        ("5", None, None, None, None),
        ("6", None, None, 1.0, "census"),
    ]


def test_an_assessed_year_by_the_census_alone_is_told_and_no_programme_is_made_of_it(
    data: Path,
) -> None:
    assert findings(data, "DQ41") == {
        ("DQ41", "1", "In their assessed year on 30 September 2026 by the census, with no ASYE "
         "programme in the register")
    }  # fmt: skip
    assert query(data, "select worker_id from marts.dim_workers where is_nqsw") == [("6",)]


def test_what_the_census_says_of_nobody_of_two_people_or_in_two_ways_is_told(data: Path) -> None:
    assert subjects(data, "DQ42") == {"SW999"}
    assert subjects(data, "DQ43") == {"SW777"}
    assert subjects(data, "DQ44") == {"3"}


def test_a_post_follows_the_lists_and_who_vanished_from_them_is_kept_and_told(data: Path) -> None:
    told = query(
        data, "select worker_id, team_id, line_manager_id from marts.dim_workers order by 1"
    )
    assert told[0] == ("1", "T2", "2")
    assert told[2] == ("3", "T1", "2")
    assert subjects(data, "DQ45") == {"3"}
    assert findings(data, "DQ46") == {
        ("DQ46", "hr_posts", "Posts that the first list to show the person gives no start for")
    }


def cases(data: Path) -> dict[object, tuple[object, ...]]:
    told = query(
        data,
        """select distinct case_id, case_type, worker_id, team_id from marts.fct_cases
        where as_at = date '2026-10-31'""",
    )
    return {row[0]: row[1:] for row in told}


def test_each_list_makes_the_cases_it_tells_of_and_names_find_their_people_and_teams(
    data: Path,
) -> None:
    told = cases(data)
    assert set(told) == {
        f"ics-{child}" for child in (101, 102, 103, 104, 105, 106, 107, 109, 110, 111, 113)
    }
    assert told["ics-106"] == ("looked_after", "1", "T2")
    assert told["ics-107"][0] == "care_leaver"
    assert told["ics-109"] == ("assessment", "Nobody Known", "Elsewhere")
    assert told["ics-103"][0] == "child_in_need"


def test_a_child_in_need_who_is_looked_after_is_looked_after_from_the_day_that_began(
    data: Path,
) -> None:
    assert cases(data)["ics-113"][0] == "looked_after"
    assert not subjects(data, "DQ47") & {"ics-113", "ics-101"}


def test_one_involvement_told_by_two_exports_is_one_case_with_one_chain(data: Path) -> None:
    assert cases(data)["ics-101"] == ("child_protection", "1", "T1")
    twice = query(
        data,
        """select policy_id, opened_on from marts.fct_obligations
        where obligation_type = 'case_supervision' and subject_id = 'ics-101'
        group by all having count(*) > 1""",
    )
    assert twice == []


def test_a_status_that_no_list_bears_out_counts_and_is_told(data: Path) -> None:
    told = cases(data)
    assert told["ics-102"][0] == "looked_after"
    assert told["ics-111"][0] == "child_protection"
    assert subjects(data, "DQ47") == {"ics-102", "ics-111"}
    assert subjects(data, "DQ50") == {"ics-104"}
    assert ("DQ06", "z) (1 word, not shown)") in {row[:2] for row in findings(data, "DQ06")}
    effects = query(data, "select effect from marts.fct_data_quality where check_code = 'DQ06'")
    assert effects == [
        ("Nothing is taken from the status: the child counts as what the list says they are",)
    ]


def test_a_care_leaver_is_one_from_their_18th_birthday_and_that_is_told_as_assumed(
    data: Path,
) -> None:
    counted = query(data, "select rows_count from marts.fct_data_quality where check_code = 'DQ48'")
    assert counted == [(2,)]
    assert subjects(data, "DQ49") == {"ics-108"}


def test_a_case_that_one_export_has_ended_stays_open_and_is_told(data: Path) -> None:
    assert subjects(data, "DQ51") == {"ics-110"}
    assert cases(data)["ics-110"][0] == "looked_after"


def test_a_worker_and_a_team_nobody_knows_are_told_and_the_case_is_kept(data: Path) -> None:
    assert ("DQ05", "Elsewhere") in {row[:2] for row in findings(data, "DQ05")}
    assert "ics-109" in cases(data)


def test_the_accounts_of_every_list_balance(data: Path) -> None:
    told = query(
        data,
        """select part, rows_received, rows_accepted + rows_quarantined + rows_duplicate
        from marts.fct_load_files where feed = 'ics_involvements' and part <> 'whole' order by part""",
    )
    assert told == [
        (f"annex_a_list_{number}", len(rows), len(rows)) for number, rows in LISTS.items()
    ]
