"""The frame of every page: title, how fresh the data is, what is filtered, the way back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st

from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_date, say_time
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.refusals import NOT_HERE

OLD_AFTER_DAYS = 7


def open_page(title: str, introduction: str = "", *, back: tuple[str, str] | None = None) -> None:
    """The way back where there is one, the page's heading and a sentence on what it answers.

    `back` is a label and an address. `title` is our own words or escaped.
    """
    if back is not None:
        st.markdown(link(f"← {back[0]}", back[1]))
    st.title(title, anchor=False)
    if introduction:
        st.markdown(introduction)


def refuse_page(title: str, back: tuple[str, str]) -> None:
    """A page in place of a list that is not here: an empty one would be a number, nought."""
    open_page(title, back=back)
    refuse([NOT_HERE])


def show_freshness(
    data_date: date,
    built_at: datetime,
    stale: Sequence[Mapping[str, Any]],
    *,
    today: date,
    reader: str,
) -> None:
    """Data to when, built when, looked at as whom; a warning where the data or a feed is old."""
    as_whom = f" · Viewing as {plain(reader)}" if reader else ""
    st.caption(
        f"**Data to {say_date(data_date)}** · built {say_time(built_at)}{as_whom}",
    )
    age = (today - data_date).days
    if age > OLD_AFTER_DAYS:
        st.warning(f"This data is {age} days old. What happened since is not in it.", icon="⚠️")
    if stale:
        feeds = "; ".join(
            f"{plain(row['title'])} (extracted {say_date(row['extracted_on'])}, "
            f"expected every {row['freshness_days']} days)"
            for row in stale
        )
        st.warning(f"Some feeds are older than they should be: {feeds}.", icon="⚠️")


def show_filters(chips: Sequence[tuple[str, str, str, str]], links: Links, page: str) -> None:
    """What the page is narrowed to, each with a link that clears it.

    A chip is the address parameter, its name and value in words (escaped), and what its link says.
    """
    if not chips:
        return
    told = [
        f":blue-badge[{name}: {value}] " + link(clear, links.to(page, **{key: None}))
        for key, name, value, clear in chips
    ]
    st.markdown("Filters: " + " · ".join(told))


def refuse(sentences: Sequence[str]) -> None:
    """What the address asked for and the reader may not have or does not exist."""
    for sentence in sentences:
        st.info(sentence, icon="ℹ️")
