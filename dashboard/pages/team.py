"""My team: who is next, and why. The landing page of a team manager."""

import streamlit as st

from dashboard.components.cards import Card, draw_cards
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.council import teams
from dashboard.datasets.memory import rows_of
from dashboard.datasets.team import team_cases, team_nqsws, team_people
from dashboard.pages.team_months import show_months
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import quiet_list, unsupervised_list, worklist
from dashboard.view_models.team import TeamView, say_next, say_none_overdue, sort_team
from dashboard.view_models.team_extras import case_rows, nqsw_rows, own_supervision, team_choice
from dashboard.visit import Visit


def show(visit: Visit) -> None:
    """The page for the team asked for, for all the reader's teams, or the choice of a team."""
    offered = rows_of(teams(visit.run, visit.scope))
    asked = [team for team in offered if visit.place.team_id in (None, team["team_id"])]
    if visit.place.service is not None:
        asked = [team for team in asked if team["service_name"] == visit.place.service]
    if not offered:
        open_page("My team")
        if visit.scope.names_people:
            listed = link("list of people", visit.links.to("people", list="open"))
            st.markdown(f"No team is on record here. Everybody you may see is in the {listed}.")
        else:
            st.info("Lists of named people are for those who manage them. You see counts only.")
        return
    if not asked:
        open_page("My team")
        st.markdown("You have no team in this service.")
        return
    if len(asked) > 1 and visit.scope.reader_id is None:
        open_page("My team", "Choose a team.")
        draw_table(team_choice(asked, visit.links), alt="Teams to choose from", name="teams")
        return
    _show_team(visit, asked)


def _show_team(visit: Visit, asked: list[dict[str, str]]) -> None:
    rows = rows_of(team_people(visit.run, visit.scope, visit.place))
    managers = [team["team_manager_id"] for team in asked if team["team_manager_id"]]
    view = sort_team(rows, managers, visit.as_at)
    several = len(asked) > 1
    title = f"Your {len(asked)} teams" if several else plain(asked[0]["team_name"])
    open_page(title, say_next(view, visit.links))
    _show_cards(view, visit, None if several else asked[0]["team_id"])
    _show_people(view, visit)
    show_months(visit)
    _show_cases(visit)
    _show_nqsws(visit)
    _show_manager(view, visit)


def _show_cards(view: TeamView, visit: Visit, team_id: str | None) -> None:
    due_by = say_date(view.due_by)
    kept = view.in_date.part

    def way(number: int, address: str) -> str:
        return link(f"See the {number}", address) if number else "Nobody"

    # The list of people holds the reader's whole line: the same people where one team is asked for.
    in_date = visit.links.to("people", list="in_date", team=team_id)
    beside = f"**{view.in_date.counts}** people"
    if view.is_unmeasured:
        beside = f"{say_count(view.not_measured, 'person', 'people')} not measured"
    draw_cards(
        [
            Card(
                "In date",
                "not measured" if view.is_unmeasured else view.in_date.percent_text,
                (beside, way(kept, in_date)) if view.in_date.whole and team_id else (beside,),
                tooltip("in_date"),
            ),
            Card(
                "Overdue",
                "not measured" if view.is_unmeasured else str(len(view.overdue)),
                ("nothing can be said",)
                if view.is_unmeasured
                else ("past their date", way(len(view.overdue), "#overdue")),
                tooltip("overdue_people"),
            ),
            Card(
                f"Due by {due_by}",
                str(len(view.due)),
                ("still in date", way(len(view.due), "#due")),
            ),
            Card(
                "Away",
                str(len(view.away)),
                ("on a long absence, counted apart", way(len(view.away), "#away")),
                tooltip("away"),
            ),
        ]
    )


def _show_people(view: TeamView, visit: Visit) -> None:
    words, links = visit.words, visit.links
    st.header(f"Overdue: {say_count(len(view.overdue), 'person', 'people')}", anchor="overdue")
    if view.overdue:
        st.caption("Longest overdue first.")
        draw_table(worklist(view.overdue, words, links), alt="People overdue", name="overdue")
    else:
        st.markdown(say_none_overdue(view))
    due_by = say_date(view.due_by)
    st.header(f"Due by {due_by}: {say_count(len(view.due), 'person', 'people')}", anchor="due")
    if view.due:
        st.caption("Soonest first.")
        draw_table(worklist(view.due, words, links), alt=f"People due by {due_by}", name="due")
    else:
        st.markdown(f"Nobody else is due by {due_by}.")
    _show_quiet(view, visit)


def _show_quiet(view: TeamView, visit: Visit) -> None:
    words, links = visit.words, visit.links
    later = say_count(len(view.later), "person", "people")
    st.header(f"In date, due later: {later}", anchor="in-date")
    if view.later:
        with st.expander(f"Show {later}"):
            draw_table(worklist(view.later, words, links), alt="People due later", name="later")
    else:
        st.markdown("Nobody is due later than that.")
    st.header(f"Away: {say_count(len(view.away), 'person', 'people')}", anchor="away")
    if view.away:
        draw_table(quiet_list(view.away, words, links), alt="People on a long absence", name="away")
    else:
        st.markdown("Nobody is on a long absence.")
    if view.not_asked:
        people = say_count(len(view.not_asked), "person", "people")
        st.header(f"No supervision asked for or measured: {people}", anchor="not-asked")
        st.caption("Counted apart, and never as in date.")
        rows = quiet_list(view.not_asked, words, links)
        draw_table(rows, alt="People of whom nothing is asked", name="not_asked")
    if view.unsupervised:
        people = say_count(len(view.unsupervised), "person", "people")
        st.header(f"Without a supervisor: {people}", anchor="unsupervised")
        rows = unsupervised_list(view.unsupervised, words, links)
        draw_table(rows, alt="People without a supervisor who is here", name="unsupervised")
    if view.elsewhere:
        people = say_count(len(view.elsewhere), "person", "people")
        st.header(f"Supervised in other teams: {people}", anchor="elsewhere")
        rows = worklist(view.elsewhere, words, links)
        draw_table(rows, alt="People supervised in other teams", name="elsewhere")


def _show_cases(visit: Visit) -> None:
    st.header("Cases by type", anchor="cases")
    rows = rows_of(team_cases(visit.run, visit.scope, visit.place))
    if not rows:
        st.markdown("No open case is held here.")
        return
    st.caption("Open cases of the team and of your people, most overdue first. No case is named.")
    draw_table(case_rows(rows, visit.links), alt="Open cases by type", name="cases")


def _show_nqsws(visit: Visit) -> None:
    rows = rows_of(team_nqsws(visit.run, visit.scope, visit.place))
    if not rows:
        return
    if visit.place.as_at is not None:
        latest = link("See the latest", visit.links.to("team", at=None))
        st.header("NQSWs", anchor="nqsws")
        st.markdown(f"Where an ASYE stands is known for the latest data only. {latest}")
        return
    st.header(f"NQSWs: {say_count(len(rows), 'person', 'people')}", anchor="nqsws")
    st.caption(
        "Newly qualified social workers (NQSWs) in their assessed and supported year in "
        "employment (ASYE), those at risk first."
    )
    draw_table(nqsw_rows(rows, visit.words, visit.links), alt="NQSWs of the team", name="nqsws")


def _show_manager(view: TeamView, visit: Visit) -> None:
    st.header("The manager's own supervision", anchor="own")
    st.markdown(own_supervision(view.manager, visit.words, visit.links))
