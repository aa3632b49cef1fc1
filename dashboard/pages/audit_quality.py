"""Whether supervision is any good: standards, grades, agreement of auditors, beside how often."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.components.bars import parts_spec
from dashboard.components.charts import draw_chart
from dashboard.components.intervals import intervals_spec
from dashboard.components.tables import draw_table
from dashboard.datasets.audits import (
    assurance_limits,
    audit_grades,
    audit_grades_for_all,
    audit_standards,
    audit_standards_for_all,
    audits_beside_frequency,
    moderation_agreement,
    moderation_listed,
    moderation_standards,
)
from dashboard.datasets.memory import rows_of
from dashboard.view_models import audit_agreement as agreement
from dashboard.view_models import audit_quality as quality
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import plain
from dashboard.view_models.overview import total
from dashboard.visit import Visit

Rows = Sequence[Mapping[str, Any]]
FOR_ALL = (
    "This is the same for everybody: the council, and services with enough audits. Where too few "
    "are held back, so is another service, or they could be worked out."
)
OF_COUNCIL = "The council is shown for comparison; nobody can be told in it."


def _show_standards(visit: Visit, audit_round: str | None, chosen: str) -> None:
    """Standards ranked by how often they were met, with how sure that is."""
    st.header("Standards", anchor="standards")
    for_all = rows_of(audit_standards_for_all(visit.run, audit_round)) if audit_round else []
    council = [row for row in for_all if row["level_code"] == "council"]
    if visit.scope.names_people:
        rows = rows_of(audit_standards(visit.run, visit.scope, visit.place, audit_round))
        _draw_standards(visit, rows, quality.see_audits(visit.links, chosen), "standards")
        if council and not visit.scope.sees_everyone:
            st.header("The whole council", anchor="council")
            st.caption(OF_COUNCIL)
            _table_of_standards(visit, council, quality.see_audits(None, None), "council")
        return
    _draw_standards(visit, council, quality.see_audits(None, None), "standards")
    st.caption(FOR_ALL)
    services = [row for row in for_all if visit.place.service in (None, row["service_name"])]
    held, shown = quality.apart(services)
    if held:
        st.markdown(f"{quality.TOO_FEW.capitalize()}: {', '.join(map(plain, held))}.")
    for service, mine in shown.items():
        st.header(plain(service), anchor=False)
        _table_of_standards(visit, mine, quality.see_audits(None, None), service)


def _draw_standards(visit: Visit, rows: Rows, see: quality.See, name: str) -> None:
    shown = [row for row in rows if not row.get("is_suppressed")]
    sentence = quality.say_standards(shown)
    st.markdown(sentence)
    marks = quality.standard_marks(shown)
    if marks:
        plain_words = sentence.replace("*", "").replace("\\", "")
        data = {"shares": marks}
        draw_chart(intervals_spec("% met"), data, alt=plain_words)
        st.caption(
            "Least often met first. Each line is where the share is likely to be, given how few "
            "audits tell it (95% Wilson interval). Met is yes alone; partly is judged and not met."
        )
    _table_of_standards(visit, rows, see, name)


def _table_of_standards(visit: Visit, rows: Rows, see: quality.See, name: str) -> None:
    meaning = visit.links.to("about", measure="standard_met")
    cells = quality.standard_rows(
        rows, visit.words, see, None if visit.scope.names_people and name != "council" else meaning
    )
    draw_table(cells, alt=f"Standards, {name}", name="standards")


def _show_grades(visit: Visit, audit_round: str | None, chosen: str) -> None:
    """Audits by grade, service by service."""
    st.header("Grades", anchor="grades")
    named = visit.scope.names_people
    rows = (
        rows_of(audit_grades(visit.run, visit.scope, visit.place, audit_round))
        if named
        else [
            row
            for row in rows_of(audit_grades_for_all(visit.run, audit_round or ""))
            if row["level_code"] == "council" or visit.place.service in (None, row["service_name"])
        ]
    )
    whole = rows if named else [row for row in rows if row["level_code"] == "council"]
    sentence = quality.say_grades(total(whole))
    st.markdown(sentence)
    bars = quality.grade_bars(rows, visit.words)
    if bars:
        draw_chart(parts_spec("audits"), {"bars": bars}, alt=sentence.replace("*", ""))
        st.caption("Each bar from the left: the best grade first. The table below says the same.")
    if not named:
        st.caption(FOR_ALL)
    st.caption(
        "An audit that was moderated counts with its moderated grade. The service is that of the "
        "team the supervisee was in on the day."
    )
    cells = quality.grade_rows(
        rows,
        visit.words,
        visit.links if named else None,
        chosen,
        None if named else visit.links,
    )
    draw_table(cells, alt="Audits by service and grade", name="grades")


def _show_moderation(visit: Visit, audit_round: str | None, chosen: str) -> None:
    """Whether two auditors of the same supervision agree."""
    st.header("Do auditors agree?", anchor="moderation")
    pairs = rows_of(moderation_agreement(visit.run, audit_round))
    limits = {row["limit_code"]: row["limit_value"] for row in rows_of(assurance_limits(visit.run))}
    smallest = int(limits.get("moderated_pairs", 0))
    st.markdown(agreement.say_agreement(pairs[0] if pairs else None, smallest))
    st.caption(
        "A moderation stands beside the audit of the same round and supervisee, and of the same "
        "session where both name one: the export does not say which audit was done again."
    )
    if visit.scope.names_people:
        rows = rows_of(moderation_listed(visit.run, visit.scope, visit.place, audit_round))
        st.header(f"Moderations you may see: {len(rows):,}", anchor="moderations")
        states = agreement.moderation_states(rows, visit.words, visit.links, chosen)
        draw_table(states, alt="Moderations by what they tell", name="states")
    standards = rows_of(moderation_standards(visit.run, audit_round))
    if standards:
        st.header("Answers, standard by standard", anchor="answers")
        st.caption("Over the whole council, least often the same first.")
        draw_table(
            agreement.agreed_standards(standards), alt="Same answers by standard", name="same"
        )


def _show_beside(visit: Visit, audit_round: str | None, chosen: str) -> None:
    """Teams' supervision in date beside their audit grades."""
    st.header("Quality beside frequency", anchor="beside")
    if not visit.scope.names_people:
        st.info("Teams are for those who manage them. You see counts only.")
        return
    rows = rows_of(audits_beside_frequency(visit.run, visit.scope, visit.place, audit_round))
    if not rows:
        st.markdown("No team here has both supervision owed and a graded audit.")
        return
    st.markdown(agreement.say_beside(rows))
    st.caption(
        f"{say_count(len(rows), 'team')} with graded audits, least often in date first. In date is "
        "now; a grade belongs to the team the supervisee was in on the day of the audit."
    )
    cells = agreement.beside_rows(rows, visit.links, chosen)
    draw_table(cells, alt="Teams: people in date beside audits good or better", name="beside")


SHOWS: dict[str, Callable[[Visit, str | None, str], None]] = {
    "standards": _show_standards,
    "grades": _show_grades,
    "moderation": _show_moderation,
    "beside": _show_beside,
}
