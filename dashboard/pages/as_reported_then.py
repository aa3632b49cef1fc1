"""One sentence for pages that show a month end: as it was reported then, beside as now recorded."""

import streamlit as st

from dashboard.datasets.memory import rows_of
from dashboard.datasets.people import as_reported
from dashboard.view_models.days import say_date
from dashboard.view_models.reported import say_as_reported
from dashboard.visit import Visit


def show_as_reported(visit: Visit, obligation_type: str) -> None:
    """The sentence, where a month end is asked for; the data date is reported as it stands."""
    if visit.place.as_at is None:
        return
    rows = rows_of(as_reported(visit.run, visit.scope, visit.place, obligation_type))
    st.markdown(say_as_reported(rows[0] if rows else None, visit.place.as_at, obligation_type))


def show_latest_alone(visit: Visit, what: str) -> None:
    """Which figures of a page that shows a month end are of the latest data all the same."""
    if visit.place.as_at is not None:
        st.caption(f"{what} are of the latest data, {say_date(visit.run.data_date)}.")
