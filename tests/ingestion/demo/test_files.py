"""What is written: which files, with which headings, how much, and the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ingestion.demo import write_council
from tests.ingestion.demo.exports import Exports, end

INVOLVEMENTS = (
    "Person ID,Involvement Type,Start Date,End Date,Allocated Worker,Team Code,Date of Birth"
)
CASE_SUPERVISIONS = (
    "Record ID,Person ID,Supervision Date,Recorded Date,Supervisor,Worker,Record Status"
)
#: The reference headings, written out once more so that a slip in the demo shows.
HEADINGS = {
    "hr_workers": "Employee Number,Full Name,Work Email,SWE Number,SWE Registration Expiry,"
    "Qualified Date,Employment Type,Start Date,Leaving Date",
    "hr_posts": "Employee Number,Job Title,Staff Category,Team Code,Line Manager Employee Number,"
    "FTE,Safeguarding Role,Post Start,Post End",
    "hr_teams": "Team Code,Team Name,Service,Directorate,Team Manager Employee Number,Opened,"
    "Closed",
    "hr_absences": "Employee Number,Absence Type,First Day,Last Day",
    "ics_involvements": INVOLVEMENTS,
    "swift_involvements": INVOLVEMENTS,
    "childview_involvements": INVOLVEMENTS,
    "ics_risk_flags": "Person ID,Flag,From,To",
    "swift_risk_flags": "Person ID,Flag,From,To",
    "childview_risk_flags": "Person ID,Flag,From,To",
    "ics_case_supervisions": CASE_SUPERVISIONS,
    "swift_case_supervisions": CASE_SUPERVISIONS,
    "childview_case_supervisions": CASE_SUPERVISIONS,
    "sharepoint_sessions": "Session ID,Supervisee,Supervisor,Format,Booked On,Planned Date,Status,"
    "Held Date,Cancellation Reason,Rearranged To,Duration Minutes,Reflective Minutes,"
    "Supervisee Form Received,Record Shared,Supervisee Agreed,Supervisor Agreed",
    "sharepoint_overrides": "Supervisee,Interval,Unit,From,To,Reason",
    "asye_programmes": "Employee Number,Programme,ASYE Start,FTE,Agreed End,Ended On,End Reason,"
    "Recommendation,Recommended On,Panel Date,Panel Decision,Co-ordinator",
    "asye_supervisors": "NQSW,Supervisor,Role,From,To,Handover Date",
    "asye_reviews": "NQSW,Milestone Months,Planned Date,Held Date,Outcome,Assessor,"
    "Learning Agreement Reviewed,Reflective Journal,Support Plan,Handover Noted,"
    "Accurate,Valid,Sufficient,Robust",
    "asye_pauses": "NQSW,From,To,Reason",
    "sharepoint_agreements": "Supervisee,Supervisor,Supervisee Signed,Supervisor Signed,Review Due",
    "sharepoint_training": "Employee Number,Course,Completed",
    "sharepoint_reviews": "Employee Number,Review Date,Kind",
    "asye_evidence": "NQSW,Kind,Dated",
    "audit_plan": "Audit Round,Supervisor,Due",
    "audit_answers": "Audit ID,Audit Round,Audit Date,Auditor,Supervisor,Supervisee,Session ID,"
    "Standard,Answer,Grade,Is Moderation",
    "audit_actions": "Action ID,Audit ID,Owner,Due,Completed",
    "survey_answers": "Survey Year,Service,Respondent Group,Question,Score,Invited",
}
WITH_COMMENTS = "sharepoint_sessions-adults_20261120.csv"
ROOT = Path(__file__).resolve().parents[3]


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_every_feed_comes_under_the_reference_headings(usual: Exports) -> None:
    feeds = set()
    for name, _ in usual.summary.files:
        feed = name.split("_2026")[0].split("-")[0]
        feeds.add(feed)
        first_line = (usual.folder / name).read_text("utf-8").split("\n", 1)[0]
        extra = ",Comments" if name == WITH_COMMENTS else ""
        assert first_line == HEADINGS[feed] + extra, name
    assert feeds == set(HEADINGS)


def test_agency_staff_and_sessions_come_in_parts(usual: Exports) -> None:
    names = [name for name, _ in usual.summary.files]
    for stem in ("hr_workers", "hr_workers-agency", "hr_posts", "hr_posts-agency"):
        assert f"{stem}_20261120.csv" in names
    for part in ("children", "adults", "youth"):
        assert f"sharepoint_sessions-{part}_20261120.csv" in names


def test_the_summary_counts_the_rows_that_are_there(council: Exports) -> None:
    assert sorted(path.name for path in council.folder.iterdir()) == sorted(council.files)
    assert {name: len(rows) for name, rows in council.files.items()} == dict(council.summary.files)


def test_the_usual_council_is_as_large_as_it_says(usual: Exports) -> None:
    staff = [row for row in usual.workers.values() if end(row["Leaving Date"]) >= usual.today]
    teams = [row for row in usual["hr_teams"] if not row["Closed"]]
    persons = {
        (system, row["Person ID"])
        for system in ("ics", "swift", "childview")
        for row in usual[f"{system}_involvements"]
    }
    assert 290 <= len(staff) <= 310
    assert 24 <= len(teams) <= 28
    assert {row["Directorate"] for row in teams} == {"Children", "Adults", "Youth Justice"}
    assert 3950 <= len(persons) <= 4050
    assert 14_000 <= len(usual["sharepoint_sessions"]) <= 16_000
    assert (
        sum(len(usual[f"{s}_case_supervisions"]) for s in ("ics", "swift", "childview")) >= 19_000
    )


@pytest.mark.soak
def test_three_times_the_scale_is_three_times_the_council(usual: Exports, tmp_path: Path) -> None:
    large = Exports(tmp_path, write_council(tmp_path, scale=3.0))
    for feed in HEADINGS:
        if len(usual[feed]) > 120:
            assert 2.6 <= len(large[feed]) / len(usual[feed]) <= 3.4, feed
    assert 2.8 <= len(large.teams) / len(usual.teams) <= 3.2
    kinds = Counter(problem.code for problem in large.summary.problems)
    assert kinds["manager_slipping"] == 3
    assert kinds["never_supervised"] == 3


def test_the_same_seed_gives_the_same_bytes(usual: Exports, tmp_path: Path) -> None:
    write_council(tmp_path)
    assert digest(tmp_path) == digest(usual.folder)


def test_another_process_with_another_hash_seed_gives_the_same_bytes(
    usual: Exports, tmp_path: Path
) -> None:
    call = "import sys, pathlib, ingestion.demo as d; d.write_council(pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    subprocess.run(
        [sys.executable, "-c", call, str(tmp_path)], cwd=ROOT, env=environment, check=True
    )
    assert digest(tmp_path) == digest(usual.folder)


def test_another_seed_gives_another_council(usual: Exports, tmp_path: Path) -> None:
    write_council(tmp_path, seed=2)
    shared = set(digest(tmp_path).values()) & set(digest(usual.folder).values())
    assert not shared


def test_another_data_date_moves_the_whole_council(tmp_path: Path) -> None:
    summary = write_council(tmp_path, scale=0.5, data_date=date(2025, 3, 2))
    exports = Exports(tmp_path, summary)
    assert all(name.endswith("_20250302.csv") for name, _ in summary.files)
    assert max(end(row["Held Date"]) for rows in exports.held.values() for row in rows) <= (
        exports.today
    )


def test_writing_twice_leaves_nothing_behind(tmp_path: Path) -> None:
    write_council(tmp_path, scale=0.5)
    before = digest(tmp_path)
    write_council(tmp_path, scale=0.5)
    assert digest(tmp_path) == before


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write_council(tmp_path, scale=0.5, progress=lambda *step: told.append(step))
    assert told[0] == ("Teams and people", 0, 6)
    assert told[-1][0] == "Files"
    assert told[-1][1] == told[-1][2]


@pytest.mark.parametrize("scale", [0.0, -1.0, 51.0, float("nan")])
def test_a_scale_out_of_range_is_refused_in_words(tmp_path: Path, scale: float) -> None:
    with pytest.raises(ValueError, match=r"out of range: give a number from 0\.01 to 50"):
        write_council(tmp_path, scale=scale)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("scale", [0.01, 0.2, 1.4])
def test_a_council_of_any_scale_can_be_written(tmp_path: Path, scale: float) -> None:
    exports = Exports(tmp_path, write_council(tmp_path, scale=scale))
    assert all(exports[feed] for feed in HEADINGS)
