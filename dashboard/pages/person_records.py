"""The parts of a person's page about records: agreement, training, and the rows behind it all."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components.frame import open_page, refuse_page
from dashboard.components.tables import draw_table
from dashboard.datasets.council import feeds
from dashboard.datasets.identity import person_spellings
from dashboard.datasets.memory import rows_of
from dashboard.datasets.person import (
    person_absences,
    person_agreements,
    person_case_supervisions,
    person_phases,
    person_rows,
    person_training,
)
from dashboard.view_models import identity
from dashboard.view_models import person as person_words
from dashboard.view_models import person_records as wording
from dashboard.view_models.days import say_count, say_time
from dashboard.view_models.lanes import Window
from dashboard.view_models.markdown import plain
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit

Rows = list[dict[str, Any]]


def show_stretches(visit: Visit, row: dict[str, Any], window: Window) -> None:
    """The rest of the chart as tables: rules, absences and the days cases were discussed."""
    worker_id, policy_id = row["worker_id"], row["policy_id"] or ""
    phases = rows_of(person_phases(visit.run, visit.scope, worker_id, policy_id))
    absences = rows_of(person_absences(visit.run, visit.scope, worker_id))
    cells = wording.stretch_rows(phases, absences, window, policy_id, visit.links)
    if cells:
        with st.expander(f"Rules and absences in these months: {len(cells)}"):
            draw_table(cells, alt="Rules and absences, newest first", name="stretches")
    days = rows_of(person_case_supervisions(visit.run, visit.scope, worker_id))
    cells = wording.case_day_rows(days, window)
    if cells:
        with st.expander(f"Cases discussed on {say_count(len(cells), 'day')} in these months"):
            draw_table(cells, alt="Days on which cases were discussed", name="case_days")


def show_agreement(visit: Visit, row: dict[str, Any], owed: Rows) -> None:
    """The supervision agreement, with whom it stands, and supervision training."""
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    agreements = rows_of(person_agreements(visit.run, visit.scope, row["worker_id"]))
    st.header("Agreement and training", anchor="agreement")
    st.markdown(wording.say_agreement(row, agreements, owed, visit.words, supplied))
    cells = wording.agreement_rows(agreements, visit.links)
    draw_table(cells, alt="Supervision agreements, the one in place first", name="agreements")
    if supplied.lacks("sharepoint_training"):
        st.markdown("Training: not measured, no export of training was supplied.")
        return
    training = rows_of(person_training(visit.run, visit.scope, row["worker_id"]))
    if not training:
        st.markdown("No supervision course is on record, and the policy asks for none.")
        return
    draw_table(
        wording.training_rows(training, visit.words, visit.links),
        alt="Supervision courses",
        name="training",
    )


def show_correction(visit: Visit, row: dict[str, Any], sessions: Rows) -> None:
    """What to do when something is wrong: where every fact was read, and what to quote."""
    worker_id = row["worker_id"]
    st.header("Something wrong?", anchor="wrong")
    st.markdown(
        "A session that was held but is not here, the wrong supervisor, a wrong date: put it right "
        "where it was recorded, and it will show after the next refresh. Every fact on this page "
        "was read from one of these rows."
    )
    rows = rows_of(person_rows(visit.run, visit.scope, worker_id))
    cells = wording.feed_rows(rows, worker_id, visit.links)
    draw_table(cells, alt="Rows this page was read from, by feed", name="feeds")
    spelt = person_spellings(visit.run, visit.scope, worker_id).to_dicts()
    if spelt:
        st.markdown("Some of them name this person otherwise than by employee number:")
        st.markdown("\n".join(f"- {told}" for told in identity.say_spellings(spelt)))
    st.markdown(
        "If it still looks wrong, tell the data team and quote this. It holds numbers only, "
        "nothing of what was said."
    )
    built = say_time(visit.run.built_at)
    told = person_words.quotation(row, sessions, visit.run.data_date, built)
    st.code(told, language=None, wrap_lines=True)


def show_rows(visit: Visit, row: dict[str, Any], feed: str) -> None:
    """The rows of one feed that are about the person."""
    name = plain(row["worker_name"] or row["worker_id"])
    back = (f"Back to {name}", visit.links.to("person", worker=row["worker_id"]))
    known = {one["feed"]: one["title"] for one in rows_of(feeds(visit.run))}
    if feed not in known:
        refuse_page(name, back)
        return
    found = person_rows(visit.run, visit.scope, row["worker_id"])
    rows = found.filter(pl.col("feed") == feed).to_dicts()
    open_page(wording.title_rows(rows, known[feed]), back=back)
    if not rows:
        st.info("No row of this feed is about this person.")
        return
    st.caption(f"About {name}, newest first. The key is the system's own, where it has one.")
    draw_table(wording.source_rows(rows, visit.links), alt="Rows of the feed", name="rows")
