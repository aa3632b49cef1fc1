"""Overview: is the council supervising as its policies say, is it moving, and where is it worst."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components.cards import Card, draw_cards
from dashboard.components.charts import draw_chart, spread_spec, trend_spec
from dashboard.components.choices import choose
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.cases import cases_by_team
from dashboard.datasets.council import services, teams
from dashboard.datasets.people import (
    monthly_in_date,
    nqsw_standing,
    people_by_band,
    people_by_team,
    people_listed,
)
from dashboard.pages.as_reported_then import show_as_reported, show_latest_alone
from dashboard.view_models import overview
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.markdown import link
from dashboard.view_models.people import longest_list
from dashboard.view_models.shares import Share
from dashboard.visit import Visit

LONGEST = 10
TRENDS = {"staff_supervision": "Staff in date", "case_supervision": "Cases in date"}


def show(visit: Visit) -> None:
    """The page, for as much of the council as the reader's scope and the address hold."""
    people = people_by_team(visit.run, visit.scope, visit.place).to_dicts()
    cases = cases_by_team(visit.run, visit.scope, visit.place).to_dicts()
    nqsws = nqsw_standing(visit.run, visit.scope, visit.place).to_dicts()[0]
    staff = monthly_in_date(visit.run, visit.scope, visit.place, "staff_supervision").to_dicts()
    counts = overview.total(people)
    open_page("Supervision overview", overview.say_headline(counts))
    show_as_reported(visit, "staff_supervision")
    _show_cards(visit, counts, overview.total(cases), nqsws, staff)
    show_latest_alone(visit, "NQSWs at risk, and NQSWs by the national floor,")
    _show_trend(visit)
    if not overview.covers(staff, overview.share_in_date(counts)):
        st.caption(
            "Months are counted by team: people of your line in other teams are not in them."
        )
    _show_services(visit, people, cases)
    _show_longest(visit, counts)
    _show_teams(visit, people, cases)
    _show_beside(visit, counts, nqsws)


def _show_cards(
    visit: Visit,
    people: dict[str, int],
    cases: dict[str, int],
    nqsws: dict[str, Any],
    months: list[dict[str, Any]],
) -> None:
    named, links = visit.scope.names_people, visit.links

    def way(number: int, label: str, page: str, **asked: str) -> str:
        return link(label, links.to(page, **asked)) if named and number else ""

    def counted(number: int, words: str, name: str) -> str:
        said = f"{number:,} {words}"
        return way(number, said, "people", list=name) or said

    share = overview.share_in_date(people)
    overdue, beside = people.get("overdue_count", 0), people.get("not_measured_count", 0)
    unmeasured = overview.is_unmeasured(people)
    not_measured = counted(beside, "not measured", "not_measured") if beside else ""
    moved = overview.movement(months) if overview.covers(months, share) else ""
    high = Share(cases.get("high_risk_overdue_count", 0), cases.get("high_risk_open_count", 0))
    risk = Share(nqsws["at_risk_count"], nqsws["nqsw_count"])
    blind, unseen = cases.get("high_risk_not_measured_count", 0), nqsws["not_measured_count"]
    draw_cards(
        [
            Card(
                "Staff in date",
                overview.NOT_MEASURED if unmeasured else share.percent_text,
                (not_measured,)
                if unmeasured
                else (
                    f"**{share.counts}** people",
                    moved,
                    way(share.part, f"See the {share.part:,} in date", "people", list="in_date"),
                ),
                tooltip("in_date"),
            ),
            Card(
                "Overdue people",
                overview.NOT_MEASURED if unmeasured else f"{overdue:,}",
                (not_measured,)
                if unmeasured
                else (
                    "" if overdue else not_measured,
                    counted(people.get("over_28_count", 0), "over 28 days", "over_28"),
                    counted(people.get("never_count", 0), "with no session on record", "never"),
                    way(overdue, f"See the {overdue:,} overdue", "people", list="overdue"),
                ),
                tooltip("overdue_people"),
            ),
            Card(
                "High-risk cases overdue",
                overview.NOT_MEASURED if blind and not high.whole else f"{high.part:,}",
                (
                    way(blind, f"{blind:,} not measured", "cases", list="not_measured", risk="high")
                    or (f"{blind:,} not measured" if blind else ""),
                    f"of **{high.whole:,}** with case supervision owed",
                    way(high.part, f"See the {high.part:,}", "cases", list="overdue", risk="high"),
                ),
                tooltip("high_risk_overdue"),
            ),
            Card(
                "NQSWs at risk",
                overview.NOT_MEASURED
                if unseen and unseen == risk.whole and not risk.part
                else f"{risk.part:,}",
                (
                    f"of **{risk.whole:,}** whose ASYE runs",
                    f"supervision of {unseen:,} not measured" if unseen else "",
                    way(risk.part, f"See the {risk.part:,}", "asye", list="at_risk"),
                ),
                tooltip("nqsws_at_risk"),
            ),
        ]
    )


