"""A council small enough to count on one's fingers, published as a refresh would publish it.

The tables come from the outbound contract, and the functions from the file that publishes them, so
the tests fail when either changes under the screens. Two services, three teams, one director.
"""

import functools
import hashlib
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import yaml

from ingestion.scenarios import TABLES as SCENARIO_TABLES
from tests.dashboard.small_practice import practice

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "transform/models/marts/_marts__models.yml"
FUNCTIONS = ROOT / "transform/macros/warehouse_functions.sql"
SEEDS = ROOT / "transform/seeds"
DATA_DATE = date(2026, 11, 20)
#: The month end before it.
MONTH_END = date(2026, 10, 31)

Row = dict[str, Any]


@functools.cache
def _described(path: Path) -> Any:
    """What a YAML file of the project says: of every table, so read once."""
    return yaml.safe_load(path.read_text())


def empty_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Make every table and function of the contract, with no rows; returns the column names."""
    body = re.search(r"\{% macro [^%]*%\}(.*?)\{% endmacro %\}", FUNCTIONS.read_text(), re.S)
    assert body is not None
    connection.execute("create schema if not exists marts")
    connection.execute(body[1])
    columns = {}
    for model in _described(CONTRACT)["models"]:
        typed = ", ".join(
            f'"{column["name"]}" {column["data_type"]}' for column in model["columns"]
        )
        connection.execute(f'create table marts."{model["name"]}" ({typed})')
        columns[model["name"]] = [column["name"] for column in model["columns"]]
    return columns


def lay_out_scenarios(connection: duckdb.DuckDBPyConnection) -> None:
    """What a what-if is worked from: the real policy seeds, and steps that take what is published.

    The real steps need exports; they are proven on councils that have them.
    """
    connection.execute(SCENARIO_TABLES)
    described = _described(SEEDS / "policy/_policy__seeds.yml")["seeds"]
    for seed in described:
        name, types = seed["name"], seed["config"]["column_types"]
        file = SEEDS / f"policy/{name}.csv"
        connection.execute(
            f"create table scenario.{name} as from read_csv('{file}', header = true, columns = {types})"
        )
        connection.execute(
            "insert into scenario.inputs values ('seeds', ?, 'scenario', true)", [name]
        )
    connection.execute(
        f"create table scenario.int_as_at_days as select date '{DATA_DATE}' as as_at, true as is_data_date"
    )
    connection.execute(
        "insert into scenario.inputs values ('intermediate', 'int_as_at_days', 'scenario', true)"
    )
    for place, table in enumerate(("fct_supervisees", "fct_cases")):
        taken = f"select * from published.marts.{table} semi join seeds.policies using (policy_id)"
        connection.execute(
            "insert into scenario.steps values (?, 'marts', ?, true, ?)", [place, table, taken]
        )


def publish(data: Path, tables: dict[str, list[Row]], name: str = "one") -> Path:
    """Publish rows as a warehouse in a data folder; a column a row does not name is null."""
    folder = data / "warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.begin()
        columns = empty_tables(connection)
        lay_out_scenarios(connection)
        for table, rows in {**_vocabulary(connection), **tables}.items():
            for row in rows:
                unknown = set(row) - set(columns[table])
                assert not unknown, f"{table} has no {unknown}"
                names = ", ".join(f'"{column}"' for column in row)
                marks = ", ".join("?" for _ in row)
                connection.execute(
                    f"insert into marts.{table} ({names}) values ({marks})", list(row.values())
                )
        connection.commit()
    pointer = {
        "file": file.name,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "data_date": DATA_DATE.isoformat(),
        "built_at": "2026-11-21T06:04:00",
    }
    (folder / "current.json").write_text(json.dumps(pointer))
    return data


def _vocabulary(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """The codes and bands as the seeds have them."""

    def seed(name: str) -> list[Row]:
        found = connection.execute(f"select * from read_csv('{SEEDS / name}', all_varchar=true)")
        headings = [column[0] for column in found.description]
        return [dict(zip(headings, values, strict=True)) for values in found.fetchall()]

    return {
        "dim_codes": seed("vocabulary/codes.csv"),
        "dim_overdue_bands": seed("vocabulary/overdue_bands.csv"),
        "dim_assurance_limits": seed("vocabulary/assurance_limits.csv"),
        "dim_chart_rules": [
            {"chart_code": chart, **row}
            for chart in ("spc", "funnel")
            for row in seed(f"measures/{chart}_rules.csv")
        ],
    }


def days_ago(days: int) -> date:
    """A day before the data date."""
    return DATA_DATE - timedelta(days=days)


TEAMS = {
    "A": ("Assessment", "Front door", "children", "m1", "Marie Manager"),
    "B": ("Protection", "Front door", "children", "m2", "Bo Manager"),
    "C": ("Hospital", "Adults", "adults", "m3", "Cy Manager"),
}
POLICY = {"children": "st_helens", "adults": "knowsley"}


def person(worker_id: str, name: str, team_id: str, status: str, **more: Any) -> Row:
    """A row of fct_supervisees under the policy in force for the team's directorate."""
    team_name, service, directorate, manager_id, manager_name = TEAMS[team_id]
    row: Row = {
        "as_at": DATA_DATE,
        "policy_id": POLICY[directorate],
        "worker_id": worker_id,
        "is_in_force": True,
        "worker_name": name,
        "job_title": "Social worker",
        "staff_category_code": "social_worker",
        "is_nqsw": False,
        "team_id": team_id,
        "team_name": team_name,
        "service_name": service,
        "directorate_code": directorate,
        "supervisor_id": manager_id,
        "supervisor_name": manager_name,
        "supervisor_state": "in_post",
        "status_code": status,
    }
    return {**row, **_owed(status, more), **more}


