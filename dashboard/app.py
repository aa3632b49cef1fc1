"""One run of the screens: who is looking, at what part of the council, then the page."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from dashboard.components.choices import choose, restore_shared
from dashboard.components.frame import refuse, show_filters, show_freshness
from dashboard.datasets.council import codes, days_offered, services, stale_feeds, teams
from dashboard.navigation import PATHS, landing_of, pages_for, shows_any_day
from dashboard.personas import (
    PERSONAS,
    Persona,
    acting_choices,
    describe,
    scope_of,
)
from dashboard.scope import Place, Scope
from dashboard.settings import settings
from dashboard.view_models.addresses import SHARED, shared_links
from dashboard.view_models.as_at import day_asked, day_options, say_day_shown
from dashboard.view_models.days import say_date
from dashboard.view_models.markdown import plain
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.visit import Visit
from dashboard.warehouse import Published, WarehouseProblem, published

NAME = "Supervision Monitor"
CHOOSE = "Choose"
IN_PAGE = Path(__file__).parent / "components" / "in_page.html"
ICON = Path(__file__).parent / "components" / "icon.svg"
WORDMARK = Path(__file__).parent / "components" / "wordmark.svg"


def main(landing: str | None = None) -> None:
    """Draw the page the address asks for. `landing` names the page of the bare address."""
    st.set_page_config(page_title=NAME, page_icon=ICON, layout="wide")
    st.logo(WORDMARK, size="large", icon_image=ICON)
    if not settings().demo:
        _say_no_access()
        return
    try:
        _show(published(settings().data), landing)
    except WarehouseProblem as problem:
        st.navigation([st.Page(_nothing, title=NAME)], position="hidden")
        st.title(NAME)
        st.error(f"{problem.sentence}\n\n{problem.fix}\n\nReference: {problem.code}")


def _nothing() -> None:
    """A page with nothing on it, where there is no warehouse to show."""


def _say_no_access() -> None:
    st.navigation([st.Page(_nothing, title=NAME)], position="hidden")
    st.title(NAME)
    st.info(
        "Access is not set up yet, so nothing is shown.\n\n"
        "To look at the demonstration council, start with "
        "`python -m dashboard serve --demo --data DIR`."
    )


def _show(run: Published, landing: str | None) -> None:
    st.html(IN_PAGE, unsafe_allow_javascript=True)
    restore_shared(settings().demo_persona)
    with st.sidebar:
        persona, unknown = _choose_persona(run)
        scope = scope_of(run, persona)
        place, refused = _choose_place(run, scope)
        as_at, no_day = _choose_day(run)
    place = replace(place, as_at=as_at)
    refusals = (*unknown, *refused, *no_day)
    asked = {name: st.query_params[name] for name in SHARED if name in st.query_params}
    visit = Visit(
        run=run,
        scope=scope,
        place=place,
        links=shared_links({**asked, "persona": persona.kind}),
        words=_words(run),
        reader=describe(run, persona),
        refusals=refusals,
        offered=PATHS,
    )
    landing = landing or landing_of(scope)
    page = st.navigation(pages_for(visit, landing))
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    show_freshness(
        run.data_date,
        run.built_at,
        stale_feeds(run).to_dicts(),
        today=date.today(),
        reader=visit.reader,
    )
    if run.instead:
        st.warning(run.instead)
    refuse(refusals)
    _show_place(visit, page.url_path, shows_any_day(page.url_path, landing))
    if not scope.sees_anything:
        st.title(NAME)
        st.info("Choose in the side bar whom to look as.")
        return
    page.run()


@lru_cache(maxsize=4)
def _words(run: Published) -> Vocabulary:
    return Vocabulary(codes(run).iter_rows(named=True))


def _choose_persona(run: Published) -> tuple[Persona, tuple[str, ...]]:
    """Whom to look as, and what the address asked for that is not offered."""
    asked = {name: st.query_params.get(name) for name in ("persona", "as")}
    # Nobody stands in for a reader who is not offered: nothing shows until one is chosen.
    is_known = asked["persona"] in (None, *PERSONAS)
    kind = choose(
        "Look as",
        "persona",
        PERSONAS if is_known else {"": CHOOSE, **PERSONAS},
        settings().demo_persona if is_known else "",
        forget=("as", "service", "team"),
        help_text="This is a demonstration: choose who is looking, and see what they may see.",
        is_told=True,
    )
    choices = acting_choices(run, kind)
    is_offered = asked["as"] in (None, *choices)
    refused = not (is_known and is_offered)
    refusals = ("The link asked to look as somebody who is not offered.",) if refused else ()
    if not choices:
        return Persona(kind, asked["as"] if is_known else None), refusals
    label = "Service" if kind == "head_of_service" else "Team and manager"
    offered = choices if is_offered else {"": CHOOSE, **choices}
    first = next(iter(offered))
    acting_for = choose(label, "as", offered, first, forget=("service", "team"), is_told=True)
    return Persona(kind, acting_for), refusals


def _choose_place(run: Published, scope: Scope) -> tuple[Place, tuple[str, ...]]:
    """The service and team asked for, where the scope has them, and what was refused."""
    raw = {name: st.query_params.get(name) for name in ("service", "team")}
    offered = teams(run, scope).to_dicts()
    names = services(run, scope)["service_name"].to_list()
    refusals = []
    service = team = None
    if len(names) > 1:
        options = {"": "All services", **{name: name for name in names}}
        service = choose("Service", "service", options, "", forget=("team",), is_told=True) or None
    if raw["service"] and raw["service"] not in names:
        refusals.append("The link asked for a service that is not available to you.")
    here = [row for row in offered if service is None or row["service_name"] == service]
    if len(here) > 1:
        options = {"": "All teams", **{row["team_id"]: row["team_name"] for row in here}}
        team = choose("Team", "team", options, "", is_told=True) or None
    if raw["team"] in {row["team_id"] for row in here}:
        team = raw["team"]
    elif raw["team"]:
        refusals.append("The link asked for a team that is not available to you.")
    return Place(service, team), tuple(refusals)


def _choose_day(run: Published) -> tuple[date | None, tuple[str, ...]]:
    """The month end asked for, none for the data date, and what was refused."""
    days = days_offered(run).to_dicts()
    raw = st.query_params.get("at")
    if len(days) > 1:
        choose("As at", "at", day_options(days), "", is_told=True)
    return day_asked(raw, days)


def _show_place(visit: Visit, path: str, can_show_day: bool) -> None:
    chips = []
    if visit.place.service is not None:
        chips.append(("service", "Service", plain(visit.place.service), "Clear service"))
    if visit.place.team_id is not None:
        rows = teams(visit.run, visit.scope).to_dicts()
        name = next(row["team_name"] for row in rows if row["team_id"] == visit.place.team_id)
        chips.append(("team", "Team", plain(name), "Clear team"))
    if visit.place.as_at is not None:
        chips.append(("at", "As at", say_date(visit.place.as_at), "Show the latest"))
    show_filters(chips, visit.links, path)
    if visit.place.as_at is not None:
        st.markdown(say_day_shown(visit.place.as_at, visit.run.data_date, can_show_day))
