"""Findings: where each begins, a second calculation of all of them, and when nothing is said."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
from tests.oracle.council_findings import write_rough_councils
from tests.oracle.inbox import CONTRACT, parse_contract
from tests.oracle.judgements import COMPARED, count_judgements, judge_inbox, shape_findings

from .finding_cases import CASES, Case, Person
from .warehouse import ROOT, TRANSFORM, copy_project, query, run_dbt

MakeOnce = Callable[[str, Callable[[Path], None]], Path]
Publish = Callable[[str, Path], Path]
DAY = "20261215"
FEEDS = [feed for feed in CONTRACT if not feed.startswith(("ics_", "swift_", "childview_"))]
JUDGED = (
    "Duration Minutes", "Reflective Minutes", "Supervisee Form Received", "Supervisee Agreed",
    "Cancellation Reason", "Rearranged To", "Safeguarding Role", "SWE Number", "Leaving Date",
    "Review Due", "Learning Agreement Reviewed", "Reflective Journal", "Support Plan", "Assessor",
    "Handover Noted", "Accurate", "Recommended On",
)  # fmt: skip
NUMBERS = {case: f"P{number:03d}" for number, case in enumerate(CASES)}


def _write(folder: Path, people: list[Person], blank: tuple[str, ...] = ()) -> None:
    for feed in FEEDS:
        with (folder / f"{feed}_{DAY}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(parse_contract(feed)))
            writer.writeheader()
            for person in people:
                for row in person.rows[feed]:
                    writer.writerow({k: "" if k in blank else v for k, v in row.items()})


def _everybody() -> list[Person]:
    """The managers the sentences speak of, the teams, an audit, and the person of each sentence."""
    found = [case.make(Person(number)) for case, number in NUMBERS.items()]
    shared = Person("M1").post(SWE_Number="SW1", Line_Manager_Employee_Number="M14")
    shared.add("hr_teams", Team_Code="T1", Team_Name="One", Service="S", Directorate="Children")
    shared.add("hr_teams", Team_Code="T2", Team_Name="Two", Service="S", Directorate="Adults")
    audit = {"Audit_ID": "AU1", "Audit_Round": "R1", "Audit_Date": "2026-10-01", "Auditor": "M1"}
    shared.add("audit_answers", **audit, Supervisee="M14", Standard="1", Answer="Yes")
    for number, expiry in (("M14", "2026-11-14"), ("M30", "2026-11-30"), ("M25", "2025-11-30")):
        manager = Person(number).post(SWE_Number="SW2", SWE_Registration_Expiry=expiry)
        found.append(manager)
    found += [Person("M0").post(), Person("GONE").post(Leaving_Date="2026-12-14")]
    found.append(Person("LAST").post(Leaving_Date="2026-12-15"))
    for number, first in (("AWAY28", "2026-11-18"), ("AWAY27", "2026-11-19")):
        away = {"Employee_Number": number, "Absence_Type": "Sickness", "First_Day": first}
        found.append(Person(number).post().add("hr_absences", **away))
    begins = Person("M14X").post(Staff_Category="other").held("2026-09-01", Format="Peer")
    return [shared, begins, *found]


def _lay_out(folder: Path, blank: tuple[str, ...] = ()) -> Path:
    (folder / "inbox").mkdir()
    _write(folder / "inbox", _everybody(), blank)
    refresh = Refresh(folder / "inbox", folder / "data", None, Settings())
    unseen = Steps(Console(quiet=True))
    refresh.build(refresh.weigh(refresh.receive(unseen), unseen), unseen)
    (raw,) = (folder / "data" / "build").glob("*.duckdb")
    raw.rename(folder / "raw.duckdb")
    return folder


def _build(project: Path, raw: Path, folder: Path) -> Path:
    (folder / "build.duckdb").write_bytes(raw.read_bytes())
    select = ("+fct_findings", "+fct_finding_coverage")
    untested = ("--exclude-resource-types", "test", "unit_test")
    afresh = () if project == TRANSFORM else ("--no-partial-parse",)
    code, _, printed = run_dbt(project, folder, "build", "--select", *select, *untested, *afresh)
    assert code == 0, printed
    return folder / "build.duckdb"


@pytest.fixture(scope="module")
def sentences(make_once: MakeOnce) -> Path:
    """The council of the sentences, every finding worked out."""

    def write(folder: Path) -> None:
        _build(TRANSFORM, _lay_out(folder) / "raw.duckdb", folder)

    return make_once("finding-sentences", write)


def _ask(build: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(build), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def _count(build: Path) -> Counter[tuple[str, str]]:
    rows = _ask(build, "select worker_id, finding_type from marts.fct_findings")
    return Counter((str(worker), str(kind)) for worker, kind in rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence.replace(" ", "_"))
def test_a_sentence_about_a_finding_holds(sentences: Path, case: Case) -> None:
    assert _count(sentences / "build.duckdb")[NUMBERS[case], case.kind] == case.found


def test_every_kind_has_a_sentence_that_finds_it_and_one_that_does_not() -> None:
    with (TRANSFORM / "seeds" / "vocabulary" / "codes.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        kinds = {row["code"] for row in rows if row["code_list"] == "finding_type"}
    assert {case.kind for case in CASES if case.found} == kinds
    assert {case.kind for case in CASES if not case.found} == kinds


def test_a_session_longer_than_expected_is_a_flag_and_nothing_else_is(sentences: Path) -> None:
    build = sentences / "build.duckdb"
    flags = _ask(build, "select distinct finding_type from marts.fct_findings where is_flag")
    assert flags == [("session_long",)]


def test_a_blank_cell_is_counted_beside_and_never_as_a_finding(sentences: Path) -> None:
    build = sentences / "build.duckdb"
    (row,) = _ask(
        build,
        """select sum(judged_count), sum(found_count), sum(not_known_count),
            sum(not_recognised_count)
        from marts.fct_finding_coverage where rule_id = 'rot_duration'""",
    )
    assert row == (3, 2, 1, 0)
    (unread,) = _ask(
        build,
        """select sum(not_known_count), sum(not_recognised_count)
        from marts.fct_finding_coverage where rule_id = 'kno_reflective'""",
    )
    assert unread == (1, 1)


def test_a_confidential_kind_is_counted_for_the_whole_council_alone(sentences: Path) -> None:
    build = sentences / "build.duckdb"
    sql = "select distinct finding_type from marts.fct_findings where is_confidential order by 1"
    assert _ask(build, sql) == [("evidence_quality",), ("no_support_plan",)]
    assert not _ask(
        build,
        """select 1 from marts.fct_finding_coverage
        where finding_type in ('evidence_quality', 'no_support_plan')
            and (team_id is not null or directorate_code is not null)""",
    )


def test_no_finding_says_what_came_of_a_review(sentences: Path) -> None:
    details = _ask(sentences / "build.duckdb", "select lower(detail) from marts.fct_findings")
    assert details
    for (detail,) in details:
        assert not [
            word for word in ("concern", "on track", "not met", "fail") if word in str(detail)
        ]


@pytest.mark.soak
def test_the_national_floor_is_shown_where_the_policy_in_force_finds_nothing(
    sentences: Path,
) -> None:
    shown = _ask(
        sentences / "build.duckdb",
        """select finding_type, subject_id, found_on from marts.fct_findings
        where is_in_force group by all having count(*) > 1""",
    )
    assert not shown
    floor = """select 1 from marts.fct_findings
        where is_in_force and rule_id = 'sfc_support_plan'"""
    assert _ask(sentences / "build.duckdb", floor)


def _rewrite(path: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, headings = list(reader), list(reader.fieldnames or [])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for old in rows if (row := change(old)) is not None)


@pytest.mark.soak
def test_a_threshold_moves_what_is_found_and_an_older_version_judges_its_own_days(
    sentences: Path, tmp_path: Path
) -> None:
    project = copy_project(tmp_path)
    policy = project / "seeds" / "policy"
    looser = {"at_least": -1, "at_most": 1, "days_before": -1, "within": 1, "slack": 12}
    _rewrite(
        policy / "rule_thresholds.csv",
        lambda row: row | {
            "threshold_count": str(int(row["threshold_count"]) + looser.get(row["threshold"], 0))
        },
    )  # fmt: skip
    # Knowsley ends on 20 November 2026; what comes after is not judged by it.
    with (policy / "policy_versions.csv").open("a", encoding="utf-8") as file:
        file.write("knowsley,2026-11-20,Ended,true,,\n")
    before = _count(sentences / "build.duckdb")
    build = _build(project, sentences / "raw.duckdb", tmp_path)
    after = _count(build)
    moved = {kind for (worker, kind), n in before.items() if after[worker, kind] < n}
    assert moved >= {
        "session_short", "reflection_short", "session_long", "form_late", "stale_planned",
        "rebooked_not_held", "diary_short",
    }  # fmt: skip
    days = _ask(build, "select max(found_on) from marts.fct_findings where policy_id = 'knowsley'")
    assert str(days[0][0]) < "2026-11-20"


@pytest.mark.soak
def test_columns_that_are_blank_throughout_find_nothing_and_read_not_measured(
    make_once: MakeOnce,
) -> None:
    def write(folder: Path) -> None:
        _build(TRANSFORM, _lay_out(folder, JUDGED) / "raw.duckdb", folder)

    build = make_once("finding-blanks", write) / "build.duckdb"
    kinds = {kind for _, kind in _count(build)}
    assert kinds <= {
        "stale_planned", "diary_short", "no_line_manager", "assessor_gap",
        "no_reflective_supervisor",
    }  # fmt: skip
    assert kinds
    measured = _ask(
        build,
        """select rule_id, is_measured, not_measured_reason from intermediate.int_rules
        where outcome in ('finding', 'flag')""",
    )
    covered = {row[0] for row in _ask(build, "select rule_id from marts.fct_finding_coverage")}
    for rule_id, is_measured, reason in measured:
        assert is_measured or (reason and rule_id not in covered)
    not_measured = {row[0] for row in measured if not row[1]}
    assert {
        "kno_record_agreed",
        "sth_duration",
        "sfc_handover",
        "rot_agreement_review",
    } <= not_measured


@pytest.fixture(scope="module")
def rough(make_once: MakeOnce) -> Path:
    """Twenty councils with every column a rule needs on and beside its edges."""
    return make_once(
        "rough-councils", lambda folder: write_rough_councils(folder, range(1, 21)) and None
    )


def _compare(data: Path, inbox: Path, least: int) -> None:
    judged = judge_inbox(inbox)
    rows = query(data, f"select {', '.join(COMPARED)} from marts.fct_findings")
    found = Counter(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    assert sum(found.values()) > least
    assert found == shape_findings(judged)
    counts = query(
        data,
        """select rule_id, coalesce(strftime(month_on, '%Y-%m'), ''), sum(judged_count)::integer,
            sum(found_count)::integer, sum(not_known_count)::integer,
            sum(not_recognised_count)::integer
        from marts.fct_finding_coverage group by all""",
    )
    assert {(r[0], r[1]): tuple(r[2:]) for r in counts} == count_judgements(judged)


def test_the_example_council_has_the_findings_a_plain_calculation_gives(
    publish: Publish, example_council: Path
) -> None:
    data = publish("example-data", example_council / "inbox")
    _compare(data, example_council / "inbox", 2_500)


@pytest.mark.soak
def test_councils_nobody_fitted_it_to_have_the_findings_a_plain_calculation_gives(
    publish: Publish, rough: Path
) -> None:
    data = publish("rough-data", rough)
    _compare(data, rough, 4_000)
    kinds = query(data, "select count(distinct finding_type) from marts.fct_findings")
    assert kinds == [(25,)]


PLANTED = {
    "safeguarding_role_elsewhere": "not_by_line_manager",
    "cancelled_without_reason": "no_cancellation_reason",
    "rearranged_not_held": "rebooked_not_held",
    "planned_date_passed": "stale_planned",
    "asye_no_assessor": "assessor_gap",
    "asye_handover_not_noted": "handover_not_noted",
    "asye_concerns_without_plan": "no_support_plan",
    "asye_shared_without_reflection": "no_reflective_supervisor",
    "asye_short_sessions": "session_short",
    "agreement_review_passed": "agreement_review",
    "audit_owner_left": "owner_left",
}


@pytest.mark.parametrize(("code", "kind"), PLANTED.items())
def test_what_the_demo_council_is_written_to_hold_is_found(
    demo_data: Path, code: str, kind: str
) -> None:
    account = (ROOT / "docs" / "demo-council.md").read_text(encoding="utf-8")
    (line,) = re.findall(rf"^\| `{code}` \|.*$", account, re.M)
    named = set(re.findall(r"\b(?:00\d{4}|AC\d{5})\b", line.split("|")[3]))
    rows = query(
        demo_data,
        f"select worker_id, subject_id from marts.fct_findings where finding_type = '{kind}'",
    )
    assert named and named <= {str(cell) for row in rows for cell in row}


@pytest.mark.soak
def test_the_demo_council_has_the_findings_a_plain_calculation_gives(
    demo_data: Path, demo_inbox: Path
) -> None:
    rows = query(demo_data, f"select {', '.join(COMPARED)} from marts.fct_findings")
    found = Counter(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    assert found == shape_findings(judge_inbox(demo_inbox))


@pytest.mark.soak
@pytest.mark.parametrize("first", range(3000, 3200, 40))
def test_two_hundred_more_councils_have_the_findings_a_plain_calculation_gives(
    publish: Publish, make_once: MakeOnce, first: int
) -> None:
    seeds = range(first, first + 40)
    inbox = make_once(f"rough-{first}", lambda folder: write_rough_councils(folder, seeds) and None)
    _compare(publish(f"rough-data-{first}", inbox), inbox, 8_000)
