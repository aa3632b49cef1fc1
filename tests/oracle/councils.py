"""Small councils made up at random, nasty on purpose, written as reference exports.

Days are drawn again and again from the days that already matter to the same person (starts, ends,
the day before and after, month ends, the data date), because that is where date rules go wrong.
A seed always gives the same council.  Ids hold the seed, so many councils fit in one inbox and a
difference in the ledger says which seed it came from.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from .council_assurance import write_assurance
from .council_cases import write_cases
from .council_spoils import spoil
from .council_staff import write_staff
from .days import find_bank_holidays
from .inbox import CONTRACT, parse_contract

DATA_DATE = date(2026, 10, 31)
PEOPLE, CASES = 12, 25
TextRow = dict[str, str]
Feeds = dict[str, list[TextRow]]


class Draw:
    """A source of chance that likes the days which already matter."""

    def __init__(self, seed: int, data_date: date) -> None:
        self.rng = random.Random(seed)
        self.data_date = data_date
        self.evidence_from = data_date - timedelta(days=760)
        self.days: list[date] = []
        self.rehired = 0.1  # of those who leave

    def forget(self) -> None:
        """Start a new person: only the data date and days before bank holidays matter as yet."""
        self.days = [
            self.data_date + timedelta(days=offset) for offset in (-28, -27, -1, 0, 0, 1, 2, 30)
        ]
        for _ in range(2):
            year = self.data_date.year - self.rng.randint(0, 2)
            feast = self.rng.choice(sorted(find_bank_holidays(year)))
            if self.evidence_from < feast < self.data_date:
                self.days.append(feast - timedelta(days=self.rng.randint(0, 10)))

    def note(self, day: date | None) -> date | None:
        """Remember a day as one that matters, and give it back."""
        if day is not None:
            self.days.append(day)
        return day

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return self.rng.random() < share

    def day(self, low: int, high: int, pull: float = 0.35) -> date:
        """A day between two offsets from the data date, often on or beside one that matters."""
        if self.days and self.chance(pull):
            return self.rng.choice(self.days) + timedelta(days=self.rng.choice((-1, 0, 0, 1)))
        day = self.data_date + timedelta(days=self.rng.randint(low, high))
        if self.chance(0.15):  # the last days of months, where a month's arithmetic clamps
            day = day.replace(day=1) - timedelta(days=self.rng.choice((1, 1, 2, 3)))
        return day

    def end(self, start: date, longest: int, open_share: float = 0.4) -> date | None:
        """A last day on or after `start`: blank, future, on a day that matters, or at random."""
        if self.chance(open_share):
            return None
        if self.chance(0.1):
            return max(start, self.data_date)
        if self.chance(0.1):
            return max(start, self.data_date) + timedelta(days=self.rng.randint(1, 300))
        if self.chance(0.3):
            return max(start, self.rng.choice(self.days) + timedelta(self.rng.choice((-1, 0, 1))))
        return start + timedelta(days=self.rng.randint(0, longest))

    def next_start(self, start: date, end: date | None) -> date:
        """Where a neighbour of [start, end] begins: touching, overlapping, or after a gap."""
        if end is None:
            return start + timedelta(days=self.rng.randint(0, 250))
        return end + timedelta(days=self.rng.choice((0, 1, 1, 1, 2, 3, -1, -10, -40, 12, 45)))


def make_feeds(
    seed: int, people: int = PEOPLE, cases: int = CASES, data_date: date = DATA_DATE
) -> Feeds:
    """The rows of one council by feed, every cell as text."""
    draw = Draw(seed, data_date)
    feeds: Feeds = {feed: [] for feed in CONTRACT}
    prefix = f"{seed:05d}"
    workers = write_staff(feeds, draw, prefix, people)
    write_cases(feeds, draw, prefix, cases, workers)
    write_assurance(feeds, draw, prefix, workers)
    return feeds


def write_council(
    folder: Path,
    seed: int,
    people: int = PEOPLE,
    cases: int = CASES,
    data_date: date = DATA_DATE,
) -> None:
    """Write one council's exports into a folder."""
    write_feeds(folder, make_feeds(seed, people, cases, data_date), seed, data_date)


def write_merged_councils(
    folder: Path,
    seeds: Iterable[int],
    people: int = PEOPLE,
    cases: int = CASES,
    data_date: date = DATA_DATE,
    in_parts: bool = False,
    spoiled: bool = False,
) -> list[str]:
    """Write many councils as one inbox with one data date; work the ledger out on the whole.

    What a spoiled inbox goes without is given back.
    """
    merged: Feeds = {feed: [] for feed in CONTRACT}
    seeds = list(seeds)
    for seed in seeds:
        for feed, rows in make_feeds(seed, people, cases, data_date).items():
            merged[feed].extend(rows)
    taken = spoil(merged, random.Random(sum(seeds))) if spoiled else []
    write_feeds(folder, merged, sum(seeds), data_date, in_parts)
    return taken


def write_feeds(
    folder: Path, feeds: Feeds, seed: int, data_date: date, in_parts: bool = False
) -> None:
    """Rows to files: some twice, all shuffled, codes and dates spelt now one way, now another."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for feed, rows in feeds.items():
        spelt = [spell(rng, feed, row) for row in rows]
        spelt += [dict(row) for row in spelt if rng.random() < 0.02]
        rng.shuffle(spelt)
        half = len(spelt) // 2 if in_parts else len(spelt)
        parts = [("", spelt[:half])] + ([("-agency", spelt[half:])] if in_parts else [])
        for part, some in parts:
            path = folder / f"{feed}{part}_{data_date:%Y%m%d}.csv"
            with path.open("w", newline="", encoding="utf-8") as handle:
                writer = csv.DictWriter(handle, list(parse_contract(feed)))
                writer.writeheader()
                writer.writerows(some)


def spell(rng: random.Random, feed: str, row: TextRow) -> TextRow:
    """The row as somebody might type it: dates British or ISO, codes in any case."""
    spelt = {}
    for heading, (kind, _) in parse_contract(feed).items():
        text = row.get(heading, "")
        if kind == "date" and text and rng.random() < 0.9:
            text = date.fromisoformat(text).strftime("%d/%m/%Y")
        elif kind == "code" and text and rng.random() < 0.02:
            text = rng.choice((text.upper(), f" {text}", f"{text} "))
        spelt[heading] = text
    return spelt
