"""What stands on the data date (diaries, line managers, agreements, actions) and whole months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .days import DAY, add_months
from .findings import FINE, FOUND, NOT_KNOWN, Judgement, Setting, end_of, is_measured
from .findings_sessions import ONE_TO_ONE, is_social_worker, reaches, whole_months
from .inbox import Row
from .ledger import make_ledger
from .policies import STAFF

SESSIONS, AGREEMENTS, ACTIONS = "sharepoint_sessions", "sharepoint_agreements", "audit_actions"
AHEAD_MONTHS, ENOUGH_MONTHS = 12, 11


def judge_people(setting: Setting) -> Iterator[Judgement]:
    """Every rule about people and their lines."""
    council = setting.council
    if is_measured(council, SESSIONS, "Planned Date"):
        yield from _judge_diaries(setting)
    if is_measured(council, "hr_posts", "Line Manager Employee Number"):
        for policy_id, prefix in (("knowsley", "kno"), ("st_helens", "sth")):
            yield from _judge_managers(setting, policy_id, f"{prefix}_no_line_manager")
        professional = is_measured(council, SESSIONS, "Held Date", "Format", "Supervisor")
        if professional and is_measured(council, "hr_workers", "SWE Number"):
            yield from _judge_months(setting)
    if is_measured(council, AGREEMENTS, "Review Due", "Supervisee Signed", "Supervisor Signed"):
        yield from _judge_agreements(setting)
    if is_measured(council, "hr_workers", "Leaving Date") and is_measured(
        council, ACTIONS, "Owner"
    ):
        yield from _judge_actions(setting)


def _judge_diaries(setting: Setting) -> Iterator[Judgement]:
    enough = add_months(setting.data_date, ENOUGH_MONTHS)
    for row in make_ledger(setting.council):
        prefix = {"knowsley": "kno", "st_helens": "sth"}.get(row.policy_id)
        is_open = row.closed_on is None or row.closed_on > setting.data_date
        if row.obligation_type != "staff_supervision" or prefix is None or not is_open:
            continue
        furthest = reaches(setting, row.subject_id)
        result = FINE if furthest is not None and furthest >= enough else FOUND
        months = whole_months(setting.data_date, furthest) if furthest else 0
        yield _now(
            setting, f"{prefix}_planned", "diary_short", row.subject_id, result, None, months
        )


def _now(
    setting: Setting,
    rule_id: str,
    kind: str,
    worker_id: str,
    result: str,
    began_on: date | None = None,
    measured: int | None = None,
    subject_id: str | None = None,
    line_of: date | None = None,
) -> Judgement:
    day = setting.data_date
    line = setting.line(worker_id, line_of or day)
    subject = subject_id or worker_id
    return Judgement(rule_id, kind, subject, worker_id, day, result, *line, began_on, measured)


def _judge_managers(setting: Setting, policy_id: str, rule_id: str) -> Iterator[Judgement]:
    today = setting.data_date
    for worker_id in setting.workers:
        posts = setting.posts_on(worker_id, today)
        asked = {(post["Staff Category"] or "").replace(" ", "_") for post in posts}
        is_supervised = bool(asked & set(STAFF[policy_id].posts))
        is_supervised = is_supervised or bool(setting.programmes_on(worker_id, today))
        if not is_supervised or not setting.is_employed(worker_id, today):
            continue
        post = setting.main_post(worker_id, today)
        result, since = _judge_manager(setting, worker_id, post)
        yield _now(setting, rule_id, "no_line_manager", worker_id, result, since)


def _judge_manager(setting: Setting, worker_id: str, post: Row | None) -> tuple[str, date | None]:
    """Whether the line manager is there, and since when this has been so."""
    manager = post["Line Manager Employee Number"] if post else None
    since = stands_since(setting, worker_id)
    if manager is None or manager == worker_id:
        return FOUND, since
    if manager not in setting.hr:
        return NOT_KNOWN, since
    if not setting.is_employed(manager, setting.data_date):
        left = setting.last_day_after(manager)
        return FOUND, max(since, left) if left and since else since
    away = [
        start
        for start, end in setting.workers[manager].long_absences
        if start <= setting.data_date < end
    ]
    if away:
        return FOUND, max(since, away[0]) if since else away[0]
    return FINE, since


def stands_since(setting: Setting, worker_id: str) -> date | None:
    """The day the posts held last changed: one began, or the day after one ended."""
    changes = [
        day
        for post in setting.posts.get(worker_id, [])
        for day in (
            post["Post Start"],
            end_of(post["Post Start"], post["Post End"], setting.data_date),
        )
        if post["Post Start"] <= setting.data_date and day <= setting.data_date
    ]
    return max(changes) if setting.posts_on(worker_id, setting.data_date) else None


def _judge_months(setting: Setting) -> Iterator[Judgement]:
    begins = setting.council.records_from.get(SESSIONS)
    if begins is None:
        return
    first = begins if begins.day == 1 else add_months(begins.replace(day=1), 1)
    while add_months(first, 1) <= setting.data_date + DAY:
        for worker_id in setting.workers:
            result = _judge_month(setting, worker_id, first)
            if result is not None:
                last = add_months(first, 1) - DAY
                line = setting.line(worker_id, last)
                kind = "no_professional_session"
                yield Judgement(
                    "kno_professional", kind, worker_id, worker_id, last, result, *line, first
                )
        first = add_months(first, 1)


def _judge_month(setting: Setting, worker_id: str, first: date) -> str | None:
    """What a month is, for a social worker whose line manager is not one; else None."""
    worker = setting.workers[worker_id]
    days = [date.fromordinal(n) for n in range(first.toordinal(), add_months(first, 1).toordinal())]
    begun = min((post["Post Start"] for post in worker.posts), default=date.min)
    managers = set()
    for day in days:
        at_work = worker.is_employed(day) and not worker.is_away(day) and day >= begun
        if not at_work or not any(is_social_worker(p) for p in setting.posts_on(worker_id, day)):
            return None
        managers.add(setting.line(worker_id, day)[0])
    numbers = {setting.has_number(manager) for manager in managers}
    if True in numbers:
        return None
    leaders = {
        setting.has_number(row["Supervisor"])
        for row in setting.sessions_of(worker_id)
        if days[0] <= row["Held Date"] <= days[-1] and row["Format"] in ONE_TO_ONE
    }
    if True in leaders:
        return FINE
    return NOT_KNOWN if None in numbers | leaders else FOUND


def _judge_agreements(setting: Setting) -> Iterator[Judgement]:
    today, kind = setting.data_date, "agreement_review"
    for worker_id in setting.workers:
        if not setting.is_employed(worker_id, today):
            continue
        signed = _signed(setting, worker_id)
        manager = setting.line(worker_id, today)[0]
        with_manager = [row for row in signed if row[2] == manager]
        asked = [("kno_agreement_review", with_manager), ("sth_agreement_review", with_manager)]
        asked = asked if is_measured(
            setting.council, "hr_posts", "Line Manager Employee Number"
        ) else []  # fmt: skip
        if setting.programmes_on(worker_id, today):
            asked.append(("rot_agreement_review", signed))
        for rule_id, rows in asked:
            if not rows:
                continue
            signed_on, due, supervisor = newest(rows)
            result = NOT_KNOWN if due is None else FOUND if due < today else FINE
            yield _now(
                setting,
                rule_id,
                kind,
                worker_id,
                result,
                due + DAY if due else None,
                (today - due).days if due else None,
                f"{worker_id}/{supervisor}/{signed_on}",
            )


Signed = tuple[date, date | None, str]


def _signed(setting: Setting, worker_id: str) -> list[Signed]:
    """The agreements of a person that both have signed: later day, review day, with whom."""
    found = []
    for row in setting.council.rows(AGREEMENTS):
        days = (row["Supervisee Signed"], row["Supervisor Signed"])
        if row["Supervisee"] == worker_id and None not in days and max(days) <= setting.data_date:
            found.append((max(days), row["Review Due"], row["Supervisor"]))
    return found


def newest(rows: list[Signed]) -> Signed:
    """The latest signed; of several that day the latest review day, then the lowest number."""
    signed_on = max(row[0] for row in rows)
    that_day = [row for row in rows if row[0] == signed_on]
    due = max((row[1] for row in that_day if row[1] is not None), default=None)
    return signed_on, due, min(row[2] for row in that_day if row[1] == due)


def _judge_actions(setting: Setting) -> Iterator[Judgement]:
    today = setting.data_date
    audits: dict[str, date] = {}
    for row in setting.council.rows("audit_answers"):
        known = audits.get(row["Audit ID"], row["Audit Date"])
        audits[row["Audit ID"]] = min(known, row["Audit Date"])
    for row in setting.council.rows(ACTIONS):
        audited, done = audits.get(row["Audit ID"]), row["Completed"]
        if (audited is not None and audited > today) or (done is not None and done <= today):
            continue
        left = setting.last_day_after(row["Owner"])
        gone = left is not None and left <= today
        result = NOT_KNOWN if left is None else FOUND if gone else FINE
        since = max(left, audited or left) if left else None
        line_of = left - DAY if left is not None and gone else today
        for prefix in ("kno", "sth"):
            yield _now(
                setting,
                f"{prefix}_owner_left",
                "owner_left",
                row["Owner"],
                result,
                since,
                None,
                row["Action ID"],
                line_of,
            )
