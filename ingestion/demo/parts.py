"""Parts that any steady worker can play, given out area by area.

Whoever plays one has been in the same seat for over a year, is still there, manages nobody and
plays nothing else: so each planted problem stands alone and can be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ingestion.demo.days import Day
from ingestion.demo.people import Worker
from ingestion.demo.shape import TEAMS
from ingestion.demo.streams import Streams, pick

SETTLED_FOR_DAYS = 420
SOCIAL_WORKERS = ("social_worker", "senior_social_worker")


@dataclass(frozen=True, slots=True)
class Part:
    """A part, the team it is best played in and the roles that can play it."""

    code: str
    team: str
    roles: tuple[str, ...] = SOCIAL_WORKERS
    #: A format the player's team must meet in, if any.
    form: str = ""


OFFICER = ("youth_justice_officer", "youth_justice_specialist")
FAMILY_WORKER = ("family_worker", "family_time_worker", "early_help_worker")
SUPPORT = ("business_support", *FAMILY_WORKER)

STEADY_PARTS: tuple[Part, ...] = (
    Part("away_maternity", "fostering"),
    Part("away_sick", "learning_disability"),
    Part("away_on_secondment", "family_time", FAMILY_WORKER),
    Part("back_from_long_absence", "court"),
    Part("absences_touching", "care_west"),
    Part("absence_of_27_days", "youth_prevention", OFFICER),
    Part("short_absence_now", "safeguarding_3"),
    Part("leave_now", "community_north"),
    Part("override_performance_concern", "assessment_north"),
    Part("override_practice_concern", "community_south"),
    Part("override_performance_management", "youth_court", OFFICER),
    Part("override_agreed_deviation", "early_help", FAMILY_WORKER),
    Part("safeguarding_role_elsewhere", "adult_safeguarding"),
    Part("two_posts", "care_west"),
    Part("peer_sessions_only", "mental_health", form="Peer"),
    Part("job_title_only", "community_north"),
    Part("job_title_only", "first_contact", ("business_support",)),
    Part("job_title_unknown", "first_contact", ("assessor",)),
    Part("cancelled_without_new_date", "fostering"),
    Part("cancelled_without_reason", "safeguarding_1"),
    Part("rearranged_not_held", "exploitation", SOCIAL_WORKERS + FAMILY_WORKER),
    Part("planned_date_passed", "front_door", SOCIAL_WORKERS + SUPPORT),
    Part("held_after_data_date", "business_support", SUPPORT),
    Part("held_without_date", "family_time", FAMILY_WORKER),
    Part("session_typed_twice", "early_help", FAMILY_WORKER),
    Part("registration_unreadable", "learning_disability"),
)  # fmt: skip


class Parts:
    """Who plays what: `of(worker)` gives the code, `players(code)` the people."""

    def __init__(self, workers: list[Worker], streams: Streams, today: Day) -> None:
        self._players: dict[str, list[Worker]] = {}
        self._codes: dict[str, str] = {}
        steady = [worker for worker in workers if _is_steady(worker, today)]
        for area in sorted({worker.stints[0].seat.team.area for worker in steady}):
            near = [worker for worker in steady if worker.stints[0].seat.team.area == area]
            for turn, part in enumerate(STEADY_PARTS):
                self._cast(part, near, streams.stream("parts", area, turn, part.code))
        for worker in workers:
            if worker.code:
                self._give(worker.code, worker)

    def _cast(self, part: Part, near: list[Worker], rng: Random) -> None:
        """Gives a part to somebody of its team, else of its directorate, who plays nothing yet."""
        directorate = next(plan.directorate for plan in TEAMS if plan.key == part.team)
        free = [
            worker
            for worker in near
            if worker.number not in self._codes
            and worker.stints[0].seat.role in part.roles
            and worker.stints[0].seat.team.plan.directorate == directorate
            and (not part.form or part.form in dict(worker.stints[0].seat.team.plan.meetings))
        ]
        at_home = [worker for worker in free if worker.stints[0].seat.team.plan.key == part.team]
        if at_home or free:
            self._give(part.code, pick(rng, at_home or free))

    def _give(self, code: str, worker: Worker) -> None:
        self._players.setdefault(code, []).append(worker)
        self._codes[worker.number] = code

    def of(self, number: str) -> str:
        """The part somebody plays, empty for none."""
        return self._codes.get(number, "")

    def players(self, code: str) -> list[Worker]:
        """Who plays a part, area by area."""
        return self._players.get(code, [])


def _is_steady(worker: Worker, today: Day) -> bool:
    """One seat, held for long and still, in a team with a manager of its own, and no script."""
    stint = worker.stints[0]
    stays = len(worker.stints) == 1 and worker.leaves > today + 400
    long_there = worker.starts <= today - SETTLED_FOR_DAYS and worker.employment == "Permanent"
    ordinary = not stint.seat.is_manager and not stint.seat.team.plan.part.startswith(
        ("slipping", "caught_up", "vacant", "left", "manager_away")
    )
    return stays and long_there and ordinary and worker.script is None
