"""How each held session was, and what became of each cancelled or planned one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from .days import DAY, add_months
from .findings import (
    FINE,
    FOUND,
    NOT_KNOWN,
    NOT_RECOGNISED,
    Judgement,
    Setting,
    is_measured,
    judge_format,
    judge_registration,
)
from .inbox import Row
from .policies import ALL_FORMATS

ONE_TO_ONE = ("one to one",)
BUT_PEER = tuple(name for name in ALL_FORMATS if name != "peer")
WEEKS_OF_WEEKLY = 6
FEED = "sharepoint_sessions"
Verdict = tuple[str, str, int | None]  # kind, result, figure


def judge_sessions(setting: Setting) -> Iterator[Judgement]:
    """Every rule about a held session, session by session."""
    for rule_id, formats, needs, judge in _RULES:
        if not all(is_measured(setting.council, feed, *names) for feed, *names in needs):
            continue
        for row in setting.held_sessions():
            verdict = judge(setting, row)
            is_named = judge_format(row, formats)
            if verdict is None or is_named is False:
                continue
            kind, result, figure = verdict
            if is_named is None:
                result = NOT_RECOGNISED
            yield _tell(setting, row, rule_id, kind, row["Held Date"], result, measured=figure)


def _tell(
    setting: Setting,
    row: Row,
    rule_id: str,
    kind: str,
    day: date | None,
    result: str,
    began_on: date | None = None,
    measured: int | None = None,
) -> Judgement:
    supervisor, team = setting.line(row["Supervisee"], day) if day else (None, None)
    subject = f"{row['Session ID']}/{row['Supervisee']}"
    return Judgement(
        rule_id, kind, subject, row["Supervisee"], day, result, supervisor, team, began_on, measured
    )


def _minutes(kind: str, heading: str, is_breach: Callable[[int], bool]) -> Verdict_:
    def judge(setting: Setting, row: Row) -> Verdict | None:
        if kind == "session_short" and not _is_weekly(setting, row):
            return None
        if row[heading] is None:
            return kind, NOT_KNOWN, None
        minutes = int(row[heading])
        return kind, FOUND if is_breach(minutes) else FINE, minutes

    return judge


def _is_weekly(setting: Setting, row: Row) -> bool:
    """Whether an ASYE runs and the day is in the first six weeks of that employment."""
    day, worker = row["Held Date"], setting.workers.get(row["Supervisee"])
    if worker is None or not setting.programmes_on(worker.worker_id, day):
        return False
    weeks = timedelta(weeks=WEEKS_OF_WEEKLY)
    return any(start <= day < min(end, start + weeks) for start, end in worker.employment)


def _leader(setting: Setting, row: Row) -> Verdict:
    state = setting.registration(row["Supervisor"], row["Held Date"])
    return *judge_registration(state, "supervisor_not_registered"), None


def _leader_of_social_worker(setting: Setting, row: Row) -> Verdict | None:
    posts = setting.posts_on(row["Supervisee"], row["Held Date"])
    is_bound = any(is_social_worker(post) for post in posts)
    return _leader(setting, row) if is_bound else None


def is_social_worker(post: Row) -> bool:
    """By the category of the post, spelt either way."""
    return (post["Staff Category"] or "").replace("_", " ") == "social worker"


def _leader_of_nqsw(setting: Setting, row: Row) -> Verdict | None:
    is_bound = setting.programmes_on(row["Supervisee"], row["Held Date"])
    return _leader(setting, row) if is_bound else None


def _line_manager(setting: Setting, row: Row) -> Verdict | None:
    kind = "not_by_line_manager"
    posts = setting.posts_on(row["Supervisee"], row["Held Date"])
    ticks = [post["Safeguarding Role"] for post in posts]
    if "yes" not in ticks:
        return (kind, NOT_KNOWN, None) if None in ticks else None
    managers = {post["Line Manager Employee Number"] for post in posts} - {None}
    if row["Supervisor"] is None or not managers:
        return kind, NOT_KNOWN, None
    return kind, FINE if row["Supervisor"] in managers else FOUND, None


def _form(setting: Setting, row: Row) -> Verdict | None:
    team = setting.line(row["Supervisee"], row["Held Date"])[1]
    if setting.directorates.get(team or "") != "children":
        return None
    came = row["Supervisee Form Received"]
    if came is None or came > setting.data_date:
        return "form_late", NOT_KNOWN, None
    before = (row["Held Date"] - came).days
    return "form_late", FINE if before >= 2 else FOUND, before


def _agreed(setting: Setting, row: Row) -> Verdict:
    days = (row["Supervisee Agreed"], row["Supervisor Agreed"])
    by_both = all(day is not None and day <= setting.data_date for day in days)
    return "record_not_agreed", FINE if by_both else FOUND, None


Verdict_ = Callable[[Setting, Row], Verdict | None]
_HELD = (FEED, "Held Date", "Format")
_LED = (FEED, "Held Date", "Format", "Supervisor")
_STAFF = ("hr_workers",)
_NUMBERED = ("hr_workers", "SWE Number")
_MANAGED = ("hr_posts", "Line Manager Employee Number", "Safeguarding Role")
_ASYE = ("asye_programmes",)
_RULES: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...], Verdict_], ...] = (
    (
        "rot_duration",
        ONE_TO_ONE,
        ((*_HELD, "Duration Minutes"), _STAFF, _ASYE),
        _minutes("session_short", "Duration Minutes", lambda minutes: minutes < 60),
    ),
    (
        "kno_reflective",
        ONE_TO_ONE,
        ((*_HELD, "Reflective Minutes"), _STAFF),
        _minutes("reflection_short", "Reflective Minutes", lambda minutes: minutes < 90),
    ),
    (
        "sth_duration",
        BUT_PEER,
        ((*_HELD, "Duration Minutes"), _STAFF),
        _minutes("session_long", "Duration Minutes", lambda minutes: minutes > 120),
    ),
    ("kno_registered", ONE_TO_ONE, (_LED, _NUMBERED, ("hr_posts",)), _leader_of_social_worker),
    ("sfc_registered", ONE_TO_ONE, (_LED, _NUMBERED, _ASYE), _leader_of_nqsw),
    ("kno_line_manager", ONE_TO_ONE, (_LED, _STAFF, _MANAGED), _line_manager),
    (
        "kno_form",
        ONE_TO_ONE,
        (
            (*_HELD, "Supervisee Form Received"),
            _STAFF,
            ("hr_posts", "Team Code"),
            ("hr_teams", "Directorate"),
        ),
        _form,
    ),
    (
        "kno_record_agreed",
        ONE_TO_ONE,
        ((*_HELD, "Supervisee Agreed", "Supervisor Agreed"), _STAFF),
        _agreed,
    ),
)
WITHIN = timedelta(days=7)


def judge_diary(setting: Setting) -> Iterator[Judgement]:
    """Cancelled sessions and their reasons and new days, and planned ones whose day has passed."""
    for prefix, formats in (("kno", ONE_TO_ONE), ("sth", BUT_PEER)):
        for row in setting.council.rows(FEED):
            if row["Status"] == "cancelled" and is_measured(
                setting.council, FEED, "Planned Date", "Cancellation Reason"
            ):
                yield from _judge_reason(setting, row, f"{prefix}_reason")
            if is_measured(setting.council, FEED, "Planned Date"):
                yield from _judge_planned(setting, row, f"{prefix}_stale_planned")
            if row["Status"] == "cancelled" and is_measured(
                setting.council, FEED, "Rearranged To", "Held Date", "Format"
            ):
                rule_id = f"{prefix}_rebooked_not_held"
                yield from _judge_rebooked(setting, row, rule_id, formats)


def _judge_reason(setting: Setting, row: Row, rule_id: str) -> Iterator[Judgement]:
    planned = row["Planned Date"]
    if planned is not None and planned > setting.data_date:
        return
    result = FOUND if row["Cancellation Reason"] is None else FINE
    if planned is None:
        result = NOT_KNOWN
    yield _tell(setting, row, rule_id, "no_cancellation_reason", planned, result)


def _judge_planned(setting: Setting, row: Row, rule_id: str) -> Iterator[Judgement]:
    planned = row["Planned Date"]
    if planned is None or planned + WITHIN >= setting.data_date:
        return
    day = planned + WITHIN + DAY
    if setting.is_employed(row["Supervisee"], day):
        known = {"planned": FOUND, "held": FINE, "cancelled": FINE}
        result = known.get(row["Status"], NOT_KNOWN)
        waited = (setting.data_date - planned).days
        yield _tell(setting, row, rule_id, "stale_planned", day, result, planned, waited)


def _judge_rebooked(
    setting: Setting, row: Row, rule_id: str, formats: tuple[str, ...]
) -> Iterator[Judgement]:
    moved, planned = row["Rearranged To"], row["Planned Date"]
    if moved is None or moved + WITHIN >= setting.data_date:
        return
    day = moved + WITHIN + DAY
    if not setting.is_employed(row["Supervisee"], day):
        return
    earliest = min(moved, planned or moved)
    was_held = any(
        earliest <= other["Held Date"] <= moved + WITHIN and other["Format"] in formats
        for other in setting.sessions_of(row["Supervisee"])
    )
    result = FINE if was_held else FOUND
    yield _tell(setting, row, rule_id, "rebooked_not_held", day, result, moved)


def reaches(setting: Setting, worker_id: str) -> date | None:
    """The furthest day in somebody's diary."""
    days = [
        row["Planned Date"]
        for row in setting.council.rows(FEED)
        if row["Supervisee"] == worker_id
        and row["Status"] == "planned"
        and row["Planned Date"] is not None
    ]
    return max(days, default=None)


def whole_months(first: date, last: date) -> int:
    """How many whole months fit between two days."""
    months = 0
    while add_months(first, months + 1) <= last:
        months += 1
    return months
