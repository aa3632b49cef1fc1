"""`python -m tests.oracle councils|expected|compare`: make councils, work out, compare."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

from .compare import as_text, describe, find_differences, read_csv, read_warehouse
from .councils import CASES, DATA_DATE, PEOPLE, write_council, write_merged_councils
from .inbox import read_council
from .ledger import COLUMNS, CORE_COLUMNS, make_ledger


def main() -> int:
    """Read the arguments and do the one thing asked; 1 where ledgers differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)

    councils = verbs.add_parser("councils", help="write made-up councils")
    councils.add_argument("--out", type=Path, required=True)
    councils.add_argument("--seeds", type=read_seeds, required=True, help="7 or 1-50 or 1-5,9")
    councils.add_argument("--apart", action="store_true", help="a folder each, not one inbox")
    councils.add_argument("--in-parts", action="store_true", help="every feed in two parts")
    councils.add_argument("--spoiled", action="store_true", help="without feeds or columns")
    councils.add_argument("--people", type=int, default=PEOPLE)
    councils.add_argument("--cases", type=int, default=CASES)
    councils.add_argument("--data-date", type=date.fromisoformat, default=DATA_DATE)

    expected = verbs.add_parser("expected", help="work out the ledger of an inbox")
    expected.add_argument("--inbox", type=Path, required=True)
    expected.add_argument("--out", type=Path, required=True)

    compare = verbs.add_parser("compare", help="hold a warehouse or a CSV against an inbox")
    compare.add_argument("--inbox", type=Path, required=True)
    compare.add_argument("--warehouse", type=Path)
    compare.add_argument("--relation", default="marts.fct_obligations")
    compare.add_argument("--ledger", type=Path, help="a CSV instead of a warehouse")
    compare.add_argument("--core", action="store_true", help="only the eight columns of dates")
    compare.add_argument("--subjects", type=int, default=5, help="how many to show in full")
    compare.add_argument("--no-rows", action="store_true", help="without the export rows")

    for verb in (expected, compare):
        verb.add_argument(
            "--records-from",
            action="append",
            default=[],
            metavar="FEED=DAY",
            help="a setting, or what an earlier load fixed; may be given again",
        )

    options = parser.parse_args()
    if options.verb == "councils":
        return write(options)
    fixed = dict(setting.split("=") for setting in options.records_from)
    council = read_council(
        options.inbox, {feed: date.fromisoformat(day) for feed, day in fixed.items()}
    )
    rows = make_ledger(council)
    if options.verb == "expected":
        with options.out.open("w", newline="", encoding="utf-8") as handle:
            writer = csv.writer(handle)
            writer.writerow(COLUMNS)
            writer.writerows([as_text(getattr(row, name)) for name in COLUMNS] for row in rows)
        print(f"{len(rows)} rows in {options.out}")
        return 0
    columns = CORE_COLUMNS if options.core else COLUMNS
    if options.warehouse:
        found = read_warehouse(options.warehouse, options.relation)
    elif options.ledger:
        found = read_csv(options.ledger)
    else:
        parser.error("compare needs --warehouse or --ledger")
    differences = find_differences(rows, found, columns)
    if not differences:
        print(f"No differences: {len(rows)} rows agree on {len(columns)} columns")
        return 0
    for line in describe(differences, council, columns, options.subjects, not options.no_rows):
        print(line)
    return 1


def write(options: argparse.Namespace) -> int:
    """Write the councils asked for, in one inbox or a folder each."""
    size = {"people": options.people, "cases": options.cases, "data_date": options.data_date}
    if options.apart:
        for seed in options.seeds:
            write_council(options.out / f"{seed:05d}", seed, **size)
    else:
        ways = {"in_parts": options.in_parts, "spoiled": options.spoiled}
        for taken in write_merged_councils(options.out, options.seeds, **size, **ways):
            print(taken)
    print(f"{len(options.seeds)} councils in {options.out}")
    return 0


def read_seeds(text: str) -> list[int]:
    """`1-3,9` as [1, 2, 3, 9]."""
    seeds: list[int] = []
    for part in text.split(","):
        low, _, high = part.partition("-")
        seeds.extend(range(int(low), int(high or low) + 1))
    return seeds


if __name__ == "__main__":
    sys.exit(main())