def _owed(status: str, more: Row) -> Row:
    """What an open obligation adds: monthly, opened by a session `days` before the data date."""
    if status not in ("overdue", "due_soon", "in_date"):
        return {}
    opened = more.pop(
        "opened", {"overdue": days_ago(70), "due_soon": days_ago(28)}.get(status, days_ago(5))
    )
    month = opened.month % 12 + 1
    due = opened.replace(month=month, year=opened.year + (month == 1))
    late = (DATA_DATE - due).days
    owed: Row = {
        "obligation_id": "o-" + opened.isoformat(),
        "opened_on": opened,
        "opened_by": "session",
        "judged_from": date(2026, 1, 1),
        "due_on": due,
        "last_held_on": opened,
        "last_held_format_code": "one_to_one",
        "last_counted_on": opened,
        "rule_id": "sth_social_worker",
        "rule_label": "Social workers and their managers: supervision every calendar month",
        "clause": "St Helens section 3",
        "is_our_reading": True,
        "step": "0 days",
        "interval_count": 1,
        "interval_unit": "month",
    }
    if status == "overdue":
        band = "over_28" if late > 28 else "days_15_28" if late > 14 else "days_8_14"
        owed |= {
            "overdue_since": due + timedelta(days=1),
            "days_overdue": late,
            "overdue_band_code": band,
            "sessions_missed": 1 + late // 30,
        }
    return owed


def _people_then(people: list[Row]) -> list[Row]:
    """The same people at the month end: of those overdue now, w8 alone was."""
    then = [
        {
            **row,
            "as_at": MONTH_END,
            "status_code": "in_date" if row["status_code"] == "overdue" else row["status_code"],
            **{
                name: None
                for name in (
                    "overdue_since",
                    "days_overdue",
                    "overdue_band_code",
                    "next_planned_on",
                )
                if name in row
            },
        }
        for row in people
        if row["worker_id"] != "w8"
    ]
    late = person("w8", "Hal Worker", "C", "overdue", clause="Knowsley sections 4 and 5")
    days = (MONTH_END - late["due_on"]).days
    return [
        *then,
        {**late, "as_at": MONTH_END, "days_overdue": days, "overdue_band_code": "days_15_28"},
    ]


