"""Overview: is the council supervising as its policies say, is it moving, and where is it worst."""

from dashboard.components.frame import open_page
from dashboard.datasets.cases import cases_by_team
from dashboard.datasets.charts import services_beside_quality, spc_series
from dashboard.datasets.memory import rows_of
from dashboard.datasets.people import monthly_in_date, nqsw_standing, people_by_team
from dashboard.pages.as_reported_then import show_as_reported, show_latest_alone
from dashboard.pages.overview_cards import show_cards
from dashboard.pages.overview_lists import show_beside, show_longest
from dashboard.pages.overview_places import show_services, show_teams
from dashboard.pages.overview_spread import show_spread
from dashboard.pages.overview_trend import show_trend
from dashboard.view_models import overview
from dashboard.view_models.overview import Headline
from dashboard.visit import Visit


def show(visit: Visit) -> None:
    """The page, for as much of the council as the reader's scope and the address hold."""
    here = (visit.run, visit.scope, visit.place)
    people = rows_of(people_by_team(*here))
    cases = rows_of(cases_by_team(*here))
    quality = rows_of(services_beside_quality(*here))
    charts = rows_of(spc_series(*here, "in_date"))
    headline = Headline(
        people=overview.total(people),
        cases=overview.total(cases),
        nqsws=rows_of(nqsw_standing(*here))[0],
        months=rows_of(monthly_in_date(*here, "staff_supervision")),
        case_months=rows_of(monthly_in_date(*here, "case_supervision")),
        quality=quality,
        charts=charts,
    )
    open_page("Supervision overview", overview.say_headline(headline.people))
    show_as_reported(visit, "staff_supervision")
    show_cards(visit, headline)
    show_latest_alone(visit, "NQSWs at risk, and NQSWs by the national floor,")
    measure = show_trend(visit, headline)
    show_spread(visit, measure)
    show_services(visit, people, cases, quality, charts)
    show_longest(visit, headline.people)
    show_teams(visit, people, cases)
    show_beside(visit, headline)
