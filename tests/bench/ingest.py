"""How long validated ingestion takes beside DuckDB's own reading of the same file as text.

Writes one export of sessions of a made-up size, with faults in it as real ones have; then, each in
a process of its own, loads it as a refresh does (checked, made private, landed as Parquet) and lets
DuckDB read it into a table of text. Run it with `python -m tests.bench.ingest --rows 5000000`.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
NAME = "sharepoint_sessions_20261031.csv"
#: One row in a thousand has a cell that cannot be read, one in two thousand is there twice.
SESSIONS = """
create macro pick(n, salt, size) as (hash(n, salt) % size)::integer;
copy (
    select
        'S-' || lpad(n::varchar, 8, '0') as "Session ID",
        lpad(pick(n, 0, 20000)::varchar, 6, '0') as "Supervisee",
        lpad(pick(n, 1, 2000)::varchar, 6, '0') as "Supervisor",
        ['One to one', 'Group', 'Peer', 'Observation'][1 + pick(n, 2, 4)] as "Format",
        strftime(day - 20, '%d/%m/%Y') as "Booked On",
        strftime(day - 1, '%d/%m/%Y') as "Planned Date",
        case when pick(n, 3, 10) = 0 then 'Cancelled' else 'Held' end as "Status",
        case when pick(n, 3, 10) > 0 then strftime(day, '%d/%m/%Y') end as "Held Date",
        case when pick(n, 3, 10) = 0 then 'Sickness' end as "Cancellation Reason",
        case when pick(n, 3, 10) = 0 then strftime(day + 7, '%d/%m/%Y') end as "Rearranged To",
        case when n % 1000 = 7 then 'an hour' else (30 + pick(n, 4, 60))::varchar end
            as "Duration Minutes",
        pick(n, 5, 30)::varchar as "Reflective Minutes",
        strftime(day - 2, '%d/%m/%Y') as "Supervisee Form Received",
        case when n % 1000 = 8 then 'soon' else strftime(day + 3, '%d/%m/%Y') end
            as "Record Shared",
        strftime(day + 4, '%d/%m/%Y') as "Supervisee Agreed",
        strftime(day + 5, '%d/%m/%Y') as "Supervisor Agreed"
    from (
        select n - (n % 2000 = 9)::integer as n, date '2021-11-01' + pick(n, 9, 1800)
            as day
        from (
            select n from (select range as n from range($rows)) as numbers
        ) as rows
    ) as numbered
) to '{path}' (header, delimiter ',')
"""


def write_sessions(path: Path, rows: int) -> None:
    """Write an export of so many sessions."""
    with duckdb.connect() as connection:
        connection.execute(SESSIONS.replace("{path}", str(path)).replace("$rows", str(rows)))


def load(path: Path, folder: Path) -> int:
    """Load the file as a refresh does; the rows that were received."""
    from ingestion.contract import read_contract  # noqa: PLC0415
    from ingestion.file_names import WHOLE  # noqa: PLC0415
    from ingestion.inbox import Arrival  # noqa: PLC0415
    from ingestion.landing import Landing  # noqa: PLC0415
    from ingestion.loading import load_file  # noqa: PLC0415
    from ingestion.settings import Settings  # noqa: PLC0415

    feed = read_contract()["sharepoint_sessions"]
    arrival = Arrival(path, feed.name, WHOLE, date(2026, 10, 31))
    made = load_file(arrival, feed, Landing(folder / "landing"), Settings())
    if made.received != made.accepted + made.quarantined + made.duplicate or not made.accepted:
        raise SystemExit(f"The rows do not add up: {made}")
    return made.received


def read_as_text(path: Path, folder: Path) -> int:
    """Let DuckDB read the file into a table of a new file, all of it text."""
    with duckdb.connect(folder / "text.duckdb") as connection:
        connection.execute(
            "create table sessions as select * from read_csv(?, all_varchar = true, header = true)",
            [str(path)],
        )
        return int(connection.sql("select count(*) from sessions").fetchall()[0][0])


WAYS = {"validated": load, "text": read_as_text}


def _tell(way: str, path: Path) -> None:
    """Measure one way in this process, and print what it came to."""
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        began, used = time.perf_counter(), time.process_time()
        rows = WAYS[way](path, Path(name))
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    told = {"rows": rows, "seconds": seconds, "cpu": cpu, "peak_gb": peak}
    print(json.dumps({name: round(figure, 2) for name, figure in told.items()}))


def measure(rows: int, folder: Path, times: int = 2) -> dict[str, dict[str, float]]:
    """Measure both ways, turn about; of each the least of every figure but the peak, which is the
    most.
    """
    path = folder / NAME
    write_sessions(path, rows)
    best: dict[str, dict[str, float]] = {}
    for way in list(WAYS) * times:
        finished = subprocess.run(
            [sys.executable, "-m", "tests.bench.ingest", "--way", way, "--file", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        told = json.loads(finished.stdout)
        before = best.setdefault(way, told)
        best[way] = {
            name: (max if name == "peak_gb" else min)(told[name], before[name]) for name in told
        }
    path.unlink()
    return best


def main() -> None:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--way", choices=list(WAYS))
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    if asked.way:
        _tell(asked.way, asked.file)
        return
    with tempfile.TemporaryDirectory() as name:
        for way, figures in measure(asked.rows, Path(name)).items():
            print(way, figures)


if __name__ == "__main__":
    main()
