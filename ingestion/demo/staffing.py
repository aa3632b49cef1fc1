"""Who sat in which seat, and when: starters, leavers, movers, agency cover, gaps.

Each seat is filled one holder after another from a stream of its own. Some leavers of one team
are the starters of another, which gives people more than one post.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from ingestion.demo import casting, shape
from ingestion.demo.casting import Hire, NewlyQualified, Script, cast_seats
from ingestion.demo.days import FAR_AHEAD, Day, working_on_or_after, working_on_or_before
from ingestion.demo.organisation import Seat
from ingestion.demo.shape import ROLES
from ingestion.demo.streams import Bands, Streams, chance, choose, draw

# How long a seat stands empty, how long its holder had been there when records began.
GAP: Bands = ((0.3, 5, 20), (0.5, 21, 60), (0.2, 61, 120))
PLACEMENT_GAP: Bands = ((0.8, 10, 24), (0.2, 25, 60))
SERVED: Bands = ((0.3, 60, 700), (0.4, 701, 2500), (0.3, 2501, 6500))
#: A leaving date this near after the data date is already typed in HR: notice has been given.
NOTICE_DAYS = 45
FIRST_IS_AGENCY, FIXED_TERM = 0.08, 0.05
#: Social workers who started as newly qualified long enough ago to have finished.
NEWLY_QUALIFIED_SHARE, FINISHED_BY = 0.35, 560
MOVES, MOVE_WITHIN = 0.35, 80
FTES = ((0.74, 1.0), (0.12, 0.8), (0.09, 0.6), (0.05, 0.5))
PROMOTIONS = {
    "social_worker": ("social_worker", "senior_social_worker", "assistant_team_manager"),
    "senior_social_worker": ("senior_social_worker", "assistant_team_manager", "practice_educator"),
    "business_support": ("business_support", "youth_justice_administrator"),
}


@dataclass(slots=True, eq=False)
class Stint:
    """One holder's time in one seat; `ends` is the last day, or FAR_AHEAD."""

    seat: Seat
    starts: Day
    ends: Day
    employment: str
    script: Script | None = None
    #: The stint the same person goes on to, or came from.
    onward: Stint | None = None
    before: Stint | None = None
    number: str = ""
    fte: float = 1.0

    @property
    def code(self) -> str:
        """The part this holder was hired to play, if any."""
        return self.script.code if self.script else ""


