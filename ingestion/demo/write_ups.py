"""What the supervision site records of a session besides its date: minutes, forms, signatures."""

from __future__ import annotations

from random import Random

from ingestion.demo.days import Day, add_working_days, working_on_or_before
from ingestion.demo.sessions import HELD, ONE_TO_ONE, PEER, Session
from ingestion.demo.shape import ADULTS, CHILDREN
from ingestion.demo.streams import Bands, Streams, chance, draw

MINUTES: Bands = ((0.12, 45, 59), (0.60, 60, 90), (0.24, 91, 120), (0.04, 121, 150))
ADULTS_MINUTES: Bands = ((0.15, 60, 85), (0.45, 90, 120), (0.40, 121, 150))
WEEKLY_MINUTES: Bands = ((0.04, 45, 55), (0.80, 60, 75), (0.16, 76, 100))
MEETING_MINUTES: Bands = ((0.3, 60, 85), (0.7, 90, 120))
SHORT_MINUTES: Bands = ((1.0, 35, 50),)
#: The reflective part, in hundredths of the session.
REFLECTIVE: Bands = ((0.3, 30, 45), (0.5, 46, 65), (0.2, 66, 80))
ADULTS_REFLECTIVE: Bands = ((0.3, 50, 70), (0.7, 71, 92))
BLANK_MINUTES, BLANK_REFLECTIVE, BLANK_FORM, BLANK_SHARED, BLANK_AGREED = 0.04, 0.1, 0.1, 0.03, 0.08
#: Days before the session that the form came; working days after it that the record was shared.
FORM_DAYS: Bands = ((0.82, 2, 6), (0.18, 0, 1))
SHARED_DAYS: Bands = ((0.85, 0, 7), (0.11, 8, 15), (0.04, 16, 40))
#: Records of meetings of more than two, and of observations: never shared, or after so many days.
UNSHARED, MEETING_SHARED_DAYS = 0.02, ((0.9, 1, 7), (0.1, 8, 14))
#: Records forgotten for so many days were found and shared by then, but for a few.
FORGOTTEN_FOR, STILL_FORGOTTEN, FOUND_DAYS = 120, 0.05, ((1.0, 25, 75),)
BOOKED_DAYS: Bands = ((0.3, 5, 25), (0.5, 26, 60), (0.2, 61, 150))


def write_up(session: Session, code: str, streams: Streams, today: Day) -> None:
    """Fills in the rest of one row; nothing is dated after the data date."""
    rng = streams.stream("write-up", session.supervisee, session.form, session.planned)
    if session.booked is None:
        session.booked = min(working_on_or_before(session.planned - draw(rng, BOOKED_DAYS)), today)
    if session.status != HELD or session.held is None:
        return
    _time(session, code, rng)
    if session.form != ONE_TO_ONE:
        _share_meeting(session, streams, today)
        return
    if session.directorate == CHILDREN and not chance(rng, BLANK_FORM):
        session.form_received = session.held - draw(rng, FORM_DAYS)
    shared = add_working_days(session.held, draw(rng, SHARED_DAYS))
    agreed, countersigned = shared + int(rng.random() * 9), shared + int(rng.random() * 6)
    if not chance(rng, BLANK_SHARED):
        session.shared = _by(shared, today)
    if not chance(rng, BLANK_AGREED):
        session.agreed = _by(agreed, today)
        session.countersigned = _by(countersigned, today)
    _find_record(session, streams, today)


def _share_meeting(session: Session, streams: Streams, today: Day) -> None:
    """When the record of a meeting or an observation was given to one of those who were there."""
    rng = streams.stream("record", session.supervisee, session.form, session.planned)
    if session.form != PEER and session.held is not None and not chance(rng, UNSHARED):
        days = draw(rng, MEETING_SHARED_DAYS)
        session.shared = _by(add_working_days(session.held, days), today)


def _find_record(session: Session, streams: Streams, today: Day) -> None:
    """A record that was never shared comes to light when the files are gone through."""
    if session.shared is None and session.held is not None:
        rng = streams.stream("found", session.supervisee, session.planned)
        if session.held < today - FORGOTTEN_FOR and not chance(rng, STILL_FORGOTTEN):
            session.shared = add_working_days(session.held, draw(rng, FOUND_DAYS))


def _time(session: Session, code: str, rng: Random) -> None:
    """How long it took and how much of that was reflective, in fives; some never say."""
    bands = MINUTES if session.directorate != ADULTS else ADULTS_MINUTES
    if session.form != ONE_TO_ONE:
        bands = MEETING_MINUTES
    elif session.is_weekly:
        bands = SHORT_MINUTES if code == "asye_short_sessions" else WEEKLY_MINUTES
    minutes = draw(rng, bands) // 5 * 5
    share = draw(rng, ADULTS_REFLECTIVE if session.directorate == ADULTS else REFLECTIVE)
    blank, plain = chance(rng, BLANK_MINUTES), chance(rng, BLANK_REFLECTIVE)
    if not blank or code == "asye_short_sessions":
        session.minutes = minutes
        session.reflective = None if plain else minutes * share // 500 * 5


def _by(day: Day, today: Day) -> Day | None:
    """The day, unless it has not come."""
    return day if day <= today else None