def council() -> dict[str, list[Row]]:
    """The rows of the small council."""
    people = [
        person("m1", "Marie Manager", "A", "in_date", supervisor_id="d1", supervisor_name="Di Director"),
        person(
            "m2", "Bo Manager", "B", "overdue", supervisor_id="m1", supervisor_name="Marie Manager",
            fell_due_supervisor_name="Di [Director]",
        ),
        person("m3", "Cy Manager", "C", "in_date", supervisor_id="d1", supervisor_name="Di Director"),
        person("w1", "Ann [Best](http://x) Worker", "A", "overdue", next_planned_on=date(2026, 12, 1)),
        person("w2", "Ben Worker", "A", "due_soon", away_from=days_ago(17), away_to=days_ago(3)),
        person("w3", "Cat Worker", "A", "in_date", is_nqsw=True),
        person("w4", "Dee Worker", "A", "away", away_from=days_ago(60), is_away_long=True),
        person("w5", "Eve Worker", "A", "no_rule", job_title="Driver"),
        person("w6", "Flo Worker", "B", "overdue", opened=days_ago(45), last_counted_on=None,
               last_held_on=None, last_held_format_code=None, opened_by="started"),
        person("w7", "Gus Worker", "B", "in_date", supervisor_id=None, supervisor_name=None,
               supervisor_state="none"),
        person("w8", "Hal Worker", "C", "overdue", clause="Knowsley sections 4 and 5"),
        person("w9", "Ida Worker", "C", "not_measured"),
        person("d1", "Di Director", "C", "in_date", supervisor_id=None, supervisor_name=None,
               supervisor_state="none"),
    ]  # fmt: skip
    floor = {**person("w3", "Cat Worker", "A", "overdue", is_nqsw=True), "policy_id": "skills_for_care",
             "is_in_force": False}  # fmt: skip
    return {
        "fct_supervisees": [*people, floor, *_people_then(people)],
        "dim_workers": [_worker(row) for row in people],
        "dim_teams": [_team(team_id) for team_id in TEAMS],
        "dim_management_lines": _lines(),
        "dim_policies": _policies(),
        "dim_run": [{"data_date": DATA_DATE, "built_at": "2026-11-21 06:04:00", "code_version": "1"}],
        "dim_as_at_days": [
            {"as_at": day, "is_data_date": day == DATA_DATE} for day in (MONTH_END, DATA_DATE)
        ],
        "dim_feeds": _feeds(),
        "fct_cases": _cases(),
        "fct_asye_programmes": [_programme()],
        **_progress(),
        "fct_monthly_measures": _months(),
        **_charts(),
        "fct_sessions": _sessions(),
        "fct_obligations": _obligations(),
        **_audits(),
        **practice(),
        "fct_absences": [
            {"worker_id": "w4", "away_from": days_ago(60), "is_long": True},
            {"worker_id": "w2", "away_from": days_ago(17), "away_to": days_ago(3), "is_long": False},
        ],
        "fct_worker_phases": [
            {"policy_id": "st_helens", "worker_id": "w1", "phase_from": date(2026, 1, 1),
             "rule_id": "sth_social_worker", "step": "0 days", "rule_label": "Social workers: monthly",
             "clause": "St Helens section 3", "interval_count": 1, "interval_unit": "month"},
        ],
        "fct_arrangements": [
            {"worker_id": "w1", "agreed_from": days_ago(90), "interval_count": 2,
             "interval_unit": "week", "binds": True, "sensitive_reason_label": "Performance concern"},
        ],
        "fct_findings": [
            _finding("w1", "reflection_short", "sth_duration", days_ago(70), measured=30),
            _finding("w1", "session_long", "sth_duration", days_ago(60), measured=130, is_flag=True),
            _finding("w1", "no_support_plan", "sfc_support_plan", days_ago(50), is_confidential=True),
            _finding("w8", "record_not_agreed", "kno_record_agreed", days_ago(40)),
            _finding("w6", "session_long", "sth_duration", days_ago(800), measured=150, is_flag=True),
            _finding("w6", "form_late", "kno_form", days_ago(30), is_in_force=False),
        ],
        "fct_finding_coverage": [
            {"policy_id": "st_helens", "rule_id": "sth_duration", "finding_type": "session_long",
             "is_flag": True, "is_in_force": True, "month_on": days_ago(60).replace(day=1),
             "directorate_code": "children", "team_id": team_id, "judged_count": judged,
             "found_count": 1, "not_known_count": 3, "not_recognised_count": 1}
            for team_id, judged in (("A", 12), ("B", 8))
        ],
        "dim_rules": [
            {"rule_id": "sth_duration", "policy_id": "st_helens", "valid_from": date(2000, 1, 1),
             "outcome": "flag", "finding_type": "session_long", "rule_label": "Two hours at most",
             "clause": "St Helens section 4.1", "is_measured": True},
            {"rule_id": "kno_form", "policy_id": "knowsley", "valid_from": date(2000, 1, 1),
             "outcome": "finding", "finding_type": "form_late", "rule_label": "The form in time",
             "clause": "Knowsley section 5", "is_measured": False,
             "not_measured_reason": "Supervisee Form Received is blank throughout"},
        ],
        "fct_case_supervisions": [
            {"case_id": "ics-1", "record_id": "R1", "supervised_on": days_ago(40), "worker_id": "w1",
             "record_status_code": "completed", "source_file": "cases.csv", "source_row": 2},
        ],
    }  # fmt: skip


def _worker(row: Row) -> Row:
    return {
        "worker_id": row["worker_id"],
        "worker_name": row["worker_name"],
        "job_title": row["job_title"],
        "staff_category_code": row["staff_category_code"],
        "team_id": row["team_id"],
        "team_name": row["team_name"],
        "service_name": row["service_name"],
        "directorate_code": row["directorate_code"],
        "line_manager_id": row["supervisor_id"],
        "line_manager_name": row["supervisor_name"],
        "fte": 1.0,
        "employment_type_code": "permanent",
        "employed_from": date(2024, 3, 2),
        "is_employed": True,
        "is_nqsw": row["is_nqsw"],
    }


def _team(team_id: str) -> Row:
    name, service, directorate, manager_id, manager_name = TEAMS[team_id]
    return {
        "team_id": team_id,
        "team_name": name,
        "service_name": service,
        "directorate_code": directorate,
        "directorate_label": directorate.capitalize(),
        "team_manager_id": manager_id,
        "team_manager_name": manager_name,
        "is_open": True,
    }


