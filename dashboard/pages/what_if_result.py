"""What comes of a what-if: the headline, who changes sides by service, team and line manager."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components.bars import parts_spec
from dashboard.components.cards import Card, draw_cards
from dashboard.components.charts import draw_chart
from dashboard.components.choices import choose
from dashboard.components.tables import draw_table
from dashboard.components.watermark import marked
from dashboard.datasets.memory import rows_of
from dashboard.datasets.what_if import what_if_by_manager, what_if_by_team, what_if_minutes
from dashboard.scenario import STAFF, Scenario
from dashboard.view_models import what_if, what_if_tables
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.csv_file import safe_csv
from dashboard.view_models.shares import hours_of, say_more
from dashboard.view_models.supplied import NOT_MEASURED
from dashboard.view_models.what_if import NOUNS, WATERMARK, Nouns, Totals
from dashboard.view_models.what_if_address import Asked
from dashboard.view_models.what_if_tables import Ways
from dashboard.visit import Visit

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Tried:
    """One what-if, and which kind of supervision is looked at."""

    asked: Asked
    scenario: Scenario
    about: str
    changes: str
    ways: Ways

    @property
    def nouns(self) -> Nouns:
        """The words for whom or what it is about."""
        return NOUNS[self.about]


def tried(visit: Visit, asked: Asked, scenario: Scenario) -> Tried:
    """What the address tries, and which kind of supervision it shows."""
    about = st.query_params.get("of", "")
    about = about if about in scenario.obligation_types else scenario.obligation_types[0]
    parameters = {**asked.parameters, "of": about}
    ways = Ways(visit.links, parameters, visit.scope.names_people)
    return Tried(asked, scenario, about, what_if.say_changes(asked, visit.words), ways)


def show(visit: Visit, asked: Asked, scenario: Scenario) -> None:
    """The answer in a line, then who changes sides and what it asks for."""
    if len(scenario.obligation_types) > 1:
        types = {name: visit.words.word("obligation_type", name).label
                 for name in scenario.obligation_types}  # fmt: skip
        choose("Show", "of", types, scenario.obligation_types[0])
    this = tried(visit, asked, scenario)
    here = (visit.run, visit.scope, visit.place, scenario)
    with st.spinner("Working the ledger out again"):
        teams = rows_of(what_if_by_team(*here, this.about))
    counts = what_if.total(teams)
    if not counts:
        st.info("Nobody and no case that you may see here is held to this policy.")
        return
    st.header(what_if.say_headline(this.changes, counts, this.nouns), anchor="result")
    st.markdown(what_if.say_result(asked, counts, this.nouns))
    _show_cards(visit, this, counts)
    _show_services(visit, this, teams)
    if visit.scope.names_people:
        _show_teams(visit, this, teams)
        _show_managers(visit, this)


def _show_cards(visit: Visit, tried: Tried, counts: Totals) -> None:
    nouns, ways = tried.nouns, tried.ways
    year = (counts["year_before"], counts["year_after"])

    def counted(name: str, beside: str = "") -> Card:
        number = int(counts[f"{name}_count"])
        see = ways.number(number, name) if number and ways.named else ""
        lines = (beside, f"See the {see}" if see else "")
        return Card(what_if.LISTS[name], f"{number:,}", lines)

    now = ways.number(int(counts["before_count"]), "before")
    asked_of = ways.number(int(counts["asked_after_count"]), "asked_after")
    cards = [
        counted("after", f"now {now}"),
        counted("becomes"),
        counted("stops"),
        Card(
            nouns.change,
            f"{year[1]:,.0f}",
            (f"now {year[0]:,.0f}: {say_more(year[1], year[0])}", f"asked of {asked_of}"),
            tooltip("what_if_year"),
        ),
    ]
    told = [what_if.say_meetings(nouns)]
    if tried.about == STAFF:
        minutes = rows_of(what_if_minutes(visit.run, visit.scope, visit.place, tried.scenario))[0]
        before = hours_of(minutes["minutes_before"], year[0])
        after = hours_of(minutes["minutes_after"], year[1])
        was = NOT_MEASURED if before is None else f"{before:,.0f}"
        figure = NOT_MEASURED if after is None else f"{after:,.0f}"
        cards.append(
            Card("Hours a year", figure, (f"now {was}", "an estimate"), tooltip("what_if_hours"))
        )
        told.append(what_if.say_minutes(minutes))
    draw_cards(cards, narrowest=140)
    st.caption(" ".join(told))


def _show_services(visit: Visit, tried: Tried, teams: Rows) -> None:
    services = what_if_tables.by_service(teams)
    st.header(f"By service: {len(services):,}", anchor="services")
    sentence = what_if_tables.say_bars(services, "service_name")
    st.markdown(sentence)
    data = {
        "bars": pl.DataFrame(
            what_if_tables.bars(services, "service_name"), infer_schema_length=None
        )
    }
    alt = f"{WATERMARK}. {sentence}".replace("\\", "")
    draw_chart(marked(parts_spec(f"{tried.nouns.many} overdue")), data, alt=alt)
    st.caption(
        "Each bar from the left: overdue now and under the what-if, becomes overdue, stops being "
        "overdue. The table says the same. Most changes first."
    )
    rows = what_if_tables.service_rows(services, tried.ways, tried.nouns)
    draw_table(rows, alt=f"{WATERMARK}: services", name="services")


def _show_teams(visit: Visit, tried: Tried, teams: Rows) -> None:
    st.header(f"By team: {len(teams):,}", anchor="teams")
    st.caption("Most changes first.")
    rows = what_if_tables.team_rows(teams, tried.ways, tried.nouns)
    draw_table(rows, alt=f"{WATERMARK}: teams", name="teams")
    told = what_if_tables.csv_rows(teams, tried.changes, visit.run.data_date, tried.nouns)
    st.download_button(
        f"Download the teams' figures ({WATERMARK.lower()})",
        data=lambda: safe_csv(told),
        file_name=what_if.FILE_NAME,
        mime="text/csv",
    )


def _show_managers(visit: Visit, tried: Tried) -> None:
    managers = rows_of(
        what_if_by_manager(visit.run, visit.scope, visit.place, tried.scenario, tried.about)
    )
    st.header(f"By line manager: {len(managers):,}", anchor="managers")
    st.caption("Most changes first. Of whom you may see.")
    rows = what_if_tables.manager_rows(managers, tried.ways, tried.nouns)
    draw_table(rows, alt=f"{WATERMARK}: line managers", name="managers")
