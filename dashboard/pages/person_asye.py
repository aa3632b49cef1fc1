"""The ASYE part of a person's page: phases, reviews, evidence, and who assesses."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components.tables import draw_table
from dashboard.datasets.asye import (
    person_assessors,
    person_asye_phases,
    person_evidence,
    person_milestones,
    person_programmes,
)
from dashboard.datasets.memory import rows_of
from dashboard.view_models import asye_person as wording
from dashboard.view_models.asye_progress import by_programme
from dashboard.visit import Visit


def show_programmes(visit: Visit, worker_id: str) -> None:
    """Every programme of the person, newest first; nothing where they have none."""
    programmes = rows_of(person_programmes(visit.run, visit.scope, worker_id))
    if not programmes:
        return
    parts = [
        by_programme(ask(visit.run, visit.scope, worker_id).to_dicts())
        for ask in (person_asye_phases, person_milestones, person_evidence, person_assessors)
    ]
    for number, row in enumerate(programmes):
        key = (row["worker_id"], row["asye_from"])
        st.header(
            wording.title_programme(row, visit.words), anchor=f"asye-{number}" if number else "asye"
        )
        st.markdown(wording.say_programme(row, visit.words))
        _show_parts(visit, *(part.get(key, []) for part in parts), name=f"asye{number}")
    st.caption(
        "What a review found, what was recommended and what a panel decided show to the person "
        "and their own line of management only."
    )


def _show_parts(visit: Visit, *parts: list[Mapping[str, Any]], name: str) -> None:
    phases, milestones, evidence, assessors = parts
    words, links = visit.words, visit.links
    for title, rows in (
        ("Sessions by phase", wording.phase_rows(phases, links)),
        ("Reviews", wording.milestone_rows(milestones, words, links)),
        ("Evidence", wording.evidence_rows(evidence, words, links)),
        ("Assessors and other roles", wording.assessor_rows(assessors, words, links)),
    ):
        if rows:
            st.markdown(f"**{title}**")
            draw_table(rows, alt=title, name=f"{name}_{title.split()[0].lower()}")
