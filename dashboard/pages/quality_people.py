"""The part of Data quality on people who cannot be told from the exports, with the list behind each
number.
"""

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.identity import (
    likely_duplicates,
    people_maybe_not_overdue,
    references_counted,
    references_listed,
    references_matched,
    settled_counted,
    settled_listed,
)
from dashboard.view_models import identity
from dashboard.view_models.days import say_count
from dashboard.visit import Visit

LISTS = ("not_told", "maybe_not_overdue", "duplicates", "settled")
HOW_TO_SETTLE = (
    "To settle them, fill in Employee Number in the file that the last refresh wrote to "
    "`to-settle` and put it in the inbox: it counts from the next refresh on."
)
SETTLED = (
    "Nothing is to be done about these. To settle one otherwise, change its row in the file in "
    "`to-settle` and put it in the inbox."
)
AT_MOST = (
    "Those who are overdue and whom a text most likely means, or who bear it, with something since "
    "their last session. Whether it was theirs, and would count, is for whoever keeps the system. "
    "Only people you may see are listed."
)


def show_section(visit: Visit) -> None:
    """What hangs on people not being told, in sentences; how others were told."""
    counted = references_counted(visit.run, visit.scope).to_dicts()
    texts = sum(row["texts_count"] for row in counted)
    st.header(f"People who cannot be told: {texts:,}", anchor="people")
    if counted:
        st.caption(
            f"Names, logins and numbers that name nobody in the staff list for certain. "
            f"{HOW_TO_SETTLE}"
        )
        st.markdown("\n".join(f"- {told}" for told in identity.say_effects(counted, visit.links)))
    else:
        st.markdown("Everybody whom the exports name is known.")
    pairs = likely_duplicates(visit.run, visit.scope).to_dicts()
    ways = references_matched(visit.run, visit.scope).to_dicts()
    settled = settled_counted(visit.run, visit.scope).to_dicts()
    for told in (
        identity.say_settled(settled, visit.links),
        identity.say_duplicates(pairs, visit.links),
        identity.say_matched(ways),
    ):
        if told:
            st.markdown(told)


def is_asked_for() -> bool:
    """Whether the address asks for one of the lists of this part."""
    return st.query_params.get("list") in LISTS


def show_list(visit: Visit) -> None:
    """The list that the address asks for, all of it or of one heading."""
    back = ("All feeds", visit.links.to("quality"))
    feed, column = st.query_params.get("feed"), st.query_params.get("column")
    name = st.query_params["list"]
    if name == "duplicates":
        pairs = likely_duplicates(visit.run, visit.scope).to_dicts()
        open_page(f"Likely one person: {say_count(len(pairs), 'pair')}", back=back)
        cells, caption = identity.duplicate_rows(pairs, visit.links), "They are never merged."
    elif name == "settled":
        settled = settled_listed(visit.run, visit.scope).to_dicts()
        open_page(f"Settled by the council: {len(settled):,}", back=back)
        cells, caption = identity.settled_rows(settled, visit.links), SETTLED
    elif name == "not_told":
        rows = references_listed(visit.run, visit.scope, feed, column).to_dicts()
        open_page(f"People who cannot be told: {len(rows):,}", back=back)
        cells, caption = identity.reference_rows(rows, visit.links), HOW_TO_SETTLE
    else:
        found = people_maybe_not_overdue(visit.run, visit.scope, feed, column)
        number = say_count(found["worker_id"].n_unique(), "person", "people")
        open_page(f"Overdue and maybe not: {number}", back=back)
        cells, caption = identity.overdue_rows(found.to_dicts(), visit.links), AT_MOST
    if not cells:
        st.markdown("Nothing that you may see is in this list.")
        return
    st.caption(caption)
    draw_table(cells, alt="The list", name="rows")
