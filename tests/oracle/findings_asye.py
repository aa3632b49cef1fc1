"""The ASYE: what each held review has, who is there on each day, and programmes past their end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .days import DAY
from .findings import (
    FINE,
    FOUND,
    NOT_KNOWN,
    Judgement,
    Setting,
    end_of,
    is_measured,
    judge_registration,
)
from .inbox import Row
from .reviews import MILESTONES, find_due
from .supervision import Readings

REVIEWS, SUPERVISORS, PROGRAMMES = "asye_reviews", "asye_supervisors", "asye_programmes"
QUALITIES = ("Accurate", "Valid", "Sufficient", "Robust")
TICKED = (
    ("rot_learning", "no_learning_agreement_review", "Learning Agreement Reviewed"),
    ("rot_journal", "no_reflective_journal", "Reflective Journal"),
)
Told = tuple[str, str, str, date | None]  # rule, kind, result, since


def judge_asye(setting: Setting) -> Iterator[Judgement]:
    """Every rule about reviews and programmes."""
    for row in setting.council.rows(REVIEWS):
        held = row["Held Date"]
        if held is None or held > setting.data_date:
            continue
        worker_id, planned = row["NQSW"], row["Planned Date"]
        subject = f"{worker_id}/{row['Milestone Months']}/{planned or ''}"
        line = setting.line(worker_id, held)
        for rule_id, kind, result, since in _judge_review(setting, row):
            yield Judgement(rule_id, kind, subject, worker_id, held, result, *line, since)
    if setting.council.rows(PROGRAMMES) and setting.council.rows(SUPERVISORS):
        yield from _judge_presence(setting)
    if is_measured(setting.council, PROGRAMMES, "Recommended On"):
        yield from _judge_ends(setting)


def _judge_review(setting: Setting, row: Row) -> Iterator[Told]:
    council = setting.council
    for rule_id, kind, heading in TICKED:
        if is_measured(council, REVIEWS, heading):
            yield rule_id, kind, judge_ticks(row[heading]), None
    is_final = row["Milestone Months"] == MILESTONES[-1] and _programmes(setting, row["NQSW"])
    if is_final and is_measured(council, REVIEWS, *QUALITIES):
        ticks = judge_ticks(*(row[name] for name in QUALITIES))
        yield "sfc_evidence_quality", "evidence_quality", ticks, None
    is_concern = row["Outcome"] in ("concerns", "not met")
    if is_concern and is_measured(council, REVIEWS, "Support Plan"):
        yield "sfc_support_plan", "no_support_plan", judge_ticks(row["Support Plan"]), None
    if is_measured(council, REVIEWS, "Assessor") and is_measured(
        council, "hr_workers", "SWE Number"
    ):
        state = setting.registration(row["Assessor"], row["Held Date"])
        yield "sfc_assessor", *judge_registration(state, "assessor_not_registered"), None
    if is_measured(council, REVIEWS, "Handover Noted") and council.rows(SUPERVISORS):
        changed = [day for day in _changes(setting, row["NQSW"]) if _next(setting, row, *day)]
        if changed:
            since = min(day for day, _ in changed)
            yield "sfc_handover", "handover_not_noted", judge_ticks(row["Handover Noted"]), since


def judge_ticks(*ticks: str | None) -> str:
    """A no is found out, all yes is fine, anything else is not known."""
    if "no" in ticks:
        return FOUND
    return FINE if all(tick == "yes" for tick in ticks) else NOT_KNOWN


def _stints(setting: Setting, worker_id: str, role: str) -> list[tuple[str, date, date]]:
    """Who held a role for somebody, from which day to the day after the last."""
    return [
        (row["Supervisor"], row["From"], end_of(row["From"], row["To"], setting.data_date))
        for row in setting.council.rows(SUPERVISORS)
        if row["NQSW"] == worker_id and row["Role"] == role and row["From"] <= setting.data_date
    ]


def _changes(setting: Setting, worker_id: str) -> list[tuple[date, date]]:
    """The days an assessor came after another, with the end of the programme."""
    found = []
    for programme in _programmes(setting, worker_id):
        start = programme["ASYE Start"]
        end = end_of(start, programme["Ended On"], setting.data_date)
        stints = [
            one
            for one in _stints(setting, worker_id, "assessor")
            if one[1] < end and one[2] > start
        ]
        for who, begins, _ in stints:
            before = [one for one in stints if one[1] < begins]
            is_same = any(one[0] == who and one[2] >= begins for one in before)
            last = max(
                before, key=lambda one: (one[1], one[2], one[0]), default=(who, start, start)
            )
            if begins > start and last[0] != who and not is_same:
                found.append((begins, end))
    return found


def _programmes(setting: Setting, worker_id: str) -> list[Row]:
    known = setting.programmes.get(worker_id, [])
    return [row for row in known if row["ASYE Start"] <= setting.data_date]


def _next(setting: Setting, row: Row, changed: date, ended: date) -> bool:
    """Whether this is the first review held on or after the change, before the programme ended."""

    def place(one: Row) -> tuple[date, int, str]:
        return (one["Held Date"], int(one["Milestone Months"]), str(one["Planned Date"] or ""))

    after = [
        one
        for one in setting.council.rows(REVIEWS)
        if one["NQSW"] == row["NQSW"]
        and one["Held Date"] is not None
        and changed <= one["Held Date"] <= setting.data_date
        and one["Held Date"] < ended
    ]
    return bool(after) and min(after, key=place) == row


def _judge_presence(setting: Setting) -> Iterator[Judgement]:
    """Programmes day by day: is there an assessor, and a reflective supervisor where needed?"""
    begins = min(
        (
            row["From"]
            for row in setting.council.rows(SUPERVISORS)
            if row["Role"] == "assessor" and row["From"] <= setting.data_date
        ),
        default=None,
    )
    for worker_id in setting.programmes:
        for row in _programmes(setting, worker_id):
            days = _needed_days(setting, row)
            if begins is not None:
                rule = ("sfc_assessor_gap", "assessor_gap")
                needed = [day for day in days if day >= begins]
                yield from _walk(setting, row, rule, needed, "assessor")
            rule = ("sfc_shared", "no_reflective_supervisor")
            stints = _stints(setting, worker_id, "case supervisor")
            needed = [day for day in days if any(a <= day < b for _, a, b in stints)]
            yield from _walk(setting, row, rule, needed, "reflective supervisor")


def _needed_days(setting: Setting, row: Row) -> list[date]:
    """The days of a programme to its end, leaving, recommendation or the data date."""
    ends = [end_of(row["ASYE Start"], row["Ended On"], setting.data_date), setting.data_date + DAY]
    left = setting.last_day_after(row["Employee Number"])
    if left is not None:
        ends.append(left)
    if row["Recommended On"] is not None and row["Recommended On"] <= setting.data_date:
        ends.append(row["Recommended On"] + DAY)
    return [
        date.fromordinal(n) for n in range(row["ASYE Start"].toordinal(), min(ends).toordinal())
    ]


def _paused_on(setting: Setting, row: Row, day: date) -> bool:
    """Whether the programme is paused on the day."""
    return any(
        pause["NQSW"] == row["Employee Number"]
        and pause["From"] <= day
        and (pause["To"] is None or day <= pause["To"])
        for pause in setting.council.rows("asye_pauses")
    )


def _walk(
    setting: Setting, row: Row, rule: tuple[str, str], needed: list[date], role: str
) -> Iterator[Judgement]:
    """Each unbroken stretch of needed days, and the stretches within it that nobody covers."""
    worker_id = row["Employee Number"]
    stints = _stints(setting, worker_id, role)
    subject = f"{worker_id}/{row['ASYE Start']}"
    for stretch in _stretches(needed):
        bare = [
            day
            for day in stretch
            if not any(a <= day < b for _, a, b in stints) and not _paused_on(setting, row, day)
        ]
        for gap in _stretches(bare):
            line = setting.line(worker_id, gap[0])
            yield Judgement(*rule, subject, worker_id, gap[0], FOUND, *line, gap[0], len(gap))
        if not bare:
            line = setting.line(worker_id, stretch[-1])
            yield Judgement(*rule, subject, worker_id, stretch[-1], FINE, *line)


def _stretches(days: list[date]) -> list[list[date]]:
    """Days in order, cut wherever one is left out."""
    found: list[list[date]] = []
    for day in days:
        if found and found[-1][-1] + DAY == day:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _judge_ends(setting: Setting) -> Iterator[Judgement]:
    readings, today = Readings(), setting.data_date
    for worker_id, worker in setting.workers.items():
        for row in worker.programmes:
            ends = end_of(row["ASYE Start"], row["Ended On"], today)
            if ends <= today or not worker.is_employed(today):
                continue
            due = max(find_due(worker, row, months, readings) for months in MILESTONES)
            told = row["Recommended On"]
            is_told = told is not None and told <= today
            result = FOUND if today > due and not is_told else FINE
            for prefix in ("sfc", "kno", "sth", "rot"):
                yield Judgement(
                    f"{prefix}_asye_past_end",
                    "asye_past_end",
                    f"{worker_id}/{row['ASYE Start']}",
                    worker_id,
                    today,
                    result,
                    *setting.line(worker_id, today),
                    due + DAY,
                    (today - due).days,
                )