def _finding(worker_id: str, kind: str, rule_id: str, found_on: date, **more: Any) -> Row:
    row: Row = {
        "finding_id": f"{rule_id}/{worker_id}/{found_on}",
        "finding_type": kind,
        "is_flag": False,
        "is_confidential": False,
        "policy_id": "st_helens",
        "is_in_force": True,
        "rule_id": rule_id,
        "rule_valid_from": date(2000, 1, 1),
        "clause": "St Helens section 4.1",
        "subject_type": "session",
        "subject_id": f"S1/{worker_id}",
        "worker_id": worker_id,
        "supervisor_id": "m1",
        "directorate_code": "children",
        "found_on": found_on,
        "detail": f"{more.get('measured', 'No')} minutes",
    }
    return {**row, **more}


def _lines() -> list[Row]:
    direct = {
        "m1": ["w1", "w2", "w3", "w4", "w5", "m2"],
        "m2": ["w6"],
        "m3": ["w8", "w9"],
        "d1": ["m1", "m3"],
    }
    rows = [
        {"manager_id": manager, "worker_id": worker, "depth": 1}
        for manager, workers in direct.items()
        for worker in workers
    ]
    below = [("m1", "w6", 2), ("d1", "w1", 2), ("d1", "w8", 2), ("d1", "m2", 2), ("d1", "w6", 3)]
    return rows + [{"manager_id": m, "worker_id": w, "depth": depth} for m, w, depth in below]


def _policies() -> list[Row]:
    named = [("st_helens", "St Helens", False), ("knowsley", "Knowsley", False),
             ("skills_for_care", "National floor", True)]  # fmt: skip
    return [
        {
            "policy_id": policy_id,
            "policy_label": f"{short} policy",
            "policy_short_label": short,
            "is_national_floor": is_floor,
            "absence_min_days": 28,
            "tolerance_days": 0,
            "notice_days": 7,
            "in_force_for": ""
            if is_floor
            else "Children"
            if policy_id == "st_helens"
            else "Adults",
            "version_from": date(2000, 1, 1),
            "review_due_on": date(2027, 3, 31),
            "sort_order": order,
            "about": "About it",
        }
        for order, (policy_id, short, is_floor) in enumerate(named)
    ]


def _feeds() -> list[Row]:
    return [
        {"feed": "hr_workers", "title": "HR workers", "role": "denominator", "is_supplied": True,
         "extracted_on": DATA_DATE, "is_stale": False, "freshness_days": 7, "rows_received": 13,
         "rows_accepted": 13, "rows_quarantined": 0, "rows_duplicate": 0},
        {"feed": "sharepoint_sessions", "title": "Supervision sessions", "role": "evidence",
         "is_supplied": True, "extracted_on": days_ago(9), "is_stale": True, "freshness_days": 7,
         "rows_received": 5, "rows_accepted": 4, "rows_quarantined": 1, "rows_duplicate": 0,
         "records_from": date(2025, 4, 1), "records_from_origin": "first load"},
        *(
            {"feed": feed, "title": title, "role": "evidence", "is_supplied": True,
             "extracted_on": DATA_DATE, "is_stale": False, "freshness_days": 185, "rows_received": 6,
             "rows_accepted": 6, "rows_quarantined": 0, "rows_duplicate": 0}
            for feed, title in (("audit_plan", "Audit plan"), ("audit_answers", "Audit answers"),
                                ("audit_actions", "Audit actions"), ("survey_answers", "Survey answers"))
        ),
    ]  # fmt: skip


