"""Sessions in the diary ahead: some teams book a year, some a season, some the next one only."""

from __future__ import annotations

from random import Random

from ingestion.demo.days import Day, add_months, working_on_or_after, working_on_or_before
from ingestion.demo.duties import Duty
from ingestion.demo.sessions import ONE_TO_ONE, PLANNED, OneToOnes, Session
from ingestion.demo.streams import chance, choose

#: How many months ahead a team books.
HORIZONS = ((0.62, 12), (0.18, 6), (0.13, 3), (0.07, 1))
#: Somebody already overdue has the next meeting booked with this chance, within so many days.
OVERDUE_BOOKED, OVERDUE_WITHIN = 0.6, 14
#: The whole series was booked on one day, so many days before the data date at most.
BOOKED_WITHIN = 75
SILENT_PARTS = ("never_supervised", "peer_sessions_only")


def book_ahead(duty: Duty, code: str, past: OneToOnes) -> list[Session]:
    """The planned sessions of one person after the data date, if any."""
    today, number = past.today, duty.worker.number
    post = duty.post_on(today)
    silent = code in SILENT_PARTS or past.diligence.is_silent(post.team, today)
    if silent or not any(first <= today <= last for first, last in duty.spells):
        return []
    rng = past.streams.stream("diary", number)
    months = choose(past.streams.stream("horizon", post.team.code), HORIZONS)
    limit = min(add_months(today, months), duty.worker.leaves)
    booked = max(today - int(rng.random() * BOOKED_WITHIN), duty.worker.starts)
    rows: list[Session] = []
    day = _first(duty, past, rng)
    while day is not None and day <= max(limit, past.pending.get(number, today)):
        leader = post.manager or past.lead_above(duty, today)
        row = Session(number, leader, ONE_TO_ONE, day, PLANNED, post.directorate, booked=booked)
        rows.append(row)
        every = duty.habit_on(day)
        last = day
        day = working_on_or_before(duty.due_after(last, every)) if every else None
        day = working_on_or_after(last + 1) if day is not None and day <= last else day
    return rows


def _first(duty: Duty, past: OneToOnes, rng: Random) -> Day | None:
    """The next meeting: the one known of, else when owed, else (if overdue) soon or never."""
    number, today = duty.worker.number, past.today
    if number in past.pending:
        return past.pending[number]
    last = past.last_met.get(number, max(duty.worker.starts, past.begins))
    every = duty.habit_on(today)
    if every is None:
        return None
    due = duty.due_after(last, every)
    if due > today:
        return max(working_on_or_before(due), working_on_or_after(today + 1))
    soon = working_on_or_after(today + 2 + int(rng.random() * OVERDUE_WITHIN))
    return soon if chance(rng, OVERDUE_BOOKED) else None
