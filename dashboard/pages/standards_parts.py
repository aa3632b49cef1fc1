"""What the parts of practice standards share: the measures as this reader may see them."""

import calendar
from datetime import date

from dashboard.datasets.memory import rows_of
from dashboard.datasets.standards import (
    practice_measures,
    practice_periods,
    practice_periods_for_all,
    practice_rules,
)
from dashboard.once import once
from dashboard.scope import Place, Scope
from dashboard.view_models.standards import Standing, standings
from dashboard.visit import Visit
from dashboard.warehouse import Published

TITLE = "Practice standards"
COUNTS_ONLY = "Lists of named people are for those who manage them. You see counts only."
FOR_ALL = (
    "This is the same for everybody: the council, or the service chosen, up to the data date, with "
    "figures of too few people held back."
)


@once
def read_standings(run: Published, scope: Scope, place: Place) -> list[Standing]:
    """Every measure: of the scope for who may see people, else what everybody may see."""
    place = place if scope.names_people else place.latest()
    measures = rows_of(practice_measures(run, place))
    rules = rows_of(practice_rules(run, scope, place))
    if scope.names_people:
        rows = rows_of(practice_periods(run, scope, place))
    else:
        level = "council" if place.service is None else "service"
        rows = [
            row
            for row in rows_of(practice_periods_for_all(run))
            if row["level_code"] == level and row["service_name"] == place.service
        ]
    return standings(measures, rules, rows)


def told_to(visit: Visit) -> date:
    """The day up to which this reader is told: figures for everybody are of the data date alone."""
    asked = visit.place.as_at if visit.scope.names_people else None
    return asked or visit.run.data_date


def last_complete_month(day: date) -> date:
    """The last day of the last month that is over by a day."""
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return day
    return date.fromordinal(day.toordinal() - day.day)
