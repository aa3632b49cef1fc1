"""Who was whose line manager, and for how long: what agreements, training and audits hang on."""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo.days import FAR_AHEAD, Day
from ingestion.demo.posts import Post

Span = tuple[Day, Day]


@dataclass(frozen=True, slots=True)
class Pair:
    """One stretch of one person under one manager; `post` is the first of its posts.

    `ends` is the last day, or FAR_AHEAD while it runs.
    """

    post: Post
    manager: str
    starts: Day
    ends: Day

    @property
    def supervisee(self) -> str:
        """The number of the one who is managed."""
        return self.post.worker.number

    def runs_on(self, day: Day) -> bool:
        """Whether it holds on a day."""
        return self.starts <= day <= self.ends


def line_pairs(posts: list[Post]) -> list[Pair]:
    """Every stretch, by supervisee and day; stretches that touch are one."""
    own: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        if post.manager:
            own.setdefault((post.worker.number, post.manager), []).append(post)
    pairs = []
    for (_, manager), rows in own.items():
        for first, last in merge([(row.starts, row.ends) for row in rows]):
            post = next(row for row in rows if row.starts == first)
            pairs.append(Pair(post, manager, first, last))
    return sorted(pairs, key=lambda pair: (pair.supervisee, pair.starts, pair.manager))


def merge(spans: list[Span]) -> list[Span]:
    """Stretches in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def managing(pairs: list[Pair]) -> dict[str, list[Span]]:
    """When each manager had anybody to manage, by number."""
    spans: dict[str, list[Span]] = {}
    for pair in pairs:
        spans.setdefault(pair.manager, []).append((pair.starts, pair.ends))
    return {number: merge(spans[number]) for number in sorted(spans)}


def runs_at(pairs: list[Pair], day: Day) -> dict[str, list[Pair]]:
    """Who manages whom on a day, by manager."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.runs_on(day):
            found.setdefault(pair.manager, []).append(pair)
    return {manager: found[manager] for manager in sorted(found)}


def is_still(day: Day, today: Day) -> bool:
    """Whether a last day has not come by the data date."""
    return day == FAR_AHEAD or day > today
