"""How likely a manager is to supervise in time, team by team and month by month.

The pattern a reader should find is made here and nowhere else: teams differ, things improve
slowly over two years, August and December are thin, one summer was bad everywhere, one manager's
team slipped and one caught up.
"""

from __future__ import annotations

from datetime import date

from ingestion.demo.days import Day, Every, add_months, month_index
from ingestion.demo.organisation import Team
from ingestion.demo.streams import Streams

#: Added to a team's level: at the start, and for every month of the last two years.
TREND_AT_START, TREND_A_MONTH, TREND_MONTHS = -0.06, 0.0035, 24
SEASON = {8: -0.06, 12: -0.05}
#: July to September of the year before the data date's last summer.
BAD_SUMMER_MONTHS, BAD_SUMMER = (7, 8, 9), -0.20
MONTHLY_WOBBLE, AREA_WOBBLE = 0.05, 0.10
#: With the manager away or gone, what is left of the chance.
WITHOUT_MANAGER = 0.45
LOWEST, HIGHEST = 0.05, 0.99

#: The slipping team's last sessions are this long ago.
SILENT_FOR = 98
#: The team that caught up: when it slipped (days before the data date), how it does since.
SLIPPED_FROM, SLIPPED_TO, SLIPPED_CHANCE, CAUGHT_UP_CHANCE = 400, 230, 0.06, 0.985

#: Where less is held in time, what slips also slips further: hundredths added for each hundredth
#: of chance below this one.
SLIPS_FURTHER_BELOW, SLIPS_FURTHER = 0.92, 2.0


class Diligence:
    """Answers, for any team and day, how likely a session due then is held in time."""

    def __init__(self, streams: Streams, today: Day) -> None:
        self._streams, self._today = streams, today
        self._this_month = month_index(today)
        self._bad_year = bad_summer_year(today)
        self._known: dict[tuple[str, int], float] = {}

    def in_time(self, team: Team, day: Day) -> float:
        """The probability, between LOWEST and HIGHEST."""
        if team.plan.part == "caught_up":
            if self._today - SLIPPED_FROM <= day <= self._today - SLIPPED_TO:
                return SLIPPED_CHANCE
            if day > self._today - SLIPPED_TO:
                return CAUGHT_UP_CHANCE
        key = (team.code, month_index(day))
        if key not in self._known:
            self._known[key] = self._work_out(team, key[1])
        return self._known[key]

    def is_silent(self, team: Team, day: Day) -> bool:
        """Whether this is the slipping team, in the weeks nobody there was supervised."""
        return team.plan.part == "slipping" and day > self._today - SILENT_FOR

    def silent_since(self) -> Day:
        """The last day on which anybody of the slipping team may have had a session."""
        return self._today - SILENT_FOR

    def _work_out(self, team: Team, month: int) -> float:
        rng = self._streams.stream("diligence", team.code, month)
        area = self._streams.stream("area", team.plan.key, team.area)
        ago = self._this_month - month
        chance = team.plan.level + SEASON.get(month % 12 + 1, 0.0)
        chance += TREND_AT_START + TREND_A_MONTH * max(0, TREND_MONTHS - ago)
        chance += (rng.random() - 0.5) * 2 * MONTHLY_WOBBLE
        if team.area > 1:
            chance += (area.random() - 0.5) * 2 * AREA_WOBBLE
        if divmod(month, 12)[0] == self._bad_year and month % 12 + 1 in BAD_SUMMER_MONTHS:
            chance += BAD_SUMMER
        return min(HIGHEST, max(LOWEST, chance))


def lateness(every: Every, in_time: float) -> int:
    """What a slip is a share of, in days: the interval, more where slips are common."""
    further = max(0.0, SLIPS_FURTHER_BELOW - in_time) * SLIPS_FURTHER
    return round(every.length * (1 + further))


def bad_summer_year(today: Day) -> int:
    """The year of the last summer but one."""
    on = date.fromordinal(today)
    return on.year - 1 if on.month > max(BAD_SUMMER_MONTHS) else on.year - 2


def records_begin(today: Day) -> Day:
    """Three years before the data date: when the council began to keep supervision records."""
    return add_months(today, -36)
