"""Overview: is the council supervising as its policies say, is it moving, and where is it worst."""

from dashboard.components.frame import open_page
from dashboard.datasets.cases import cases_by_team
from dashboard.datasets.charts import services_beside_quality, spc_series
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
    people = people_by_team(*here).to_dicts()
    cases = cases_by_team(*here).to_dicts()
    quality = services_beside_quality(*here).to_dicts()
    charts = spc_series(*here, "in_date").to_dicts()
    headline = Headline(
        people=overview.total(people),
        cases=overview.total(cases),
        nqsws=nqsw_standing(*here).to_dicts()[0],
        months=monthly_in_date(*here, "staff_supervision").to_dicts(),
        case_months=monthly_in_date(*here, "case_supervision").to_dicts(),
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