def _audits() -> dict[str, list[Row]]:
    """One round: four audits, one of them moderated, a plan of four, three actions, a survey."""

    def audit(number: int, worker: str, team_id: str, grade: str | None, **more: Any) -> Row:
        return {
            "audit_id": f"A{number}", "audit_round": "R1", "audited_on": days_ago(30 + number),
            "auditor_id": "m3", "auditor_name": "Cy Manager", "supervisor_id": TEAMS[team_id][3],
            "supervisor_name": TEAMS[team_id][4], "is_supervisor_typed": True, "worker_id": worker,
            "worker_name": f"Name of {worker}", "team_id": team_id, "team_name": TEAMS[team_id][0],
            "service_name": TEAMS[team_id][1], "directorate_code": TEAMS[team_id][2],
            "is_moderation": False, "grade_code": grade, "headline_grade_code": grade,
            "is_graded": grade in ("good", "inadequate"), "is_good_or_better": grade == "good",
            "answers_count": 2, "has_rows_that_disagree": False, **more,
        }  # fmt: skip

    def answer(number: int, worker: str, team_id: str, standard: str, code: str) -> Row:
        return {
            "audit_id": f"A{number}", "standard": standard, "audit_round": "R1", "worker_id": worker,
            "team_id": team_id, "service_name": TEAMS[team_id][1], "is_moderation": False,
            "answer_code": code, "answer_typed": code, "is_judged": code in ("yes", "partly", "no"),
            "is_met": code == "yes",
        }  # fmt: skip

    def planned(supervisor: str, team_id: str, state: str, due: int, audit: str | None) -> Row:
        return {
            "audit_round": "R1", "supervisor_id": supervisor, "supervisor_name": TEAMS[team_id][4],
            "audit_number": 1, "team_id": team_id, "team_name": TEAMS[team_id][0],
            "service_name": TEAMS[team_id][1], "is_planned": True, "due_on": days_ago(due),
            "audit_id": audit, "done_on": days_ago(31) if audit else None, "state_code": state,
            "days_late": due if state == "overdue" else None,
        }  # fmt: skip

    def last(supervisor: str, team_id: str, state: str, audits: int) -> Row:
        return {
            "supervisor_id": supervisor, "supervisor_name": TEAMS[team_id][4], "team_id": team_id,
            "team_name": TEAMS[team_id][0], "service_name": TEAMS[team_id][1], "span_count": 4,
            "audits_count": audits, "audited_state": state, "sample_chances": 24 if state == "never" else 3,
            "last_audited_on": {"never": None, "lately": days_ago(31)}.get(state, days_ago(500)),
        }  # fmt: skip

    def action(number: int, owner: str, team_id: str, state: str, due: int) -> Row:
        return {
            "action_id": f"T{number}", "audit_id": "A1", "is_audit_known": True, "audit_round": "R1",
            "audited_on": days_ago(31), "owner_id": owner, "owner_name": f"Name of {owner}",
            "is_owner_here": owner != "m2", "owner_left_on": days_ago(3) if owner == "m2" else None,
            "team_id": team_id, "team_name": TEAMS[team_id][0], "service_name": TEAMS[team_id][1],
            "due_on": days_ago(due), "state_code": state, "days_late": due if due > 0 else None,
            "completed_on": DATA_DATE if state == "done_late" else None,
        }  # fmt: skip

    def said(question: str, service: str | None, group: str | None, scores: list[int]) -> Row:
        counts = {f"score_{score}_count": number for score, number in enumerate(scores, 1)}
        row: Row = {
            "survey_year": 2026, "question": question, "service_name": service,
            "respondent_group": group, "is_suppressed": not scores,
            "level_code": "group" if group else "service" if service else "council",
        }  # fmt: skip
        if not scores:
            return row
        favourable = scores[3] + scores[4]
        return {**row, **counts, "answers_count": sum(scores), "favourable_count": favourable}

    def asked(service: str | None, group: str | None, answered: int | None) -> Row:
        return {
            "survey_year": 2026, "service_name": service, "respondent_group": group,
            "is_suppressed": answered is None, "answered_count": answered,
            "invited_count": answered and answered + 5,
            "level_code": "group" if group else "service" if service else "council",
        }  # fmt: skip

    graded = {"outstanding_count": 0, "good_count": 2, "requires_improvement_count": 0,
              "inadequate_count": 1, "not_recognised_count": 1, "not_graded_count": 0,
              "graded_count": 3, "good_or_better_count": 2, "audits_count": 4}  # fmt: skip
    met = {"audits_count": 4, "yes_count": 1, "partly_count": 1, "no_count": 1,
           "not_applicable_count": 1, "not_recognised_count": 0, "judged_count": 3, "met_count": 1,
           "met_low": 0.06, "met_high": 0.79}  # fmt: skip
    return {
        "dim_audit_rounds": [
            {"audit_round": "R1", "first_on": days_ago(60), "last_on": days_ago(1),
             "audits_count": 4, "moderations_count": 1, "has_begun": True, "is_latest": True},
            {"audit_round": "R2", "first_on": days_ago(-60), "last_on": days_ago(-90),
             "audits_count": 0, "moderations_count": 0, "has_begun": False, "is_latest": False},
        ],
        "fct_audits": [
            audit(1, "w1", "A", "inadequate", headline_grade_code="good", moderated_by="A9",
                  is_good_or_better=True),
            audit(2, "w2", "A", "good"),
            audit(3, "w6", "B", "unmapped"),
            audit(4, "w8", "C", "inadequate"),
            audit(9, "w1", "A", "good", is_moderation=True, moderation_of="A1", auditor_id="m2"),
        ],
        "fct_audit_answers": [
            answer(1, "w1", "A", "Frequency", "yes"),
            answer(2, "w2", "A", "Frequency", "partly"),
            answer(3, "w6", "B", "Frequency", "no"),
            answer(4, "w8", "C", "Frequency", "not_applicable"),
            answer(1, "w1", "A", "Recording [*]", "yes"),
            answer(2, "w2", "A", "Recording [*]", "unmapped"),
        ],
        "fct_audit_coverage": [
            planned("m1", "A", "done_in_time", 20, "A1"),
            planned("m2", "B", "overdue", 12, None),
            planned("m3", "C", "due", -9, None),
            {**planned("m1", "A", "unplanned", 0, "A2"), "is_planned": False, "due_on": None},
        ],
        "fct_audit_supervisors": [
            last("m1", "A", "lately", 2), last("m2", "B", "never", 0), last("m3", "C", "not_lately", 1),
        ],
        "fct_audit_actions": [
            action(1, "m1", "A", "overdue", 12), action(2, "m2", "B", "open", -5),
            action(3, "m3", "C", "done_late", 4),
        ],
        "fct_moderation": [
            {"moderation_id": "A9", "audit_id": "A1", "audit_round": "R1", "moderated_on": days_ago(39),
             "audited_on": days_ago(31), "moderator_id": "m2", "moderator_name": "Bo Manager",
             "auditor_id": "m3", "auditor_name": "Cy Manager", "worker_id": "w1",
             "worker_name": "Name of w1", "team_id": "A", "team_name": "Assessment",
             "service_name": "Front door", "grade_code": "inadequate", "moderated_grade_code": "good",
             "is_latest": True, "is_same_auditor": False, "state_code": "different",
             "standards_compared_count": 2, "standards_same_count": 1},
        ],
        "fct_moderation_agreement": [
            {"is_all_rounds": all_rounds, "audit_round": None if all_rounds else "R1",
             "pairs_count": 1, "same_count": 0, "one_apart_count": 0} for all_rounds in (True, False)
        ],
        "fct_audit_grades": [
            {"audit_round": "R1", "level_code": level, "service_name": service,
             "is_suppressed": service is not None, **graded}
            for level, service in (("council", None), ("service", "Front door"), ("service", "Adults"))
        ],
        "fct_audit_standards": [
            {"audit_round": "R1", "standard": "Frequency", "level_code": level,
             "service_name": service, "is_suppressed": service is not None, **met}
            for level, service in (("council", None), ("service", "Front door"), ("service", "Adults"))
        ],
        "fct_survey": [
            said("Is it *often* enough?", None, None, [1, 2, 3, 8, 2]),
            said("Is it *often* enough?", "Front door", None, [1, 1, 2, 5, 1]),
            said("Is it *often* enough?", "Front door", "Managers", []),
            said("Is it *often* enough?", "Front door", "Social workers", []),
            said("Is it *often* enough?", "Adults", None, [0, 1, 1, 3, 1]),
        ],
        "fct_survey_responses": [
            asked(None, None, 16), asked("Front door", None, 10), asked("Front door", "Managers", None),
            asked("Front door", "Social workers", None), asked("Adults", None, 6),
        ],
    }  # fmt: skip