def _show_longest(visit: Visit, counts: dict[str, int]) -> None:
    st.header("Longest overdue", anchor="longest")
    if not visit.scope.names_people:
        st.info("Lists of named people are for those who manage them. You see counts only.")
        return
    rows = people_listed(visit.run, visit.scope, visit.place, "overdue", LONGEST).to_dicts()
    if not rows:
        st.markdown(overview.say_none_overdue(counts))
        return
    overdue = counts.get("overdue_count", 0)
    if overdue > len(rows):
        st.caption(f"The {len(rows)} longest of {overdue:,} people overdue, longest first.")
    offered = set(teams(visit.run, visit.scope)["team_id"])
    draw_table(
        longest_list(rows, visit.words, visit.links, offered), alt="Longest overdue", name="longest"
    )


def _show_trend(visit: Visit) -> None:
    st.header("In date month by month", anchor="trend")
    picked, _ = st.columns([1, 2])
    with picked:
        kind = choose("Shown", "trend", TRENDS, "staff_supervision")
    points = overview.trend_rows(
        monthly_in_date(visit.run, visit.scope, visit.place, kind).to_dicts()
    )
    whom = "people" if kind == "staff_supervision" else "cases"
    sentence = overview.say_trend(points, whom)
    st.markdown(sentence)
    if len(points) < 2:
        return
    draw_chart(trend_spec(), {"trend": pl.DataFrame(points)}, alt=sentence)
    with st.expander("Show as a table"):
        draw_table(overview.trend_table(points, whom), alt="In date month by month", name="trend")
    st.caption("Each month end as now recorded: late records have been counted in.")


def _show_services(visit: Visit, people: list[dict[str, Any]], cases: list[dict[str, Any]]) -> None:
    st.header("Services", anchor="services")
    grouped = overview.places(people, cases, "service_name")
    offered = set(services(visit.run, visit.scope)["service_name"])
    rows = overview.place_rows(
        grouped, "service", visit.links, visit.scope.names_people, offered=offered
    )
    draw_table(rows, alt="In date and overdue by service", name="services")


def _show_teams(visit: Visit, people: list[dict[str, Any]], cases: list[dict[str, Any]]) -> None:
    """Teams where the reader may see them, else how the services spread."""
    named = visit.scope.names_people
    kind, key, label = (
        ("team", "team_id", "team_name") if named else ("service", *["service_name"] * 2)
    )
    grouped = overview.places(people, cases, key)
    if named:
        st.header("Teams", anchor="teams")
        st.caption("By service, then by name.")
        offered = set(teams(visit.run, visit.scope)["team_id"])
        unknown = overview.NOT_KNOWN if visit.scope.sees_everyone else overview.OTHER_TEAMS
        rows = overview.place_rows(
            grouped, "team", visit.links, named, offered=offered, unknown=unknown
        )
        draw_table(rows, alt="In date and overdue by team", name="teams")
    points = overview.spread_points(grouped, label)
    whole = overview.share_in_date(overview.total(people))
    sentence = overview.say_spread(points, whole, kind)
    if sentence:
        st.header(f"How {kind}s spread", anchor="spread")
        st.markdown(sentence)
        line = pl.DataFrame([{"percent": whole.percent, "tone": "quiet"}])
        data = {"places": pl.DataFrame(points), "whole": line}
        draw_chart(spread_spec(), data, alt=sentence.replace("\\", ""))


def _show_beside(visit: Visit, counts: dict[str, int], nqsws: dict[str, Any]) -> None:
    named, links = visit.scope.names_people, visit.links
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Overdue, by how long", anchor="bands")
        if overview.is_unmeasured(counts):
            st.markdown(overview.say_none_overdue(counts))
        bands = people_by_band(visit.run, visit.scope, visit.place).to_dicts()
        rows = overview.band_rows(bands, counts.get("never_count", 0), links, named)
        if not overview.is_unmeasured(counts):
            draw_table(rows, alt="Overdue people by days overdue", name="bands")
    with right:
        st.header("Beside the headline", anchor="beside")
        floor = Share(nqsws["floor_in_date_count"], nqsws["floor_open_count"])
        rows = overview.beside_rows(counts, floor, links, named)
        draw_table(rows, alt="People the headline leaves out", name="beside")
