"""One feed, one check, or one list of what is wrong, row by row."""

from typing import Any

import streamlit as st

from dashboard.components.frame import open_page, refuse
from dashboard.components.tables import draw_table
from dashboard.datasets.quality import (
    checks_listed,
    problems_listed,
    rows_held_back,
)
from dashboard.pages import quality_feed
from dashboard.view_models import quality_findings
from dashboard.view_models.csv_file import safe_csv
from dashboard.view_models.markdown import plain
from dashboard.visit import Visit

Rows = list[dict[str, Any]]
#: Only what was found has a name here, so a check that found nothing is not told from none.
NONE_FOUND = "Nothing of the kind that the link asked for was found, or there is no such kind."
LISTS = ("held_back", "problems", "checks")


def is_asked_for() -> bool:
    """Whether the address asks for one feed, check or list."""
    return any(name in st.query_params for name in ("feed", "check", "list"))


def show(visit: Visit, feeds: Rows) -> None:
    """What the address asks for; a feed without a check or list is shown whole."""
    back = ("All feeds", visit.links.to("quality"))
    asked = st.query_params.get("feed")
    feed = next((row for row in feeds if row["feed"] == asked), None)
    if asked is not None and feed is None:
        open_page("Data quality", back=back)
        st.info("The link asked for a feed that there is not.")
        return
    check, listed = st.query_params.get("check"), st.query_params.get("list")
    if check is not None:
        _show_check(visit, check, asked, back)
    elif listed in LISTS:
        _show_list(visit, str(listed), asked, back)
    elif feed is not None:
        quality_feed.show(visit, feed, back)
    else:
        open_page("Data quality", back=back)
        st.info("The link asked for a list that there is not.")


def _show_check(visit: Visit, check: str, feed: str | None, back: tuple[str, str]) -> None:
    findings = checks_listed(visit.run, visit.scope, feed=feed, check_code=check).to_dicts()
    if findings:
        title = plain(findings[0]["check_title"])
        open_page(
            f"{title}: {len(findings):,}", plain(findings[0]["check_effect"]) + ".", back=back
        )
        draw_table(
            quality_findings.check_list(findings, visit.words, visit.links), alt=title, name="rows"
        )
        return
    problems = problems_listed(
        visit.run, visit.scope, feed=feed, code=check, outcome=st.query_params.get("outcome")
    ).to_dicts()
    if not problems:
        open_page("Data quality", back=back)
        refuse([NONE_FOUND])
        return
    title = plain(problems[0]["title"])
    open_page(f"{title}: {len(problems):,}", back=back)
    draw_table(
        quality_findings.problem_list(problems, visit.words, visit.links), alt=title, name="rows"
    )


def _show_list(visit: Visit, name: str, feed: str | None, back: tuple[str, str]) -> None:
    if name == "held_back":
        rows = rows_held_back(visit.run, visit.scope, feed=feed).to_dicts()
        title, cells = (
            "Rows held back",
            quality_findings.held_back_list(rows, visit.words, visit.links),
        )
    elif name == "checks":
        rows = checks_listed(visit.run, visit.scope, feed=feed).to_dicts()
        title, cells = (
            "Does not add up",
            quality_findings.check_list(rows, visit.words, visit.links),
        )
    else:
        rows = problems_listed(visit.run, visit.scope, feed=feed).to_dicts()
        title, cells = (
            "Wrong in reading",
            quality_findings.problem_list(rows, visit.words, visit.links),
        )
    open_page(f"{title}: {len(rows):,}", back=back)
    if not rows:
        st.markdown("Nothing is in this list.")
        return
    st.caption("Headings are row 1 of a file, so a row has the number a spreadsheet gives it.")
    draw_table(cells, alt=title, name="rows")
    if name == "problems":
        st.download_button(
            "Download as CSV",
            data=lambda: safe_csv(rows),
            file_name="problems.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