def _cases() -> list[Row]:
    def case(number: int, team_id: str | None, worker: str | None, status: str, **more: Any) -> Row:
        directorate = TEAMS[team_id][2] if team_id else "children"
        return {
            "as_at": DATA_DATE,
            "policy_id": POLICY[directorate],
            "case_id": f"ics-{number}",
            "is_in_force": True,
            "system_code": "ics",
            "case_type": "child_protection",
            "case_type_label": "Child protection plan",
            "labelled_type": "child_protection",
            "type_since_on": days_ago(90),
            "is_high_risk": True,
            "worker_id": worker,
            "is_unallocated": worker is None,
            "team_id": team_id,
            "team_name": TEAMS[team_id][0] if team_id else None,
            "service_name": TEAMS[team_id][1] if team_id else None,
            "directorate_code": directorate,
            "status_code": status,
            "opened_on": days_ago(40),
            "opened_by": "session",
            "judged_from": days_ago(90),
            "due_on": days_ago(10) if status == "overdue" else DATA_DATE + timedelta(days=20),
            "days_overdue": 10 if status == "overdue" else None,
            "overdue_band_code": "days_8_14" if status == "overdue" else None,
            "sessions_missed": 1 if status == "overdue" else 0,
            "clause": "St Helens section 3",
            "interval_count": 1,
            "interval_unit": "month",
            **more,
        }

    return [
        case(1, "A", "w1", "overdue"),
        case(2, "A", "w2", "in_date"),
        case(3, "A", None, "overdue"),
        case(4, "B", "w6", "in_date", is_high_risk=False, case_type="child_in_need",
             case_type_label="Child in need", labelled_type="child_in_need"),
        case(5, "C", "w8", "overdue"),
        case(6, None, None, "overdue"),
    ]  # fmt: skip


