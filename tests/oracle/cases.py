"""Cases: one person in one system, with involvements, flags and birthdays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .days import FAR, add_interval, add_months, end_after
from .inbox import SYSTEMS, Council, Row, happened_on
from .policies import CASES, CaseRule, name_step
from .supervision import Asked, Asking, Readings, Stretch, Subject


@dataclass(frozen=True)
class Involvement:
    """One involvement row that had begun by the data date: [start, end)."""

    start: date
    end: date
    kind: str | None
    worker_id: str | None
    team_id: str | None


@dataclass
class Case:
    """One case and everything said about it."""

    case_id: str
    system: str
    involvements: list[Involvement]
    flags: list[tuple[date, date, str]]
    turns_18_on: date | None
    turns_21_on: date | None
    evidence: dict[date, str]

    def open_on(self, day: date) -> list[tuple[int, Involvement]]:
        """The involvements open on the day, numbered."""
        return [(n, i) for n, i in enumerate(self.involvements) if i.start <= day < i.end]


def gather_cases(council: Council, readings: Readings) -> list[Case]:
    """Every person of every system with an involvement that had begun by the data date."""
    births = _gather_births(council, readings)
    cases = []
    for system in SYSTEMS:
        rows: dict[str, list[Row]] = defaultdict(list)
        flags: dict[str, list[Row]] = defaultdict(list)
        supervisions: dict[str, list[Row]] = defaultdict(list)
        for row in council.rows(f"{system}_involvements"):
            if row["Start Date"] <= council.data_date:
                rows[row["Person ID"]].append(row)
        for row in council.rows(f"{system}_risk_flags"):
            if row["From"] <= council.data_date:
                flags[row["Person ID"]].append(row)
        for row in council.rows(f"{system}_case_supervisions"):
            supervisions[row["Person ID"]].append(row)
        for person, involved in sorted(rows.items()):
            born = births[person if readings.birth_across_systems else f"{system}-{person}"]
            turns = next(iter(born)) if len(born) == 1 else (None, None)
            cases.append(
                Case(
                    f"{system}-{person}",
                    system,
                    [_read_involvement(row, council.data_date) for row in involved],
                    [
                        (row["From"], end_after(row["To"], council.data_date), row["Flag"])
                        for row in flags[person]
                    ],
                    *turns,
                    _find_evidence(system, supervisions[person]),
                )
            )
    return cases


def _gather_births(
    council: Council, readings: Readings
) -> dict[str, set[tuple[date | None, date | None]]]:
    births: dict[str, set[tuple[date | None, date | None]]] = defaultdict(set)
    for system in SYSTEMS:
        for row in council.rows(f"{system}_involvements"):
            born = row["Date of Birth"]
            if not readings.future_rows_tell_birth and row["Start Date"] > council.data_date:
                continue
            if born is not None:
                turns = (add_months(born, 18 * 12), add_months(born, 21 * 12))
                person = row["Person ID"]
                births[person if readings.birth_across_systems else f"{system}-{person}"].add(turns)
    return births


def _read_involvement(row: Row, data_date: date) -> Involvement:
    return Involvement(
        row["Start Date"],
        end_after(row["End Date"], data_date),
        row["Involvement Type"],
        row["Allocated Worker"],
        row["Team Code"],
    )


def _find_evidence(system: str, rows: list[Row]) -> dict[date, str]:
    days: dict[date, str] = {}
    for row in rows:
        day = happened_on(f"{system}_case_supervisions", row)
        if day is not None:
            days[day] = min(days.get(day, row["Record ID"]), row["Record ID"])
    return days


def ask_involvement(
    case: Case, rules: tuple[CaseRule, ...], involvement: Involvement, day: date
) -> list[tuple[CaseRule, Asking]]:
    """What each rule asks of one open involvement on a day."""
    flags = {flag for start, end, flag in case.flags if start <= day < end}
    asked: list[tuple[CaseRule, Asking]] = []
    for rule in rules:
        if rule.involvement not in (None, involvement.kind):
            continue
        if rule.flags and not rule.flags & flags:
            continue
        if rule.age and not is_of_age(rule.age, case, day):
            continue
        begun = [step for step in rule.steps if add_interval(involvement.start, *step[0]) <= day]
        after, interval = begun[-1]
        asked.append((rule, Asking(rule.rule_id, name_step(after), *interval)))
    return asked


def is_of_age(age: str, case: Case, day: date) -> bool:
    """Whether a care leaver is of the rule's age; with no date of birth the younger rule binds."""
    if case.turns_18_on is None or case.turns_21_on is None:
        return age == "18 to 21"
    if age == "18 to 21":
        return case.turns_18_on <= day < case.turns_21_on
    return case.turns_21_on <= day


def as_subject(case: Case, policy_id: str) -> Subject:
    """The case as the supervision of one policy sees it."""
    rules = CASES[policy_id]

    def asks(day: date) -> Asked:
        return frozenset(
            (asking, number)
            for number, involvement in case.open_on(day)
            for _, asking in ask_involvement(case, rules, involvement, day)
        )

    def is_in_life(day: date) -> bool:
        return bool(case.open_on(day))

    def end_reason(day: date) -> str | None:
        return None if case.open_on(day) else "case_closed"

    first_day = min((i.start for i in case.involvements), default=FAR)
    return Subject(case.case_id, first_day, asks, is_in_life, end_reason, case.evidence)


def choose_involvement(
    case: Case, policy_id: str, stretches: list[Stretch], day: date
) -> Involvement | None:
    """The involvement a case stands under on a day.

    It is the one whose rule binds; under a rule that binds any involvement, the one whose own
    rules are the strictest without it; then the latest start; then the lowest team code.
    """
    rules = CASES[policy_id]
    stretch = next((s for s in stretches if s.start <= day < s.end), None)
    if stretch is None or stretch.asking is None:
        return None
    binding = stretch.asking
    is_any = any(r.rule_id == binding.rule_id and r.involvement is None for r in rules)
    ranked = []
    for number, involvement in case.open_on(day):
        asked = ask_involvement(case, rules, involvement, day)
        if not any(asking == binding for _, asking in asked):
            continue
        own = [asking.after(stretch.start) for rule, asking in asked if rule.involvement]
        strictness = min(own, default=FAR) if is_any else FAR
        ranked.append(
            (
                strictness,
                -involvement.start.toordinal(),
                involvement.team_id is None,
                involvement.team_id or "",
                involvement.kind or "~",
                involvement.worker_id or "~",
                number,
            )
        )
    return case.involvements[min(ranked)[-1]] if ranked else None
