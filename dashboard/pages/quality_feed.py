"""Data quality: one feed, with everything that is wrong with it."""

from typing import Any

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.quality import checks_listed, load_files, problems_listed
from dashboard.view_models import quality, quality_findings
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import plain
from dashboard.visit import Visit


def show(visit: Visit, feed: dict[str, Any], back: tuple[str, str]) -> None:
    """The feed, its problems, its findings and its files."""
    source = plain(quality.say_source(feed["feed"], visit.words))
    open_page(plain(feed["title"]), f"From {source}, which must act on what is below.", back=back)
    name = feed["feed"]
    if feed["is_supplied"]:
        cells = quality.feed_rows([feed], visit.words, visit.links)
        draw_table(cells, alt="The feed", name="feed")
    else:
        st.markdown("It was not supplied, so what needs it is not measured.")
    problems = problems_listed(visit.run, visit.scope, feed=name).to_dicts()
    st.header(f"Wrong in reading: {len(problems):,}", anchor="reading")
    if problems:
        draw_table(
            quality_findings.problem_list(problems, visit.words, visit.links),
            alt="Problems",
            name="problems",
        )
    else:
        st.markdown("Every row and cell could be read.")
    findings = checks_listed(visit.run, visit.scope, feed=name).to_dicts()
    st.header(f"Does not add up: {len(findings):,}", anchor="checks")
    if findings:
        cells = quality_findings.check_list(findings, visit.words, visit.links)
        draw_table(cells, alt="Findings", name="checks")
    else:
        st.markdown("Everything in its rows that stand adds up.")
    files = load_files(visit.run, feed=name).to_dicts()
    st.header(f"Files: {say_count(len(files), 'file')}", anchor="files")
    draw_table(quality.file_rows(files, visit.links), alt="Files", name="files")