def _programme() -> Row:
    return {
        "worker_id": "w3",
        "asye_from": days_ago(60),
        "worker_name": "Cat Worker",
        "team_id": "A",
        "team_name": "Assessment",
        "service_name": "Front door",
        "directorate_code": "children",
        "supervisor_id": "m1",
        "supervisor_name": "Marie Manager",
        "programme_code": "child_and_family",
        "cohort_from": date(2026, 7, 1),
        "state_code": "in_progress",
        "is_running": True,
        "week_number": 9,
        "interval_count": 2,
        "interval_unit": "week",
        "clause": "St Helens section 3",
        "supervision_status_code": "in_date",
        "supervision_due_on": DATA_DATE + timedelta(days=9),
        "sessions_due_count": 7,
        "sessions_on_time_count": 5,
        "sessions_missed_count": 2,
        "next_milestone_months": 3,
        "next_milestone_due_on": DATA_DATE + timedelta(days=30),
        "milestones_met_count": 0,
        "milestones_overdue_count": 0,
        "phase_expected_count": 2,
        "phase_held_count": 1,
        "phase_missed_count": 1,
        "evidence_required_count": 4,
        "evidence_held_count": 3,
        "evidence_short_count": 1,
        "is_without_assessor": True,
        "without_assessor_from": days_ago(20),
        "assessor_gap_days": 21,
        "is_paused": False,
        "paused_days": 0,
        "agreed_end_on": DATA_DATE + timedelta(days=305),
        "stretched_end_on": DATA_DATE + timedelta(days=305),
        "is_at_risk": True,
        "at_risk_because": "No assessor",
    }


def _charts() -> dict[str, list[Row]]:
    """Charts over time: the council's falls, Front door is too small; and who lies where for their size."""
    months = [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]

    def series(level: str, place: str, standing: str, **more: Any) -> Row:
        return {
            "as_at": DATA_DATE, "policy_id": "in_force", "measure_code": "in_date", "level_code": level,
            "place_id": place, "direction": "up", "standing_code": standing, "points_count": 24,
            "is_trial": False, "average_denominator": 8.0, "first_on": months[0],
            "latest_on": months[-1], "latest_numerator": 8, "latest_denominator": 10,
            "latest_value": 80.0, "mean_value": 88.0, **more,
        }  # fmt: skip

    def point(level: str, place: str, number: int, code: str | None) -> Row:
        return {
            "as_at": DATA_DATE, "policy_id": "in_force", "measure_code": "in_date", "level_code": level,
            "place_id": place, "month_end_on": months[number], "numerator": 10 - number,
            "denominator": 10, "value": 100.0 - 10 * number, "variation_code": code,
            "rule_code": "trend" if code == "concern_low" else None,
        }  # fmt: skip

    def place(
        level: str, place_id: str, name: str, team: str, hits: int, size: int, lies: str
    ) -> Row:
        return {
            "as_at": DATA_DATE, "policy_id": "in_force", "measure_code": "in_date", "level_code": level,
            "place_id": place_id, "place_name": name, "service_name": TEAMS[team][1], "team_id": team,
            "numerator": hits, "denominator": size, "council_numerator": 6, "council_denominator": 10,
            "between_variance": 0.0, "is_beyond_chance": level == "supervisor", "places_count": 3, "near_low": 0.25, "near_high": 1.0,
            "far_low": 0.0, "far_high": 1.0, "position_code": lies,
        }  # fmt: skip

    judged: Row = {
        "variation_code": "concern_low", "rule_code": "trend", "variation_since_on": months[1],
        "lower_limit": 81.2, "upper_limit": 104.6, "drawn_lower_limit": 81.2, "drawn_upper_limit": 100.0,
    }  # fmt: skip
    return {
        "fct_spc_series": [
            series("council", "", "judged", **judged, average_denominator=40.0),
            series("service", "Front door", "too_small"),
            series("service", "Adults", "too_few", points_count=5),
        ],
        "fct_spc_points": [
            *(point("council", "", number, code)
              for number, code in enumerate(("common_cause", "concern_low", "concern_low"))),
            *(point("service", service, number, None)
              for service in ("Front door", "Adults") for number in range(3)),
        ],
        "fct_funnel_places": [
            place("team", "A", "Assessment", "A", 3, 4, "within"),
            place("team", "B", "Protection *east*", "B", 0, 3, "near_low"),
            place("team", "C", "Hospital", "C", 2, 3, "within"),
            place("supervisor", "m1", "Marie Manager", "A", 3, 4, "within"),
            place("supervisor", "m3", "Cy Manager", "C", 0, 1, "within"),
        ],
        "fct_funnel_limits": [
            {"as_at": DATA_DATE, "policy_id": "in_force", "measure_code": "in_date", "level_code": level,
             "size": size, "target_share": 0.6, "near_low": 0.05 * size, "near_high": 1.0, "far_low": 0.0,
             "far_high": 1.0, "is_exact": True}
            for level in ("team", "supervisor") for size in range(1, 5)
        ],
    }  # fmt: skip


