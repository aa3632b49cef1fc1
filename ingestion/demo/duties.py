"""What each person is used to: how often they meet their manager, and when they cannot.

These are habits, not rules. They follow the intervals the council has agreed to (weekly,
fortnightly and monthly for the newly qualified, monthly for most, longer for some), because that
is what people book by; whether a date was in time is decided elsewhere, from the exports alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingestion.demo.absences import LONG, Absence
from ingestion.demo.days import FAR_AHEAD, Day, Every, add_months, after, working_on_or_after
from ingestion.demo.overrides import Override
from ingestion.demo.people import Worker
from ingestion.demo.posts import Post
from ingestion.demo.programmes import Programme
from ingestion.demo.shape import ADULTS

MONTHLY, WEEKLY, FORTNIGHTLY = Every(months=1), Every(days=7), Every(days=14)
SIX_WEEKLY, TWO_MONTHLY = Every(days=42), Every(months=2)

#: How often each kind of staff meets, where not every month.
CATEGORY_HABITS = {
    "student": WEEKLY,
    "business_support": SIX_WEEKLY,
    "youth_justice_specialist": TWO_MONTHLY,
    "youth_justice_administrator": TWO_MONTHLY,
    "other": TWO_MONTHLY,
}
#: Adults' services see everybody monthly, students too.
ADULTS_HABITS = {"other": SIX_WEEKLY}
WEEKLY_DAYS, FORTNIGHTLY_MONTHS = 42, 6


@dataclass(slots=True)
class Duty:
    """One person's calendar as supervision sees it.

    `spells` are stretches in which they can be met at all; `habits` are (first day, last day,
    interval), of which the shortest holds.
    """

    worker: Worker
    posts: list[Post]
    spells: list[tuple[Day, Day]] = field(default_factory=list)
    habits: list[tuple[Day, Day, Every]] = field(default_factory=list)
    absences: list[tuple[Day, Day]] = field(default_factory=list)
    programme: Programme | None = None

    def habit_on(self, day: Day) -> Every | None:
        """The shortest interval that holds on a day; nothing outside any post."""
        holding = [every for first, last, every in self.habits if first <= day <= last]
        return min(holding, key=lambda every: every.length) if holding else None

    def due_after(self, last: Day, every: Every) -> Day:
        """When the next meeting is owed, brought forward by a shorter habit that starts before."""
        due = after(last, every)
        for first, _, shorter in self.habits:
            if last < first < due and shorter.length < every.length:
                due = min(due, max(last + 1, after(first, shorter)))
        return due

    def post_on(self, day: Day) -> Post:
        """The post held on a day; the nearest one where there was none."""
        for post in self.posts:
            if post.starts <= day <= post.ends:
                return post
        return self.posts[0] if day < self.posts[0].starts else self.posts[-1]

    def is_away(self, day: Day) -> bool:
        """Whether absent on a day, for however short a time."""
        return any(first <= day <= last for first, last in self.absences)

    def back_on(self, day: Day) -> Day:
        """The first working day from this one on that they are at work."""
        for first, last in sorted(self.absences):
            if first <= day <= last:
                day = last + 1 if last == FAR_AHEAD else working_on_or_after(last + 1)
        return day


def make_duties(
    posts: list[Post],
    absences: list[Absence],
    programmes: list[Programme],
    overrides: list[Override],
    records: tuple[Day, Day],
) -> dict[str, Duty]:
    """Everybody's duty, by number; `records` are the day they begin and the data date."""
    begins, today = records
    duties = {post.worker.number: Duty(post.worker, []) for post in posts}
    for post in posts:
        duties[post.worker.number].posts.append(post)
        every = _category_habit(post)
        duties[post.worker.number].habits.append((post.starts, post.ends, every))
    for absence in absences:
        last = FAR_AHEAD if absence.last is None else absence.last
        duties[absence.worker.number].absences.append((absence.first, last))
    for programme in programmes:
        duty = duties[programme.worker.number]
        duty.programme = programme
        duty.habits += _programme_habits(programme)
    for override in overrides:
        last = FAR_AHEAD if override.last is None else override.last
        duties[override.worker.number].habits.append((override.first, last, override.every))
    breaking = long_absences(absences, today)
    for number, duty in duties.items():
        duty.spells = _spells(duty.worker, breaking.get(number, []), begins)
    return duties


def _category_habit(post: Post) -> Every:
    """How often somebody in this post is met."""
    if post.directorate == ADULTS:
        return ADULTS_HABITS.get(post.category, MONTHLY)
    return CATEGORY_HABITS.get(post.category, MONTHLY)


def _programme_habits(programme: Programme) -> list[tuple[Day, Day, Every]]:
    """Weekly, then fortnightly, while the programme is young."""
    start, last = programme.starts, programme.last_day
    fortnightly = start + WEEKLY_DAYS
    monthly = add_months(start, FORTNIGHTLY_MONTHS)
    return [
        (start, min(fortnightly - 1, last), WEEKLY),
        (fortnightly, min(monthly - 1, last), FORTNIGHTLY),
    ]


def long_absences(absences: list[Absence], today: Day) -> dict[str, list[tuple[Day, Day]]]:
    """Stretches of absence long enough to stop meetings; those that touch are one."""
    merged: dict[str, list[tuple[Day, Day]]] = {}
    for absence in absences:
        if absence.is_leave:
            continue
        own = merged.setdefault(absence.worker.number, [])
        last = FAR_AHEAD if absence.last is None else absence.last
        if own and absence.first <= own[-1][1] + 1:
            own[-1] = (own[-1][0], max(own[-1][1], last))
        else:
            own.append((absence.first, last))
    return {
        number: [(first, last) for first, last in own if min(last, today) - first + 1 >= LONG]
        for number, own in merged.items()
    }


def _spells(worker: Worker, away: list[tuple[Day, Day]], begins: Day) -> list[tuple[Day, Day]]:
    """Employment since records began, less the long absences."""
    spells, opens = [], max(begins, worker.starts)
    for first, last in away:
        if opens < first:
            spells.append((opens, min(first - 1, worker.leaves)))
        opens = max(opens, last + 1)
    if opens <= worker.leaves:
        spells.append((opens, worker.leaves))
    return spells
