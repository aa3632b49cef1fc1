"""The headline of the overview: one figure a card, how it moved, and the way to its list."""

from typing import Any

from dashboard.components.cards import Card, draw_cards
from dashboard.datasets.council import feeds
from dashboard.datasets.memory import rows_of
from dashboard.datasets.people import longest_overdue
from dashboard.view_models import overview
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.over_time import chosen_series
from dashboard.view_models.overview import Headline
from dashboard.view_models.overview_quality import say_quality
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit


def show_cards(visit: Visit, headline: Headline) -> None:
    """Staff, overdue, cases, high-risk cases and NQSWs, in the order a director asks for them."""
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    draw_cards(
        [
            _staff(visit, headline),
            _overdue(visit, headline),
            _cases(visit, headline),
            _high_risk(visit, headline.cases, supplied),
            _nqsws(visit, headline.nqsws, supplied),
        ],
        narrowest=140,
    )


def _way(visit: Visit, number: int, label: str, page: str, **asked: str) -> str:
    """A link to a list, where people may be named and there is anything on it."""
    there = visit.links.to(page, **asked)
    return link(label, there) if visit.scope.names_people and number else ""


def _counted(visit: Visit, number: int, words: str, name: str) -> str:
    said = f"{number:,} {words}"
    return _way(visit, number, said, "people", list=name) or said


def _not_measured(visit: Visit, people: dict[str, int]) -> str:
    beside = people.get("not_measured_count", 0)
    return _counted(visit, beside, "not measured", "not_measured") if beside else ""


def _staff(visit: Visit, headline: Headline) -> Card:
    share = overview.share_in_date(headline.people)
    if overview.is_unmeasured(headline.people):
        lines: tuple[str, ...] = (_not_measured(visit, headline.people),)
        return Card("Staff in date", overview.NOT_MEASURED, lines, tooltip("in_date"))
    covers = overview.covers(headline.months, share)
    chart = None if visit.place.team_id else chosen_series(headline.charts, visit.place.service)
    code = chart["variation_code"] if chart else None
    lines = (
        f"**{share.counts}** people",
        overview.movement(headline.months) if covers else "",
        visit.words.word("spc_variation", code).marked if code else "",
        say_quality(headline.quality),
        _way(visit, share.part, f"See the {share.part:,} in date", "people", list="in_date"),
    )
    return Card("Staff in date", share.percent_text, lines, tooltip("in_date"))


def _overdue(visit: Visit, headline: Headline) -> Card:
    people = headline.people
    overdue, beside = people.get("overdue_count", 0), _not_measured(visit, people)
    if overview.is_unmeasured(people):
        return Card("Overdue people", overview.NOT_MEASURED, (beside,), tooltip("overdue_people"))
    covers = overview.covers(headline.months, overview.share_in_date(people))
    lines = (
        "" if overdue else beside,
        overview.overdue_movement(headline.months) if covers else "",
        _counted(visit, people.get("over_28_count", 0), "over 28 days", "over_28"),
        _counted(visit, people.get("never_count", 0), "with no session on record", "never"),
        _longest(visit),
        _way(visit, overdue, f"See the {overdue:,} overdue", "people", list="overdue"),
    )
    return Card("Overdue people", f"{overdue:,}", lines, tooltip("overdue_people"))


def _longest(visit: Visit) -> str:
    """Who has waited longest, by name: whom to act on first, near the top of the page."""
    rows = rows_of(longest_overdue(visit.run, visit.scope, visit.place))
    if not rows:
        return ""
    row = rows[0]
    name = link(plain(row["worker_name"]), visit.links.to("person", worker=row["worker_id"]))
    return f"longest {name}, {say_count(row['days_overdue'], 'day')}"


def _cases(visit: Visit, headline: Headline) -> Card:
    cases = headline.cases
    share, blind = overview.share_in_date(cases), cases.get("not_measured_count", 0)
    moved = overview.movement(headline.case_months)
    unallocated = cases.get("unallocated_count", 0)
    lines = (
        _way(visit, blind, f"{blind:,} not measured", "cases", list="not_measured")
        or (f"{blind:,} not measured" if blind else ""),
        f"**{share.counts}** cases" if share.whole else "",
        moved if share.whole and overview.covers(headline.case_months, share) else "",
        _way(visit, unallocated, f"{unallocated:,} unallocated", "cases", list="unallocated")
        or (f"{unallocated:,} unallocated" if unallocated else ""),
        _way(visit, share.part, f"See the {share.part:,} in date", "cases", list="in_date"),
    )
    figure = share.percent_text if not overview.is_unmeasured(cases) else overview.NOT_MEASURED
    return Card("Cases in date", figure, lines, tooltip("cases_in_date"))


def _high_risk(visit: Visit, cases: dict[str, int], supplied: Supplied) -> Card:
    high = Share(cases.get("high_risk_overdue_count", 0), cases.get("high_risk_open_count", 0))
    blind = cases.get("high_risk_not_measured_count", 0)
    lines = (
        _way(visit, blind, f"{blind:,} not measured", "cases", list="not_measured", risk="high")
        or (f"{blind:,} not measured" if blind else ""),
        f"of **{high.whole:,}** with case supervision owed: {high.percent_text}",
        supplied.say_risk_flags(),
        _way(visit, high.part, f"See the {high.part:,}", "cases", list="overdue", risk="high"),
    )
    figure = overview.NOT_MEASURED if blind and not high.whole else f"{high.part:,}"
    return Card("High-risk cases overdue", figure, lines, tooltip("high_risk_overdue"))


def _nqsws(visit: Visit, nqsws: dict[str, Any], supplied: Supplied) -> Card:
    risk, unseen = Share(nqsws["at_risk_count"], nqsws["nqsw_count"]), nqsws["not_measured_count"]
    is_council = visit.place.service is not None and not visit.scope.names_people
    council = " in the whole council" if is_council else ""
    lines = (
        f"of **{risk.whole:,}** whose ASYE runs{council}",
        f"supervision of {unseen:,} not measured" if unseen else "",
        supplied.say_asye_risk(),
        _way(visit, risk.part, f"See the {risk.part:,}", "asye", list="at_risk"),
    )
    is_blind = unseen and unseen == risk.whole and not risk.part
    figure = overview.NOT_MEASURED if is_blind else f"{risk.part:,}"
    return Card("NQSWs at risk", figure, lines, tooltip("nqsws_at_risk"))
