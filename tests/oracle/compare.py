"""Two ledgers side by side: what differs, grouped by subject, with the rows behind it."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from .inbox import SYSTEMS, Council, Row
from .obligation import COLUMNS, CORE_COLUMNS, SUPERVISION, TYPES

Key = tuple[str, str, str]
Values = tuple[str, ...]
UNTOLD = ("evidence_id", "step")  # but for supervision
UNTOLD_INTERVALS = ("interval_count", "interval_unit")
NO_INTERVAL = ("asye_review", "session_record", "case_record", "session_rebooked", "audit_action")


def as_text(value: Any) -> str:
    """A cell in one spelling, whatever it came from."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value)


def shape(rows: Iterable[Any], columns: Iterable[str] = CORE_COLUMNS) -> Counter[Values]:
    """Rows (objects or mappings) as a multiset of texts; what is not told is left blank."""
    counted: Counter[Values] = Counter()
    for row in rows:
        get = row.get if isinstance(row, Mapping) else lambda name, row=row: getattr(row, name)
        kind = get("obligation_type")
        if kind not in TYPES:
            continue
        values = []
        for name in columns:
            untold = name in UNTOLD and kind not in SUPERVISION
            untold = untold or (name in UNTOLD_INTERVALS and kind in NO_INTERVAL)
            values.append("" if untold else as_text(get(name)))
        if "week" in values:  # two weeks and fourteen days are one interval, told either way
            at = values.index("week")
            values[at - 1 : at + 1] = [str(int(values[at - 1]) * 7), "day"]
        counted[tuple(values)] += 1
    return counted


def read_csv(path: Path) -> list[dict[str, str]]:
    """A ledger kept as CSV."""
    with path.open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def read_warehouse(path: Path, relation: str = "marts.fct_obligations") -> list[dict[str, Any]]:
    """A ledger in a DuckDB file, opened read-only; a column it has not got reads as null."""
    with duckdb.connect(str(path), read_only=True) as connection:
        cursor = connection.execute(f"select * from {relation}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def find_differences(
    expected: Iterable[Any], found: Iterable[Any], columns: Iterable[str] = CORE_COLUMNS
) -> dict[Key, tuple[list[Values], list[Values]]]:
    """(policy, type, subject) -> (rows only expected, rows only found)."""
    columns = tuple(columns)
    want, have = shape(expected, columns), shape(found, columns)
    differing: dict[Key, tuple[list[Values], list[Values]]] = defaultdict(lambda: ([], []))
    for values in (want - have).elements():
        differing[values[0], values[1], values[2]][0].append(values)
    for values in (have - want).elements():
        differing[values[0], values[1], values[2]][1].append(values)
    return {key: (sorted(a), sorted(b)) for key, (a, b) in sorted(differing.items())}


def describe(
    differences: Mapping[Key, tuple[list[Values], list[Values]]],
    council: Council,
    columns: Iterable[str] = CORE_COLUMNS,
    subjects: int = 5,
    has_rows: bool = True,
) -> Iterator[str]:
    """The differences as lines a person can work from, the first subjects in full."""
    names = tuple(columns)
    wanted = sum(len(a) for a, _ in differences.values())
    extra = sum(len(b) for _, b in differences.values())
    yield f"{wanted} rows only expected, {extra} only found, {len(differences)} subjects differ"
    tally = Counter((policy, kind) for policy, kind, _ in differences)
    for (policy, kind), count in sorted(tally.items()):
        yield f"  {policy} {kind}: {count} subjects"
    blamed: Counter[str] = Counter()
    for a, b in differences.values():
        for left, right in zip(a, b, strict=False):
            pairs = zip(names, left, right, strict=True)
            blamed.update(name for name, one, other in pairs if one != other)
    yield "  columns that differ: " + ", ".join(f"{n} {c}" for n, c in blamed.most_common())
    for policy, kind, subject in list(differences)[:subjects]:
        yield ""
        yield f"== {policy} {kind} {subject}"
        only_expected, only_found = differences[policy, kind, subject]
        for mark, rows in (("expected", only_expected), ("found   ", only_found)):
            for values in rows:
                yield f"  {mark} " + " ".join(value or "-" for value in values[3:])
        if has_rows:
            yield from describe_subject(council, kind, subject)


ABOUT_CASE = ("involvements", "risk_flags", "case_supervisions")
ABOUT_WORKER = {
    "hr_workers": "Employee Number",
    "hr_posts": "Employee Number",
    "hr_absences": "Employee Number",
    "asye_programmes": "Employee Number",
    "asye_pauses": "NQSW",
    "asye_reviews": "NQSW",
    "sharepoint_overrides": "Supervisee",
    "sharepoint_sessions": "Supervisee",
}
ALSO = {
    "agreement": {"sharepoint_agreements": "Supervisee"},
    "training": {
        "sharepoint_training": "Employee Number",
        "hr_posts": "Line Manager Employee Number",
    },
    "performance_review": {"sharepoint_reviews": "Employee Number"},
}


def find_behind(council: Council, kind: str, subject: str) -> Iterator[tuple[str, list[Row]]]:
    """Each feed that bears on a subject, with its rows about it."""

    def about(feed: str, heading: str, name: str) -> tuple[str, list[Row]]:
        return feed, [row for row in council.rows(feed) if row[heading] == name]

    if kind == "audit_action":
        yield (actions := about("audit_actions", "Action ID", subject))
        for row in actions[1]:
            yield about("audit_answers", "Audit ID", row["Audit ID"])
    elif kind in ("case_supervision", "case_record"):
        system, _, person = subject.partition("-")
        assert system in SYSTEMS
        for name in ABOUT_CASE:
            yield about(f"{system}_{name}", "Person ID", person.rpartition("/")[2])
    else:
        person = subject.rpartition("/")[2]
        for feed, heading in [*ABOUT_WORKER.items(), *ALSO.get(kind, {}).items()]:
            yield about(feed, heading, person)


def describe_subject(council: Council, kind: str, subject: str) -> Iterator[str]:
    """The export rows behind one subject, in order of date."""
    yield f"  data date {council.data_date}; records from " + ", ".join(
        f"{feed} {day}" for feed, day in council.records_from.items()
    )
    for feed, rows in find_behind(council, kind, subject):
        for line in sorted(_line(row) for row in rows):
            yield f"  {feed}: {line}"


_QUIET = {"Full Name", "Work Email", "SWE Number", "Job Title", "SWE Registration Expiry"}
_QUIET |= {"Qualified Date", "Booked On", "Duration Minutes", "Reflective Minutes", "Programme"}


def _line(row: Row) -> str:
    days = [v.isoformat() for v in row.values() if isinstance(v, date)]
    cells = [
        f"{heading}={as_text(value)}"
        for heading, value in row.items()
        if value is not None and heading not in _QUIET
    ]
    return f"{min(days, default='')} | " + "; ".join(cells)


__all__ = ["COLUMNS", "CORE_COLUMNS", "describe", "find_differences", "read_csv", "read_warehouse"]