@dataclass(slots=True)
class Staffing:
    """Fills seats for one council. `begins` is the day records begin, `today` the data date."""

    streams: Streams
    begins: Day
    today: Day
    stints: list[Stint] = field(default_factory=list)

    def fill(self, seats: list[Seat]) -> list[Stint]:
        """Gives every seat its holders and returns all of them, seat by seat."""
        scripts = cast_seats(seats)
        for seat in seats:
            rng = self.streams.stream("staffing", seat.seat_id)
            seat.stints = self._timeline(seat, rng)
            if seat in scripts:
                self._follow(seat, scripts[seat], rng)
            for stint in seat.stints:
                stint.fte = self._fte(stint, rng)
            self.stints += seat.stints
        self._link_moves(seats)
        return self.stints

    def _timeline(self, seat: Seat, rng: Random) -> list[Stint]:
        """The holders of a seat as turnover has it."""
        role, part = ROLES[seat.role], seat.team.plan.part
        start = working_on_or_after(self.begins - draw(rng, SERVED))
        if seat.is_manager and part in casting.STAYING_MANAGERS:
            left = casting.STAYING_MANAGERS[part]
            last = FAR_AHEAD if left is None else self.today - left
            return [Stint(seat, start, last, "Permanent")]
        if part in casting.SETTLED_TEAMS or seat.role in shape.DIRECTOR_ROLES:
            return [Stint(seat, start, FAR_AHEAD, role.employment)]
        if seat.team.ends < FAR_AHEAD:
            return [Stint(seat, start, seat.team.ends, "Permanent")]
        stints: list[Stint] = []
        if role.employment == "Placement":
            start = working_on_or_after(self.begins - int(rng.random() * 90))
        while start <= self.today:
            employment = self._employment(seat, rng, first=not stints)
            stay = draw(rng, shape.BRIEF if employment == "Agency" else role.stay)
            ends = stay + (start if role.employment == "Placement" else max(start, self.begins))
            ends = FAR_AHEAD if ends > self.today + NOTICE_DAYS else ends
            script = self._past_programme(seat, start, employment, rng)
            stints.append(Stint(seat, start, ends, employment, script))
            start = self._next_start(seat, ends, rng)
        return stints

    def _next_start(self, seat: Seat, ends: Day, rng: Random) -> Day:
        """When the next holder starts: at once for a manager, else after a gap."""
        if seat.is_manager or ends == FAR_AHEAD:
            return ends + 1
        bands = PLACEMENT_GAP if ROLES[seat.role].employment == "Placement" else GAP
        return working_on_or_after(ends + draw(rng, bands))

    def _employment(self, seat: Seat, rng: Random, first: bool) -> str:
        """Permanent, fixed term, agency, or what the role always is."""
        role = ROLES[seat.role]
        if role.employment != "Permanent" or seat.is_manager:
            return role.employment
        if chance(rng, FIRST_IS_AGENCY if first and role.agency_share else role.agency_share):
            return "Agency"
        return "Fixed term" if chance(rng, FIXED_TERM) else "Permanent"

    def _past_programme(
        self, seat: Seat, start: Day, employment: str, rng: Random
    ) -> NewlyQualified | None:
        """Some of those who started long enough ago did so newly qualified, and have completed."""
        ago = self.today - start
        fits = FINISHED_BY <= ago <= self.today - self.begins + 300
        if seat.role != "social_worker" or employment != "Permanent" or not fits:
            return None
        if not chance(rng, NEWLY_QUALIFIED_SHARE):
            return None
        recommended = ago - 368 - int(rng.random() * 25)
        panel = recommended - 14 - int(rng.random() * 14)
        child = seat.team.plan.directorate == shape.CHILDREN
        return NewlyQualified(
            "", child, ago, recommended=recommended, recommendation="Pass",
            panel=panel, decision="Confirmed", ended=panel, reason="Completed",
        )  # fmt: skip

    def _follow(self, seat: Seat, script: Script, rng: Random) -> None:
        """Makes the seat's last holder the one the script wants, clearing the way before."""
        start = working_on_or_before(self.today - script.started)
        agency_days = script.agency_before if isinstance(script, Hire) else 0
        cleared = start - agency_days - 7 - int(rng.random() * 30)
        kept = [stint for stint in seat.stints if stint.starts < cleared - 120]
        for stint in kept[-1:]:
            stint.ends = min(stint.ends, cleared)
            if isinstance(stint.script, NewlyQualified):
                finished = self.today - (stint.script.ended or 0)
                stint.script = stint.script if finished < stint.ends else None
        if agency_days:
            first = working_on_or_after(start - agency_days)
            kept.append(Stint(seat, first, start - 1, "Agency", script))
        ends = FAR_AHEAD
        if isinstance(script, NewlyQualified) and script.reason == "Left":
            ends = self.today - (script.ended or 0)
        seat.stints = [*kept, Stint(seat, start, ends, "Permanent", script)]

    def _fte(self, stint: Stint, rng: Random) -> float:
        """Hours as a share of full time."""
        if isinstance(stint.script, NewlyQualified):
            return stint.script.fte
        whole = stint.seat.is_manager or stint.employment in ("Agency", "Placement")
        return 1.0 if whole else choose(rng, FTES)

    def _link_moves(self, seats: list[Seat]) -> None:
        """Some who leave one team take a seat in another of the same area, some by promotion."""
        openings: dict[tuple[int, str], list[Stint]] = {}
        for seat in seats:
            for earlier, later in zip(seat.stints, seat.stints[1:], strict=False):
                is_plain = later.employment == "Permanent" and later.script is None
                if is_plain and not isinstance(earlier.script, Hire):
                    key = (seat.team.area, seat.team.plan.directorate)
                    openings.setdefault(key, []).append(later)
        for stint in self.stints:
            moves = stint.employment == "Permanent" and not stint.code and not stint.seat.is_manager
            if moves and self.begins < stint.ends < self.today - 30:
                rng = self.streams.stream("moves", stint.seat.seat_id, stint.starts)
                self._move(stint, openings, rng)

    def _move(
        self, stint: Stint, openings: dict[tuple[int, str], list[Stint]], rng: Random
    ) -> None:
        """Lets this leaver take the first opening that fits, if chance has it."""
        seat = stint.seat
        key = (seat.team.area, seat.team.plan.directorate)
        roles = PROMOTIONS.get(seat.role, (seat.role,))
        for opening in openings.get(key, []) if chance(rng, MOVES) else []:
            soon = stint.ends < opening.starts <= stint.ends + MOVE_WITHIN
            other = opening.seat.team is not seat.team and opening.seat.role in roles
            if soon and other and opening.before is None and self._is_free(opening, stint.ends):
                opening.starts = stint.ends + 1
                opening.before, stint.onward = stint, opening
                opening.fte = stint.fte
                return

    @staticmethod
    def _is_free(opening: Stint, day: Day) -> bool:
        """Whether the seat of an opening was empty from the day after `day`."""
        earlier = [each for each in opening.seat.stints if each.starts < opening.starts]
        return all(each.ends <= day for each in earlier)
