"""Workers: employment, posts, long absences, and whose line they stand in on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from .days import DAY, FAR, add_interval, end_after
from .inbox import Council, Row
from .policies import WEEKLY_THEN_SLOWER, Interval, StaffPolicy, name_step
from .supervision import Asked, Asking, Readings, Subject

LONG_ABSENCE_DAYS = 28
Range = tuple[date, date]  # [from, to)


@dataclass
class Worker:
    """One employee, with every row about them that had begun by the data date."""

    worker_id: str
    employment: list[Range]
    posts: list[Row]
    absences: list[Row]
    programmes: list[Row]
    overrides: list[Row]
    pauses: list[Row]
    sessions: list[Row]
    reviews: list[Row]
    data_date: date
    long_absences: list[Range] = field(default_factory=list)

    def is_employed(self, day: date) -> bool:
        """Whether HR says this person was employed on the day."""
        return any(start <= day < end for start, end in self.employment)

    def is_away(self, day: date) -> bool:
        """Whether the day lies in a long absence."""
        return any(start <= day < end for start, end in self.long_absences)


def find_left(worker: Worker, day: date) -> date | None:
    """The day after the employment the day lies in; None where it lies in none."""
    return next((end for start, end in worker.employment if start <= day < end), None)


def join_ranges(ranges: list[Range]) -> list[Range]:
    """Ranges made one where they overlap or touch.

    A touching range starts on the last day of the other or on the day after it.
    """
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def gather_workers(council: Council, readings: Readings) -> list[Worker]:
    """Everybody HR knows who had started by the data date."""
    known = council.data_date
    starts: dict[str, list[Range]] = defaultdict(list)
    for row in council.rows("hr_workers"):
        if row["Start Date"] <= known:
            span = (row["Start Date"], end_after(row["Leaving Date"], known))
            starts[row["Employee Number"]].append(span)
    about = {
        name: _by_person(council, feed, person, begins)
        for name, feed, person, begins in (
            ("posts", "hr_posts", "Employee Number", "Post Start"),
            ("absences", "hr_absences", "Employee Number", "First Day"),
            ("programmes", "asye_programmes", "Employee Number", "ASYE Start"),
            ("overrides", "sharepoint_overrides", "Supervisee", "From"),
            ("pauses", "asye_pauses", "NQSW", "From"),
            ("sessions", "sharepoint_sessions", "Supervisee", None),
            ("reviews", "asye_reviews", "NQSW", None),
        )
    }
    workers = []
    for worker_id, employment in sorted(starts.items()):
        rows = {name: by_person.get(worker_id, []) for name, by_person in about.items()}
        worker = Worker(
            worker_id,
            join_ranges(employment),
            rows["posts"],
            rows["absences"],
            rows["programmes"],
            rows["overrides"],
            rows["pauses"],
            rows["sessions"],
            rows["reviews"],
            known,
        )
        worker.long_absences = find_long_absences(worker, readings)
        workers.append(worker)
    return workers


def _by_person(
    council: Council, feed: str, person: str, begins: str | None
) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in council.rows(feed):
        if begins is None or row[begins] <= council.data_date:
            found[row[person]].append(row)
    return found


def find_long_absences(worker: Worker, readings: Readings) -> list[Range]:
    """Absences other than annual leave, joined where they touch, of 28 days or more.

    Day by day: a day is an absent day if any such row covers it.  Rows touch when one starts on
    the day another ended or on the day after, which is the same as the days running on.
    """
    absent: set[date] = set()
    runs_on = False
    for row in worker.absences:
        if row["Absence Type"] == "annual leave":
            continue
        end = end_after(row["Last Day"], worker.data_date)
        day = row["First Day"]
        runs_on = runs_on or (end == FAR and day <= worker.data_date)
        while day < end and day <= worker.data_date:
            absent.add(day)
            day += DAY
    ranges = []
    for first in sorted(day for day in absent if day - DAY not in absent):
        last, counted = first, 0
        while last in absent:
            counted += readings.absence_length == "whole" or worker.is_employed(last)
            last += DAY
        if counted >= LONG_ABSENCE_DAYS:
            is_running = runs_on and last > worker.data_date
            ranges.append((first, FAR if is_running else last))
    return ranges


def as_subject(worker: Worker, policy: StaffPolicy) -> Subject:
    """The worker as the supervision of one policy sees them."""
    bindings = find_bindings(worker, policy)
    tightenings = find_overrides(worker, policy)
    first_post = min((row["Post Start"] for row in worker.posts), default=date.min)

    def asks(day: date) -> Asked:
        bound = {(a, row) for start, end, a, row in bindings if start <= day < end}
        if bound:
            bound |= {(a, row) for start, end, a, row in tightenings if start <= day < end}
        return frozenset(bound)

    def is_in_life(day: date) -> bool:
        return day >= first_post and worker.is_employed(day) and not worker.is_away(day)

    def end_reason(day: date) -> str | None:
        if not worker.is_employed(day):
            return "left"
        return "absent" if worker.is_away(day) else None

    begins = [start for start, _, _, _ in bindings] or [worker.data_date]
    return Subject(
        worker.worker_id, min(begins), asks, is_in_life, end_reason, find_sessions(worker, policy)
    )


Binding = tuple[date, date, Asking, int]


def find_bindings(worker: Worker, policy: StaffPolicy) -> list[Binding]:
    """Posts and programmes as ranges under one asking each."""
    found: list[Binding] = []
    for row in worker.posts:
        rule = policy.posts.get(row["Staff Category"] or "")
        if rule:
            asking = Asking(rule[0], name_step((0, "day")), *rule[1])
            end = end_after(row["Post End"], worker.data_date)
            found.append((row["Post Start"], end, asking, len(found)))
    for row in worker.programmes:
        start, end = row["ASYE Start"], end_after(row["Ended On"], worker.data_date)
        # Somebody rehired has two starts; the clock is the one they work under that day.
        for employed_from, employed_to in worker.employment:
            clock = start if policy.nqsw_clock == "asye" else employed_from
            number = len(found)
            for begins, ends, step, interval in walk_steps(clock):
                low, high = max(start, begins), min(end, ends)
                if len(worker.employment) > 1:
                    low, high = max(low, employed_from), min(high, employed_to)
                asking = Asking(policy.nqsw_rule, step, *interval)
                found.append((low, high, asking, number))
    return found


def walk_steps(clock: date) -> list[tuple[date, date, str, Interval]]:
    """The three steps of an NQSW's rule as ranges from the clock's day."""
    begins = [add_interval(clock, *after) for after, _ in WEEKLY_THEN_SLOWER]
    ends = [*begins[1:], FAR]
    return [
        (start, end, name_step(after), interval)
        for start, end, (after, interval) in zip(begins, ends, WEEKLY_THEN_SLOWER, strict=True)
    ]


def find_overrides(worker: Worker, policy: StaffPolicy) -> list[Binding]:
    """Individual overrides of a reason the policy names; an agreed deviation is none."""
    found: list[Binding] = []
    for row in worker.overrides:
        if policy.override_rule is None or row["Reason"] not in policy.override_reasons:
            continue
        own = (int(row["Interval"]), row["Unit"])
        if policy.override_at_most is not None:
            own = take_shorter(policy.override_at_most, own)
        asking = Asking(policy.override_rule, name_step((0, "day")), *own)
        end = end_after(row["To"], worker.data_date)
        found.append((row["From"], end, asking, 1000 + len(found)))
    return found


def take_shorter(standing: Interval, own: Interval) -> Interval:
    """The person's own interval only where it is shorter (a month never is than two weeks)."""
    anywhere = date(2026, 2, 1)  # the shortest month there is
    return own if add_interval(anywhere, *own) < add_interval(anywhere, *standing) else standing


def find_sessions(worker: Worker, policy: StaffPolicy) -> dict[date, str]:
    """The days of sessions that count, each with the lowest Session ID of the day."""
    days: dict[date, str] = {}
    for row in worker.sessions:
        if row["Status"] == "held" and row["Format"] in policy.formats:
            day = row["Held Date"]
            days[day] = min(days.get(day, row["Session ID"]), row["Session ID"])
    return days
