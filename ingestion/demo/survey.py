"""The yearly survey of supervision: scores by service and group, with nobody behind them.

Each service's scores follow its teams' levels. In the later year one service scores lower than
before. Groups of a handful are there on purpose: nobody may be told apart in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from ingestion.demo.days import Day
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.shape import (
    ADULTS,
    CHILDREN,
    HOSPITAL,
    LEADING_ADULTS,
    LEADING_CHILDREN,
    ROLES,
    TEAMS,
)  # fmt: skip
from ingestion.demo.streams import Streams, chance

#: The questions, and how much kinder than the service's level each is answered.
QUESTIONS = (
    ("I have supervision as often as I should", 0.00),
    ("My supervision is seldom cancelled", -0.06),
    ("I have time to reflect on my practice", -0.14),
    ("My manager and I follow up what we agreed", -0.04),
    ("Supervision helps me to look after myself", -0.08),
    ("Supervision helps me with difficult decisions", 0.03),
)
SOCIAL_WORKERS, MANAGERS, OTHERS = "Social workers", "Managers", "Other staff"
GROUPS = {
    "social_worker": SOCIAL_WORKERS, "student": SOCIAL_WORKERS, "team_manager": MANAGERS,
    "senior_manager": MANAGERS,
}  # fmt: skip
#: Managers of a directorate are asked as one group, with its leadership.
LEADING = {CHILDREN: LEADING_CHILDREN, ADULTS: LEADING_ADULTS}
#: The survey is held on 1 June; of those asked so many answer.
MONTH, YEARS = 6, 2
ANSWERS = {SOCIAL_WORKERS: 0.62, MANAGERS: 0.78, OTHERS: 0.55}
#: A question left out, the service that fell and by how much, and what counts as a handful.
LEFT_OUT, FELL, FELL_BY, HANDFUL = 0.03, HOSPITAL, 0.22, 5


@dataclass(frozen=True, slots=True)
class Score:
    """One row of survey_answers."""

    year: int
    service: str
    group: str
    question: str
    score: int
    invited: int


def survey_years(today: Day) -> list[int]:
    """The years of the last surveys, oldest first."""
    on = date.fromordinal(today)
    last = on.year if on.month > MONTH else on.year - 1
    return list(range(last - YEARS + 1, last + 1))


def make_scores(workers: list[Worker], streams: Streams, today: Day) -> list[Score]:
    """Every score, in an order that tells nothing of who gave it."""
    rows: list[Score] = []
    years = survey_years(today)
    for year in years:
        day = date(year, MONTH, 1).toordinal()
        for (service, group), invited in sorted(_invited(workers, day).items()):
            rng = streams.stream("survey", year, service, group)
            level = _level(service) + (0.02 if year == years[-1] else 0)
            level -= FELL_BY if service == FELL and year == years[-1] else 0
            answering = sum(chance(rng, ANSWERS[group]) for _ in range(invited))
            for question, kinder in QUESTIONS:
                scores = [_score(level + kinder, rng) for _ in range(answering)
                          if not chance(rng, LEFT_OUT)]  # fmt: skip
                rows += [
                    Score(year, service, group, question, score, invited)
                    for score in sorted(scores)
                ]
    return rows


def _invited(workers: list[Worker], day: Day) -> dict[tuple[str, str], int]:
    """How many were asked, by service and group."""
    counts: dict[tuple[str, str], int] = {}
    for worker in workers:
        stint = worker.stint_on(day)
        if stint is not None:
            plan = stint.seat.team_on(day).plan
            group = GROUPS.get(ROLES[stint.seat.role].category, OTHERS)
            service = plan.service
            if group == MANAGERS:
                service = LEADING.get(plan.directorate, service)
            key = (service, group)
            counts[key] = counts.get(key, 0) + 1
    return counts


def _level(service: str) -> float:
    """The mean level of a service's teams."""
    levels = [plan.level for plan in TEAMS if plan.service == service]
    return sum(levels) / len(levels)


def _score(level: float, rng: Random) -> int:
    """One answer: four steps, each climbed with the chance the level gives."""
    return 1 + sum(rng.random() < level - 0.08 for _ in range(4))


def tell_of_survey(rows: list[Score]) -> Iterator[PlantedProblem]:
    """The groups in which fewer than a handful answered, and the service that fell."""
    counts: dict[tuple[int, str, str], dict[str, int]] = {}
    for row in rows:
        asked = counts.setdefault((row.year, row.service, row.group), {})
        asked[row.question] = asked.get(row.question, 0) + 1
    small = [
        f"{year} {service} / {group}"
        for (year, service, group), asked in counts.items()
        if max(asked.values()) < HANDFUL
    ]
    if small:
        yield planted("survey_small_group", *small, count=len(small))
    years = sorted({row.year for row in rows})
    if any(row.service == FELL for row in rows) and len(years) == YEARS:
        yield planted("survey_fell", FELL, year=years[-1])
