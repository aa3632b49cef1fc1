"""How long the ledger takes at a size no council reaches, so that a slow model is seen before a council sees it.

Writes raw tables of a made-up size straight into a build file (SQL, no CSV), runs the real dbt project on it and
prints seconds and peak memory. Run it with `python -m tests.bench.ledger --cases 150000 --staff 20000`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import yaml

ROOT = Path(__file__).resolve().parents[2]
TRANSFORM = ROOT / "transform"
DATA_DATE = "2026-10-31"


def make_empty_raw_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Every raw table of the inbound contract, empty, so that the project always builds."""
    connection.execute("create schema raw")
    for path in sorted(TRANSFORM.glob("models/staging/*/_*__sources.yml")):
        for source in yaml.safe_load(path.read_text())["sources"]:
            for table in source["tables"]:
                columns = [f'"{c["name"]}" {c["data_type"]}' for c in table["columns"]]
                named = {column["name"] for column in table["columns"]}
                if source["name"] != "load" and "_source_file" not in named:
                    columns += ["_source_file varchar", "_source_row integer", "_extracted_on date"]
                connection.execute(f"create table raw.{table['name']} ({', '.join(columns)})")


def _fill(connection: duckdb.DuckDBPyConnection, cases: int, staff: int) -> None:
    """Staff with posts, absences and three years of sessions; cases that step between types, with flags and records."""
    steps = f"""
    create macro pick(n, salt, size) as (hash(n, salt) % size)::integer;
    create macro day(n, salt, size) as date '2023-10-01' + pick(n, salt, size);
    insert into raw.load_run values ('{DATA_DATE}', now()::timestamp, null, 'bench');
    insert into raw.hr_workers by name
        select 'W' || n as employee_number, 'Worker ' || n as full_name, day(n, 1, 700) - 400 as start_date,
            case when pick(n, 2, 10) = 0 then day(n, 3, 300) + 700 end as leaving_date from (select range::integer as n from range({staff})) t;
    insert into raw.hr_posts by name
        select 'W' || n as employee_number, case pick(n, 4, 4) when 0 then 'personal_adviser' else 'social_worker' end
            as staff_category, 'T' || (n // 12) as team_code, 'W' || (n // 12) as line_manager_employee_number,
            day(n, 1, 700) - 400 + k * 500 as post_start,
            case when k = 0 then day(n, 1, 700) - 400 + 480 + pick(n, 5, 25) end as post_end
        from (select range::integer as n from range({staff})) t, (select range::integer as k from range(2)) u;
    insert into raw.hr_teams by name
        select 'T' || n as team_code, 'Team ' || n as team_name, 'Service ' || (n // 10) as service,
            case n % 3 when 0 then 'Adults' else 'Children' end as directorate from (select range::integer as n from range({staff} // 12 + 1)) t;
    insert into raw.hr_absences by name
        select 'W' || n as employee_number, true as breaks_supervision, day(n, 6 + k, 1000) as first_day,
            day(n, 6 + k, 1000) + pick(n, 9 + k, 60) as last_day from (select range::integer as n from range({staff})) t, (select range::integer as k from range(2)) u;
    insert into raw.sharepoint_sessions by name
        select 'S' || n || '-' || k as session_id, 'W' || n as supervisee, 'One to one' as format, 'Held' as status,
            date '2023-10-01' + k * 30 + pick(n * 100 + k, 12, 28) as held_date
        from (select range::integer as n from range({staff})) t, (select range::integer as k from range(37)) u where pick(n * 100 + k, 13, 10) > 0;
    insert into raw.asye_programmes by name
        select 'W' || n as employee_number, 'Adults' as programme, day(n, 1, 700) as asye_start
        from (select range::integer as n from range(0, {staff}, 15)) t;
    insert into raw.asye_reviews by name
        select 'W' || n as nqsw, m as milestone_months, day(n, 1, 700) + m * 31 as held_date,
            day(n, 1, 700) + m * 30 as planned_date
        from (select range::integer as n from range(0, {staff}, 15)) t, (values (3), (6), (9)) u(m);
    """
    for statement in filter(str.strip, steps.split(";")):
        connection.execute(statement)
    types = "['assessment', 'child_in_need', 'child_protection', 'looked_after', 'care_leaver', 'level_2']"
    for system, share in (("ics", 8), ("swift", 1), ("childview", 1)):
        number = cases * share // 10
        connection.execute(
            f"""insert into raw.{system}_involvements by name
                select 'P' || n as person_id, {types}[1 + pick(n * 10 + k, 20, 6)] as involvement_type,
                    day(n, 21, 400) + k * 90 as start_date,
                    case when k < 4 then day(n, 21, 400) + k * 90 + 80 + pick(n * 10 + k, 22, 60) end as end_date,
                    'W' || pick(n, 23, {staff}) as allocated_worker,
                    'T' || (pick(n, 23, {staff}) // 12) as team_code,
                    date '2025-01-01' + pick(n, 24, 900) as turns_18_on, date '2028-01-01' + pick(n, 24, 900)
                        as turns_21_on
                from (select range::integer as n from range({number})) t, (select range::integer as k from range(5)) u"""
        )
        connection.execute(
            f"""insert into raw.{system}_risk_flags by name
                select 'P' || n as person_id, ['high_risk', 'exploitation_high'][1 + n % 2] as flag,
                    day(n, 25, 900) as from_on, day(n, 25, 900) + 60 as to_on from (select range::integer as n from range(0, {number}, 5)) t"""
        )
        connection.execute(
            f"""insert into raw.{system}_case_supervisions by name
                select 'R' || n || '-' || k as record_id, 'P' || n as person_id, 'Completed' as record_status,
                    day(n, 21, 400) + k * 45 + pick(n * 50 + k, 26, 40) as supervision_date,
                    day(n, 21, 400) + k * 45 + 41 as recorded_date
                from (select range::integer as n from range({number})) t, (select range::integer as k from range(16)) u"""
        )
    connection.execute(
        """insert into raw.load_feeds by name
           select table_name as feed, 'evidence' as role, table_name as title, true as is_supplied
           from duckdb_tables() where schema_name = 'raw' and table_name not like 'load%'"""
    )


