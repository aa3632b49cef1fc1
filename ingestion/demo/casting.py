"""Who is cast for what: the parts of the demo that need somebody hired on a certain day.

Newly qualified workers are spread over every phase of their year by these tables, in days before
the data date, so that the demo shows every phase whatever its data date. Parts that any steady
worker can play are given out later, in parts.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingestion.demo.organisation import Seat

#: Teams that take newly qualified workers, in turn. Teams whose manager is cast do not.
CHILD_TEAMS = (
    "assessment_north", "safeguarding_1", "safeguarding_3", "court", "care_west",
    "assessment_south", "exploitation", "front_door",
)  # fmt: skip
ADULT_TEAMS = (
    "community_north", "community_south", "adult_safeguarding", "learning_disability",
    "mental_health", "first_contact",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewlyQualified:
    """One newly qualified worker: how far along, and what became of the programme.

    Day counts are before the data date. `ended`, `recommended` and `panel` are empty where it has
    not come to that.
    """

    code: str
    child: bool
    started: int
    fte: float = 1.0
    pause: tuple[int, int | None] | None = None
    recommended: int | None = None
    recommendation: str = ""
    panel: int | None = None
    decision: str = ""
    ended: int | None = None
    reason: str = ""


PARTS: tuple[NewlyQualified, ...] = (
    NewlyQualified("asye_first_six_weeks", True, 11),
    NewlyQualified("asye_first_six_weeks", True, 25),
    NewlyQualified("asye_first_six_weeks", False, 33),
    NewlyQualified("asye_to_six_months", True, 80),
    NewlyQualified("asye_to_six_months", True, 122),
    NewlyQualified("asye_to_six_months", False, 79),
    NewlyQualified("asye_to_six_months", False, 150),
    NewlyQualified("asye_to_twelve_months", True, 205),
    NewlyQualified("asye_to_twelve_months", True, 290),
    NewlyQualified("asye_to_twelve_months", False, 243),
    NewlyQualified("asye_to_twelve_months", False, 320),
    NewlyQualified("asye_part_time", True, 420, fte=0.6),
    NewlyQualified("asye_part_time", False, 300, fte=0.8),
    NewlyQualified("asye_paused", True, 262, pause=(70, None)),
    NewlyQualified("asye_pause_ended", False, 331, pause=(200, 139)),
    NewlyQualified("asye_review_missed", True, 228),
    NewlyQualified("asye_past_end", False, 770),
    NewlyQualified("asye_awaiting_panel", True, 391, recommended=18, recommendation="Pass"),
    NewlyQualified("asye_panel_overdue", False, 434, recommended=52, recommendation="Pass"),
    NewlyQualified("asye_completed", True, 482, recommended=90, recommendation="Pass",
                   panel=64, decision="Confirmed", ended=64, reason="Completed"),
    NewlyQualified("asye_completed", False, 470, recommended=84, recommendation="Pass",
                   panel=61, decision="Confirmed", ended=61, reason="Completed"),
    NewlyQualified("asye_not_confirmed", True, 424, recommended=40, recommendation="Pass",
                   panel=17, decision="Not confirmed"),
    NewlyQualified("asye_failed", False, 545, recommended=160, recommendation="Fail",
                   panel=134, decision="Confirmed", ended=134, reason="Failed"),
    NewlyQualified("asye_withdrawn", True, 300, ended=92, reason="Withdrawn"),
    NewlyQualified("asye_left", True, 333, ended=101, reason="Left"),
    NewlyQualified("asye_no_assessor", True, 104),
    NewlyQualified("asye_handover_not_noted", False, 214),
    NewlyQualified("asye_concerns_without_plan", True, 219),
    NewlyQualified("asye_shared_without_reflection", False, 171),
    NewlyQualified("asye_weekly_missed", True, 48),
    NewlyQualified("asye_short_sessions", True, 36),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody else who must have started on a certain day: (days before the data date)."""

    code: str
    team: str
    role: str
    started: int
    #: Who held the seat before: the same person as agency staff, for this many days.
    agency_before: int = 0


HIRES: tuple[Hire, ...] = (
    Hire("never_supervised", "mental_health", "social_worker", 76),
    Hire("agency_made_permanent", "safeguarding_1", "social_worker", 143, agency_before=210),
)

#: Managers who keep their seat throughout, by the part their team gives them, and how many days
#: before the data date they left, where they did.
STAYING_MANAGERS: dict[str, int | None] = {
    "slipping": None,
    "caught_up": None,
    "late_recording": None,
    "manager_away": None,
    "register_lapsed": None,
    "not_registered": None,
    "vacant": 80,
    "left_still_named": 38,
}
#: Teams whose whole staff stays too, so that what is said of them is true of everybody.
SETTLED_TEAMS = ("slipping", "caught_up")

Script = Hire | NewlyQualified


def cast_seats(seats: list[Seat]) -> dict[Seat, Script]:
    """Which seats a script fills: in every area, the last seats of the teams named, in turn.

    Every team keeps at least one seat that is filled as turnover has it.
    """
    free: dict[tuple[int, str, str], list[Seat]] = {}
    for seat in seats:
        free.setdefault((seat.team.area, seat.team.plan.key, seat.role), []).append(seat)
    scripts: dict[Seat, Script] = {}
    for area in sorted({seat.team.area for seat in seats}):
        for hire in HIRES:
            chosen = free.get((area, hire.team, hire.role), [])
            if len(chosen) > 1:
                scripts[chosen.pop()] = hire
        for child, keys in ((True, CHILD_TEAMS), (False, ADULT_TEAMS)):
            queues = [free.get((area, key, "social_worker"), []) for key in keys]
            _cast_in_turn([part for part in PARTS if part.child is child], queues, scripts)
    return scripts


def _cast_in_turn(
    parts: list[NewlyQualified], queues: list[list[Seat]], scripts: dict[Seat, Script]
) -> None:
    """Gives each part a seat of the next team that has one to spare."""
    for turn, part in enumerate(parts):
        start = turn % len(queues)
        for queue in queues[start:] + queues[:start]:
            if len(queue) > 1:
                scripts[queue.pop()] = part
                break
