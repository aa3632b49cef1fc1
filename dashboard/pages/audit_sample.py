"""A sample for the next round of audits: drawn by a seed that the address shows, in strata."""

import streamlit as st

from dashboard.components.choices import choose, choose_number
from dashboard.components.tables import draw_table
from dashboard.datasets.audits import assurance_limits, audit_sample_drawn, audit_sample_strata
from dashboard.datasets.council import services, teams
from dashboard.datasets.memory import rows_of
from dashboard.view_models import audit_sample as wording
from dashboard.view_models.audit_sample import Draw
from dashboard.view_models.markdown import link
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit


def asked_draw() -> Draw:
    """What the address asks a sample to be drawn by; the default of what it cannot have."""
    asked = st.query_params
    by = asked.get("by", "service")

    def number(name: str, most: int, default: int) -> int:
        text = asked.get(name, "")
        may_be = text.isdecimal() and len(text) <= len(str(most))
        return int(text) if may_be and 1 <= int(text) <= most else default

    return Draw(
        by if by in wording.STRATA else "service",
        number("size", wording.MOST, wording.DEFAULT_SIZE),
        number("seed", wording.HIGHEST_SEED, wording.DEFAULT_SEED),
    )


def show(visit: Visit, supplied: Supplied) -> None:
    """Strata with their places, then who is drawn with a record to read of each."""
    st.header("Sample for the next round", anchor="sample")
    draw = _choose(visit)
    names = visit.scope.names_people
    strata = rows_of(
        audit_sample_strata(
            visit.run, visit.scope, visit.place, strata=draw.strata, size=draw.size, seed=draw.seed
        )
    )
    limits = {row["limit_code"]: row["limit_value"] for row in rows_of(assurance_limits(visit.run))}
    st.markdown(wording.say_sample(strata, draw))
    st.markdown(wording.say_method(draw, int(limits.get("sample_longest", 0))))
    if supplied.lacks("audit_answers"):
        st.info("No export of audits was supplied, so everybody has the same chances.")
    other = draw.asked(view="sample", seed=draw.seed % wording.HIGHEST_SEED + 1)
    if wording.total_of(strata, "pool"):
        st.markdown(link("Draw another sample", visit.links.to("audit", **other)))
    found = services(visit.run, visit.scope)["service_name"]
    if draw.strata == "team":
        found = teams(visit.run, visit.scope)["team_id"]
    rows = wording.strata_rows(strata, draw, visit.links, set(found), names)
    draw_table(rows, alt="Places of each stratum", name="strata")
    if not names:
        st.info(
            "Who is drawn shows to those who manage them. You see how the places are shared out."
        )
        return
    drawn = rows_of(
        audit_sample_drawn(
            visit.run, visit.scope, visit.place, strata=draw.strata, size=draw.size, seed=draw.seed
        )
    )
    if not drawn:
        return
    st.header(f"Drawn: {len(drawn)}", anchor="drawn")
    st.caption(
        "Stratum by stratum, in the order of the draw. The record is one of the sessions they led "
        f"in the last {int(limits.get('audited_within', 0))} months, drawn by the same seed."
    )
    cells = wording.drawn_rows(drawn, visit.words, visit.links)
    draw_table(cells, alt="Supervisors drawn", name="drawn")


def _choose(visit: Visit) -> Draw:
    draw, asked = asked_draw(), st.query_params
    told = {"by": draw.strata, "size": str(draw.size), "seed": str(draw.seed)}
    if any(asked[name].lstrip("0") != told[name] for name in told if name in asked):
        st.info(
            "The link asked for strata, a size or a seed that cannot be. See what is used below."
        )
    left, middle, right = st.columns(3)
    with left:
        choose("Strata", "by", wording.STRATA, "service", is_told=True)
    with middle:
        choose_number("Size of the sample", "size", 1, wording.MOST, wording.DEFAULT_SIZE)
    with right:
        choose_number(
            "Seed",
            "seed",
            1,
            wording.HIGHEST_SEED,
            wording.DEFAULT_SEED,
            help_text="Any whole number. The same seed and data draw the same sample again.",
        )
    return draw
