"""From what binds on each day to the supervision obligations of one subject under one policy.

The subject is walked a day at a time: which rules bind, is anything owed at all.  Runs of owed
days are spells, runs of days with the same binding rules are stretches, stretches judged alike
are phases.  Then evidence is laid on the spells and each due date walks the phases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .days import DAY, FAR, add_interval
from .policies import IN_FORCE_FROM

HORIZON = timedelta(days=400)  # boundaries known in advance are looked for this far ahead


@dataclass(frozen=True)
class Readings:
    """Where the text can be read more than one way; the defaults are what is taken (README.md).

    The others are kept so that a difference can be tried against a second reading.
    """

    stretch_edges: str = "rule"  # or "row": each post, override or involvement is an edge
    stretch_scope: str = "rules"  # or "life": absences and employment cut stretches too
    running_pause_takes_in_data_date: bool = True
    review_before_start_counts: bool = True
    future_rows_tell_birth: bool = True
    asye_employment: str = "hr"  # or "first post": employment begins no earlier than a post
    absence_length: str = "whole"  # or "employed": only days in employment are counted
    birth_across_systems: bool = False


TAKEN = Readings()


@dataclass(frozen=True, order=True)
class Asking:
    """What a rule asks on a day: its id, the step it is in, the interval."""

    rule_id: str
    step: str
    count: int
    unit: str

    def after(self, day: date) -> date:
        """The day one interval after `day`."""
        return add_interval(day, self.count, self.unit)


Asked = frozenset[tuple[Asking, int]]  # with the number of the export row behind it


@dataclass(frozen=True)
class Phase:
    """A time under one rule, step and interval: [start, end)."""

    start: date
    end: date
    asking: Asking


@dataclass(frozen=True)
class Stretch:
    """A time on which the same rules bind: [start, end), and the strictest of them."""

    start: date
    end: date
    asking: Asking | None


@dataclass
class Subject:
    """One worker or case, as the calculation needs it, under one policy."""

    subject_id: str
    first_day: date
    asks: Callable[[date], Asked]
    is_in_life: Callable[[date], bool]  # employed and not long absent; case open
    end_reason: Callable[[date], str | None]  # why life is over on a day, where it is
    evidence: dict[date, str]  # day -> lowest id


@dataclass(frozen=True)
class Span:
    """One supervision obligation before anything is said about people."""

    opened_on: date
    due_on: date
    asking: Asking
    met_on: date | None
    closed_on: date | None
    closed_reason: str | None
    evidence_id: str | None


def find_stretches(subject: Subject, data_date: date, readings: Readings) -> list[Stretch]:
    """Every stretch of the subject's time, including those in which nothing binds."""
    found: list[Stretch] = []
    start = day = max(subject.first_day, IN_FORCE_FROM)
    asked = _asked(subject, day, readings)
    while day <= data_date + HORIZON:
        day += DAY
        now = _asked(subject, day, readings)
        if now != asked and _edges(now, readings) != _edges(asked, readings):
            found.append(Stretch(start, day, choose_strictest(asked, start)))
            start, asked = day, now
    found.append(Stretch(start, FAR, choose_strictest(asked, start)))
    return found


def _asked(subject: Subject, day: date, readings: Readings) -> Asked:
    if readings.stretch_scope == "life" and not subject.is_in_life(day):
        return frozenset()
    return subject.asks(day)


def _edges(asked: Asked, readings: Readings) -> frozenset[object]:
    if readings.stretch_edges == "row":
        return frozenset(asked)
    return frozenset(asking for asking, _ in asked)


def choose_strictest(asked: Iterable[tuple[Asking, int]], start: date) -> Asking | None:
    """The rule whose interval from the stretch's first day ends soonest; a tie by rule_id.

    Within one rule an interval in days or weeks comes before one in months.
    """
    askings = {asking for asking, _ in asked}
    if not askings:
        return None

    def rank(asking: Asking) -> tuple[date, str, str, bool, int, str]:
        told = (asking.rule_id, asking.step, asking.unit == "month", asking.count, asking.unit)
        return (asking.after(start), *told)

    return min(askings, key=rank)


def join_phases(stretches: list[Stretch]) -> list[Phase]:
    """Neighbouring stretches under the same rule, step and interval are one phase."""
    phases: list[Phase] = []
    for stretch in stretches:
        if stretch.asking is None:
            continue
        last = phases[-1] if phases else None
        if last and last.end == stretch.start and last.asking == stretch.asking:
            phases[-1] = Phase(last.start, stretch.end, last.asking)
        else:
            phases.append(Phase(stretch.start, stretch.end, stretch.asking))
    return phases


def find_spells(
    subject: Subject, stretches: list[Stretch], data_date: date
) -> list[tuple[date, date, str | None]]:
    """Each run of days on which supervision is owed: first day, day after the last, reason."""
    spells: list[tuple[date, date, str | None]] = []
    start: date | None = None
    for stretch in stretches:
        day = stretch.start
        last = min(stretch.end, data_date + 2 * DAY)  # nobody ends later than that is known to
        while day < last:
            owed = stretch.asking is not None and subject.is_in_life(day)
            if owed and start is None:
                start = day
            if not owed and start is not None:
                spells.append((start, day, subject.end_reason(day) or "no_rule"))
                start = None
            day += DAY
    if start is not None:
        spells.append((start, FAR, None))
    return spells


def walk_due(opened: date, closed: date, phases: list[Phase]) -> tuple[date, Asking]:
    """The due date and the phase it is judged by, for an obligation open in [opened, closed)."""
    at = next(i for i, phase in enumerate(phases) if phase.start <= opened < phase.end)
    asking = phases[at].asking
    due = asking.after(opened)
    for phase in phases[at + 1 :]:
        if phase.start >= closed or not due > phase.start:
            break
        asking = phase.asking
        due = min(max(due, asking.after(opened)), asking.after(phase.start))
    return due, asking


def make_spans(
    subject: Subject,
    stretches: list[Stretch],
    data_date: date,
    records_from: date,
) -> list[Span]:
    """All supervision obligations of the subject, in order of opening."""
    phases = join_phases(stretches)
    spans = []
    for start, end, reason in find_spells(subject, stretches, data_date):
        opened = max(start, records_from)
        if opened >= end or opened > data_date:
            continue
        for day in sorted(subject.evidence):
            if opened < day < end and day <= data_date:
                due, asking = walk_due(opened, day, phases)
                spans.append(Span(opened, due, asking, day, day, "met", subject.evidence[day]))
                opened = day
        due, asking = walk_due(opened, end, phases)
        closed = None if end == FAR else end
        spans.append(Span(opened, due, asking, None, closed, reason, None))
    return spans