def _progress() -> dict[str, list[Row]]:
    """What the programme of w3 is made of."""
    about: Row = {"worker_id": "w3", "asye_from": days_ago(60)}
    held: Row = {**about, "policy_id": "st_helens", "is_held_to": True, "is_national_floor": False}
    return {
        "fct_asye_phases": [
            {**held, "phase_number": 1, "rule_id": "sth_nqsw", "step": "0 days", "interval_count": 1,
             "interval_unit": "week", "phase_from": days_ago(60), "phase_to": days_ago(19),
             "is_current": False, "is_measured": True, "sessions_expected_count": 6,
             "sessions_held_count": 5, "sessions_on_time_count": 5, "sessions_missed_count": 1},
        ],
        "fct_asye_milestones": [
            {**held, "rule_id": "sth_review", "milestone_months": 3, "due_on": days_ago(5),
             "met_on": days_ago(2), "status_code": "met_late", "days_late": 3,
             "sensitive_outcome_code": "concerns"},
        ],
        "fct_asye_assessors": [
            {**about, "role_code": "assessor", "is_gap": True, "held_from": days_ago(20),
             "is_current": True, "day_count": 21, "is_change": False},
        ],
        "fct_asye_evidence": [
            {**about, "kind_code": "direct_observation", "by_months": 3, "due_on": days_ago(5),
             "is_due": True, "is_stage_reached": True, "required_count": 1, "is_measured": True,
             "held_count": 0, "short_count": 1},
        ],
    }  # fmt: skip


def _months() -> list[Row]:
    def month(as_at: date, level: str, place: str, kept: int, open_count: int) -> Row:
        return {
            "as_at": as_at,
            "is_data_date": as_at == DATA_DATE,
            "policy_id": "in_force",
            "obligation_type": "staff_supervision",
            "level_code": level,
            "place_id": place,
            "case_type": "all",
            "open_count": open_count,
            "in_date_count": kept,
            "due_soon_count": 0,
            "overdue_count": open_count - kept,
            "over_28_count": 0,
            "met_on_time_count": 0,
            "missed_count": 0,
        }

    last = date(2026, 10, 31)
    return [
        month(last, "council", "", 8, 10),
        month(DATA_DATE, "council", "", 6, 10),
        month(last, "service", "Front door", 6, 7),
        month(DATA_DATE, "service", "Front door", 4, 7),
        month(last, "team", "A", 3, 4),
        month(DATA_DATE, "team", "A", 3, 4),
        month(last, "team", "B", 3, 3),
        month(DATA_DATE, "team", "B", 1, 3),
    ]


def _sessions() -> list[Row]:
    def session(number: int, status: str, day: date, **more: Any) -> Row:
        return {
            "session_id": f"S{number}",
            "worker_id": "w1",
            "supervisor_id": "m1",
            "supervisor_name": "Marie Manager",
            "format_code": "one_to_one",
            "format_label": "One to one",
            "status_code": status,
            "planned_on": day,
            "held_on": day if status == "held" else None,
            "happened_on": day,
            "duration_minutes": 75 if status == "held" else None,
            "counts_for": "st_helens" if status == "held" else None,
            "source_file": "sessions.csv",
            "source_row": number + 1,
            **more,
        }

    return [
        session(1, "held", days_ago(70)),
        session(2, "cancelled", days_ago(30)),
        session(3, "held", days_ago(20), format_code="peer", format_label="Peer", counts_for=None,
                why_not="Peer supervision does not count"),
        session(4, "planned", date(2026, 12, 1)),
    ]  # fmt: skip


def _obligations() -> list[Row]:
    def owed(number: int, opened: date, due: date, met: date | None) -> Row:
        return {
            "obligation_id": f"o{number}",
            "policy_id": "st_helens",
            "obligation_type": "staff_supervision",
            "subject_type": "worker",
            "subject_id": "w1",
            "worker_id": "w1",
            "supervisor_id": "m1",
            "team_id": "A",
            "directorate_code": "children",
            "rule_id": "sth_social_worker",
            "rule_valid_from": date(2000, 1, 1),
            "interval_count": 1,
            "interval_unit": "month",
            "tolerance_days": 0,
            "notice_days": 7,
            "opened_on": opened,
            "opened_by": "session",
            "due_on": due,
            "met_on": met,
            "closed_on": met,
            "closed_reason": "met" if met else None,
        }

    opened = days_ago(70)
    return [
        owed(1, date(2026, 8, 5), date(2026, 9, 5), opened),
        owed(2, opened, date(2026, 10, 11), None),
    ]