def measure(cases: int, staff: int, folder: Path, select: str) -> dict[str, object]:
    """Build the ledger over a made-up council; seconds, rows, peak resident memory in GB and the slowest models."""
    build = folder / "bench.duckdb"
    with duckdb.connect(str(build)) as connection:
        make_empty_raw_tables(connection)
        _fill(connection, cases, staff)
    environment = os.environ | {"SUPERVISION_WAREHOUSE": str(build), "DO_NOT_TRACK": "1"}
    command = [str(Path(sys.executable).with_name("dbt")), "build", "--project-dir", str(TRANSFORM)]
    command += [
        "--profiles-dir",
        str(TRANSFORM),
        "--target-path",
        str(folder / "target"),
        "--select",
        select,
    ]
    command += ["--log-path", str(folder / "logs"), "--exclude-resource-type", "unit_test", "test"]
    began = time.perf_counter()
    finished = subprocess.run(command, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if finished.returncode != 0:
        raise SystemExit(finished.stdout[-3000:])
    results = json.loads((folder / "target" / "run_results.json").read_text())["results"]
    slowest = sorted(
        ((round(r["execution_time"], 1), r["unique_id"].split(".")[-1]) for r in results),
        reverse=True,
    )
    with duckdb.connect(str(build), read_only=True) as connection:
        counted = connection.execute("select count(*) from marts.fct_obligations").fetchone()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
    return {
        "obligations": counted[0] if counted else 0,
        "seconds": round(seconds, 1),
        "peak_gb": round(peak, 2),
        "slowest": slowest[:10],
    }


def main() -> None:
    """Parse the size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--staff", type=int, default=15_000)
    parser.add_argument("--select", default="+fct_obligations")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(arguments.cases, arguments.staff, Path(folder), arguments.select)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
