"""The demo's files as a test reads them: plain rows, nothing borrowed from what made them."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from ingestion.demo import DemoSummary, PlantedProblem

Row = dict[str, str]


def day(text: str) -> date:
    """A dd/mm/yyyy cell as a date; raises ValueError for anything else."""
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def end(text: str) -> date:
    """A last day, far ahead where the cell is empty."""
    return day(text) if text else date.max


@dataclass
class Exports:
    """One inbox, read once: every feed's rows with its parts together."""

    folder: Path
    summary: DemoSummary
    files: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, _ in self.summary.files:
            with (self.folder / name).open(encoding="utf-8", newline="") as handle:
                self.files[name] = list(csv.DictReader(handle))

    def __getitem__(self, feed: str) -> list[Row]:
        return [
            row
            for name, rows in self.files.items()
            if name.rsplit("_", 1)[0].split("-")[0] == feed
            for row in rows
        ]

    @property
    def today(self) -> date:
        """The data date."""
        return self.summary.data_date

    def ago(self, days: int) -> date:
        """So many days before the data date."""
        return self.today - timedelta(days=days)

    def problems(self, code: str) -> list[PlantedProblem]:
        """What was planted under a code."""
        return [problem for problem in self.summary.problems if problem.code == code]

    @cached_property
    def workers(self) -> dict[str, Row]:
        """HR's workers by number."""
        return {row["Employee Number"]: row for row in self["hr_workers"]}

    @cached_property
    def teams(self) -> dict[str, Row]:
        """HR's teams by code."""
        return {row["Team Code"]: row for row in self["hr_teams"]}

    @cached_property
    def posts_now(self) -> list[Row]:
        """Posts that run on the data date."""
        return [
            row
            for row in self["hr_posts"]
            if day(row["Post Start"]) <= self.today <= end(row["Post End"])
        ]

    def posts_of(self, number: str) -> list[Row]:
        """Somebody's posts on the data date."""
        return [row for row in self.posts_now if row["Employee Number"] == number]

    def supervisees_of(self, number: str) -> list[str]:
        """Whose posts name this line manager on the data date."""
        return [
            row["Employee Number"]
            for row in self.posts_now
            if row["Line Manager Employee Number"] == number
        ]

    @cached_property
    def held(self) -> dict[str, list[Row]]:
        """Sessions held by the data date, by supervisee, in order of day."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self["sharepoint_sessions"]:
            if row["Held Date"] and day(row["Held Date"]) <= self.today:
                found[row["Supervisee"]].append(row)
        for rows in found.values():
            rows.sort(key=lambda row: day(row["Held Date"]))
        return found

    def met(self, number: str, form: str = "One to one") -> list[date]:
        """The days somebody was met in this format."""
        return [day(row["Held Date"]) for row in self.held[number] if row["Format"] == form]

    def gaps(self, number: str) -> list[tuple[date, int]]:
        """Each one to one and the days until the next."""
        days = self.met(number)
        return [(a, (b - a).days) for a, b in pairwise(days)]

    def involvements(self, name: str) -> list[Row]:
        """The involvement rows of a case named `system-Person ID`, in order."""
        system, person = name.split("-", 1)
        rows = [row for row in self[f"{system}_involvements"] if row["Person ID"] == person]
        return sorted(rows, key=lambda row: row["Start Date"][6:] + row["Start Date"][3:5])

    def talks(self, name: str) -> list[date]:
        """The days a case named `system-Person ID` was talked through."""
        system, person = name.split("-", 1)
        return [
            day(row["Supervision Date"])
            for row in self[f"{system}_case_supervisions"]
            if row["Person ID"] == person and row["Record Status"] == "Completed"
        ]
