"""About: what this is for, what every figure means, which policies and data it comes from."""

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.council import feeds, policies, readings, run_record
from dashboard.datasets.memory import rows_of
from dashboard.pages.about_examples import examples
from dashboard.view_models import about
from dashboard.view_models.catalogue import measures
from dashboard.view_models.days import say_date, say_time
from dashboard.view_models.markdown import plain
from dashboard.visit import Visit

PURPOSE = """\
Good supervision keeps social workers safe to practise and the people they work with safe. Every
council's policy says how often it must happen; nobody can keep that promise for hundreds of people
in their head. This puts what was promised beside what happened, day by day: who is overdue, who is
next, and by which clause.

Employers of social workers are asked, by the employer standards for social workers in England
(standard 5), to set out what supervision people can expect and to watch how often it really takes
place, and how good it is, against that. These pages answer both as far as records can: how often
it took place, and, by practice standards, audits and the survey of staff, how good it was. They
hold dates, kinds, ticks, grades and scores, and nothing of what is said in supervision.

A date that has passed is not a judgement of anybody. It is a reason to look: a session may not have
been written down, a supervisor may have left, the diary may have been full of court."""

OURS = """\
- Where a policy gives no tolerance or notice, the values in the table of policies are used. They
  and the length of a long absence are ours, and are values in the policy files.
- When an NQSW is at risk is ours: "NQSWs at risk" above says by what. The limits are values in a
  file of their own.
- People and cases are shown where they are on the data date; what fell due earlier stays with the
  team and the line manager of that day.
- A month end is shown as now recorded: a session written down late changes the months it
  belongs to.
- The reason for an individual arrangement shows to the person and their own line of management
  only. Everybody else reads "individual arrangement"."""


def show(visit: Visit) -> None:
    """The page; its examples are worked out of what the reader may see."""
    open_page("About and definitions")
    st.header("What this is for", anchor="purpose")
    st.markdown(PURPOSE)
    _show_measures(visit)
    st.header("What a status means", anchor="statuses")
    draw_table(about.status_rows(visit.words), alt="Statuses and their meaning", name="statuses")
    st.header("Policies", anchor="policies")
    listed = about.policy_rows(rows_of(policies(visit.run)), visit.links)
    draw_table(listed, alt="Policies", name="policies")
    _show_data(visit)
    st.header("Readings and assumptions", anchor="assumptions")
    st.markdown(OURS)
    rows = about.reading_rows(rows_of(readings(visit.run)), visit.links)
    if rows:
        st.markdown("Where the text of a policy is open, this is how it is read:")
        draw_table(rows, alt="Readings of open policy text", name="readings")


def _show_measures(visit: Visit) -> None:
    st.header("What the figures mean", anchor="measures")
    st.markdown(
        "The examples are worked out of the data on screen, for as much of it as you may see."
    )
    told = examples(visit.run, visit.scope)
    asked = st.query_params.get("measure")
    for measure in measures().values():
        with st.expander(measure.name, expanded=measure.id == asked):
            st.markdown(about.say_measure(measure, told.get(measure.id, "")))


def _show_data(visit: Visit) -> None:
    record = rows_of(run_record(visit.run))[0]
    st.header("The data and the build", anchor="data")
    told = (
        f"The data date is **{say_date(visit.run.data_date)}**: nothing after it has happened. "
        f"Built {say_time(visit.run.built_at)} by version "
        f"{plain(record['code_version'] or 'unknown')}; "
        f"the file's fingerprint begins {visit.run.sha256[:12]}."
    )
    if record["policy_override"]:
        told += f" Every directorate is shown under one policy: {plain(record['policy_override'])}."
    st.markdown(told)
    listed = about.feed_rows(rows_of(feeds(visit.run)), visit.links)
    draw_table(listed, alt="Feeds and their age", name="feeds")
