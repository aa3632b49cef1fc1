"""A new version of a policy, begun as a copy of the one before it: every row of it again, with the new day.

A version restates the whole policy, which by hand is many rows in many files; what changes is then written in the
copies.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

RULE_SEEDS = (
    *("rules", "rule_steps", "rule_thresholds", "rule_conditions"),
    *("rule_formats", "rule_milestones", "rule_needs"),
)


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def _add(path: Path, headings: list[str], rows: list[dict[str, str]]) -> None:
    text = path.read_text(encoding="utf-8")
    with path.open("a", encoding="utf-8", newline="") as file:
        if text and not text.endswith("\n"):
            file.write("\n")
        csv.DictWriter(file, headings, lineterminator="\n").writerows(rows)


def restate(seeds: Path, policy: str, day: str, label: str) -> dict[str, int]:
    """Add a version and copy every rule of the version before it; how many rows each file got.

    Raises ValueError, saying what to do, where there is nothing to copy or the version is there.
    """
    try:
        begins = date.fromisoformat(day).isoformat()
    except ValueError:
        raise ValueError(f"{day} is not a day that can be read.") from None
    folder = seeds / "policy"
    headings, versions = _read(folder / "policy_versions.csv")
    mine = sorted(row["valid_from"] for row in versions if row["policy_id"] == policy)
    if not mine:
        known = ", ".join(sorted({row["policy_id"] for row in versions}))
        raise ValueError(f"There is no policy {policy}. There are: {known}.")
    if begins in mine:
        raise ValueError(f"{policy} has a version from {begins} already: change its rows.")
    earlier = [one for one in mine if one < begins]
    if not earlier:
        raise ValueError(f"{policy} has no version before {begins} that could be copied.")
    version = dict.fromkeys(headings, "") | {
        "policy_id": policy,
        "valid_from": begins,
        "version_label": label,
        "is_ending": "false",
    }
    _add(folder / "policy_versions.csv", headings, [version])
    _, rules = _read(folder / "rules.csv")
    names = {row["rule_id"] for row in rules if row["policy_id"] == policy}
    added = {"policy_versions.csv": 1}
    for seed in RULE_SEEDS:
        path = folder / f"{seed}.csv"
        headings, rows = _read(path)
        copies = [
            row | {"valid_from": begins}
            for row in rows
            if row["rule_id"] in names and row["valid_from"] == earlier[-1]
        ]
        _add(path, headings, copies)
        added[path.name] = len(copies)
    return added
