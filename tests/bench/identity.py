"""How long it takes to tell who is meant at a size no council reaches: five million sessions, the staff of all England.

A third of the sessions name people by number, a third by e-mail and a third by name, a name in fifty with a slip in it.
Run it with `python -m tests.bench.identity --sessions 5000000 --staff 60000`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from tests.bench.ledger import DATA_DATE, TRANSFORM, make_empty_raw_tables

_FILL = """
create macro pick(n, salt, size) as (hash(n, salt) % size)::integer;
create macro syllables(n, salt) as ['Ba', 'Ce', 'Di', 'Fo', 'Gu', 'Ha', 'Je', 'Ki', 'Lo', 'Mu', 'Na', 'Pe']
    [1 + pick(n, salt, 12)] || ['lan', 'mer', 'nis', 'rod', 'sum', 'tav', 'vel', 'wic'][1 + pick(n, salt + 1, 8)];
create table people as
    select lpad(n::varchar, 6, '0') as number, syllables(n, 1) || ' ' || syllables(n, 3)
        || lower(syllables(n, 5)) || lower(syllables(n, 7)) as name, n
    from (select range::integer as n from range(1, {staff} + 1)) t;
insert into raw.load_run values ('{day}', now()::timestamp, null, 'bench');
insert into raw.hr_workers by name
    select number as employee_number, name as full_name, 'w' || n || '@council.gov.uk' as work_email,
        'SW' || n as swe_number, date '2020-01-01' as start_date from people;
insert into raw.sharepoint_sessions by name
    select 'S' || s as session_id, case s % 3
            when 0 then people.number
            when 1 then 'W' || people.n || '@Council.gov.uk'
            else case when pick(s, 9, 50) = 0 then replace(people.name, 'e', 'ea') else upper(people.name) end
        end as supervisee, bosses.number as supervisor, 'One to one' as format, 'Held' as status,
        date '2023-10-01' + pick(s, 10, 1000) as held_date, 'sessions' as _source_file, s::integer as _source_row,
        '{day}'::date as _extracted_on
    from range({sessions}) t(s)
    inner join people on people.n = 1 + pick(s, 11, {staff})
    inner join people as bosses on bosses.n = 1 + pick(s, 12, {staff} // 8);
drop table people;
"""
_MODELS = "+stg_people__unresolved +stg_people__repeats int_reference_candidates int_employments stg_load__run stg_sharepoint__sessions"


def measure(sessions: int, staff: int, folder: Path) -> dict[str, object]:
    """Seconds of each step, how many texts there were and how many tell nobody, and one reading of the sessions."""
    build = folder / "bench.duckdb"
    with duckdb.connect(str(build)) as connection:
        make_empty_raw_tables(connection)
        for statement in filter(
            str.strip, _FILL.format(sessions=sessions, staff=staff, day=DATA_DATE).split(";")
        ):
            connection.execute(statement)
    command = [str(Path(sys.executable).with_name("dbt")), "build", "--project-dir", str(TRANSFORM)]
    command += ["--profiles-dir", str(TRANSFORM), "--target-path", str(folder / "target")]
    command += ["--log-path", str(folder / "logs"), "--exclude-resource-type", "unit_test", "test"]
    command += ["--select", *_MODELS.split()]
    environment = os.environ | {"SUPERVISION_WAREHOUSE": str(build), "DO_NOT_TRACK": "1"}
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise SystemExit(finished.stdout[-3000:])
    results = json.loads((folder / "target" / "run_results.json").read_text())["results"]
    took = {r["unique_id"].split(".")[-1]: round(r["execution_time"], 1) for r in results}
    with duckdb.connect(str(build), read_only=True) as connection:
        ask = connection.execute
        began = time.perf_counter()
        ask("select count(distinct worker_id) from staging.stg_sharepoint__sessions").fetchall()
        joined = time.perf_counter() - began
        began = time.perf_counter()
        ask("select count(distinct supervisee) from raw.sharepoint_sessions").fetchall()
        plain = time.perf_counter() - began
        (texts,) = ask("select count(*) from staging.stg_people__written").fetchone() or (0,)
        (open_texts,) = ask("select count(*) from staging.stg_people__unresolved").fetchone() or (
            0,
        )
    told = {
        name: seconds for name, seconds in took.items() if "people" in name or "reference" in name
    }
    return {
        "texts": texts,
        "told_nobody": open_texts,
        "seconds": told | {"all": round(sum(told.values()), 1)},
        "sessions_read_resolved": round(joined, 1),
        "sessions_read_raw": round(plain, 1),
    }


def main() -> None:
    """Parse the size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=5_000_000)
    parser.add_argument("--staff", type=int, default=60_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(arguments.sessions, arguments.staff, Path(folder))))


if __name__ == "__main__":
    main()
