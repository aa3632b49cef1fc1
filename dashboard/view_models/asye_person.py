"""One person's ASYE programmes in words and rows: how each stands, and what it is made of."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_interval, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.supplied import NOT_MEASURED
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]


def title_programme(row: Row, words: Vocabulary) -> str:
    """'ASYE: Adults, from 2 March 2026'."""
    label = words.word("programme", row["programme_code"]).label
    return f"ASYE: {plain(label)}, from {say_date(row['asye_from'])}"


def say_programme(row: Row, words: Vocabulary) -> str:
    """The status, and the days that matter, as Markdown."""
    said = [badge(words.word("asye_state", row["state_code"]))]
    if row["ended_on"]:
        said.append(f"It ended on {say_date(row['ended_on'])}.")
    elif row["is_running"]:
        said.append(f"Week {row['week_number']}.")
    said.append(_say_end(row))
    if row["paused_days"]:
        running = f", one since {say_date(row['paused_from'])}" if row["paused_from"] else ""
        said.append(f"{say_count(row['paused_days'], 'day')} of pauses so far{running}.")
    if row["panel_expected_on"] and row["awaiting_panel_since"]:
        basis = words.word("panel_basis", row["panel_basis_code"]).label
        said.append(f"{plain(basis)}: {say_date(row['panel_expected_on'])}.")
    if row["coordinator_name"]:
        said.append(f"Co-ordinator: {plain(row['coordinator_name'])}.")
    said.extend(_say_outcome(row, words))
    said.extend(_say_caseload(row))
    return " ".join(said)


def _say_end(row: Row) -> str:
    said = f"Its end by hours and pauses: {say_date(row['stretched_end_on'])}"
    if row["agreed_end_on"] and row["agreed_end_on"] != row["stretched_end_on"]:
        said += f"; {say_date(row['agreed_end_on'])} was agreed"
    return said + "."


def _say_outcome(row: Row, words: Vocabulary) -> Iterable[str]:
    """What the line alone reads: the recommendation, and apart from it what the panel decided."""
    if row["recommendation_for_the_line"]:
        label = words.word("recommendation", row["recommendation_for_the_line"]).label
        yield f"Recommended on {say_date(row['recommended_on'])}: {plain(label)}."
    if row["decision_for_the_line"]:
        label = words.word("panel_decision", row["decision_for_the_line"]).label
        yield f"Panel on {say_date(row['panel_on'])}: {plain(label)}."


def _say_caseload(row: Row) -> Iterable[str]:
    if row["open_case_count"] is None:
        return
    said = f"{say_count(row['open_case_count'], 'open case')}"
    if row["caseload_percent"] is not None:
        said += (
            f", {row['caseload_percent']}% of the team's median of "
            f"{row['team_median_case_count']:g}"
        )
        if row["caseload_percent_asked"] is not None:
            said += f" (the policy speaks of {row['caseload_percent_asked']}%)"
    yield said + "."


@once
def phase_rows(rows: Iterable[Row], links: Links) -> list[Cells]:
    """Phases that have begun, the policy held to first, then the national floor."""
    return [
        {
            "Policy": link(
                plain(row["policy_short_label"] or row["policy_id"]),
                links.to("policy", policy=row["policy_id"]),
            ),
            "Phase": _phase_cell(row),
            "Sessions held": _number(row, "sessions_held_count"),
            "Expected": _number(row, "sessions_expected_count"),
            "Missed": _number(row, "sessions_missed_count"),
        }
        for row in rows
    ]


def _phase_cell(row: Row) -> str:
    often = say_interval(row["interval_count"], row["interval_unit"])
    until = say_narrow_date(row["phase_to"]) if row["phase_to"] else ""
    begun = say_narrow_date(row["phase_from"])
    days = f"{begun} to {until}" if until else f"from {begun}"
    now = "  \n**now**" if row["is_current"] else ""
    return f"{often[0].upper()}{often[1:]}  \n:small[{days}]{now}"


def _number(row: Row, name: str) -> str:
    return f"{row[name]:,}" if row["is_measured"] else NOT_MEASURED


@once
def milestone_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Reviews in order; what they found only where the reader is in the person's line."""
    listed = list(rows)
    is_told = any(row["outcome_for_the_line"] for row in listed)
    cells = []
    for row in listed:
        cell = {
            "Review": _rows_behind(
                say_count(row["milestone_months"], "month"), row, "asye_reviews", links
            ),
            "Due": say_narrow_date(row["due_on"]),
            "Status": _status_cell(row, words),
            "Held": say_narrow_date(row["met_on"]) or _planned(row),
        }
        if is_told:
            outcome = row["outcome_for_the_line"]
            cell["Found"] = plain(words.word("review_outcome", outcome).label) if outcome else ""
        cells.append(cell)
    return cells


def _rows_behind(label: str, row: Row, feed: str, links: Links) -> str:
    """A label that leads to the rows of the files it was read from."""
    return link(label, links.to("person", worker=row["worker_id"], rows=feed))


def _status_cell(row: Row, words: Vocabulary) -> str:
    late = row["days_late"]
    cell = badge(words.word("status", row["status_code"]))
    return f"{cell}  \n:small[{say_count(late, 'day')} late]" if late else cell


def _planned(row: Row) -> str:
    return f":small[planned {say_narrow_date(row['planned_on'])}]" if row["planned_on"] else ""


@once
def evidence_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """One row a kind: what is held, what is asked for by now, and every stage with its day."""
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        kinds.setdefault(row["kind_code"], []).append(row)
    return [_evidence_row(code, stages, words, links) for code, stages in kinds.items()]


def _evidence_row(code: str, stages: list[Row], words: Vocabulary, links: Links) -> Cells:
    reached = [row for row in stages if row["is_stage_reached"]]
    is_measured = stages[0]["is_measured"]
    short = reached[0]["short_count"] if reached else 0
    asked = "  \n".join(
        f"{row['required_count']} by {say_narrow_date(row['due_on'])}" for row in stages
    )
    return {
        "Kind": _rows_behind(
            plain(words.word("evidence_kind", code).label), stages[0], "asye_evidence", links
        ),
        "Held": f"{stages[0]['held_count']:,}" if is_measured else NOT_MEASURED,
        "Short by now": (f"▲ {short:,}" if short else "–") if is_measured else NOT_MEASURED,
        "Asked for": asked,
    }


@once
def assessor_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Who held which role when, and the days without an assessor; a change with its handover."""
    return [
        {
            "Role": plain(words.word("asye_role", row["role_code"]).label),
            "Who": _who(row, links),
            "From": say_narrow_date(row["held_from"]),
            "To": say_narrow_date(row["held_to"]) or "goes on",
            "Handover": _handover(row),
        }
        for row in rows
    ]


def _who(row: Row, links: Links) -> str:
    if row["is_gap"]:
        return f"**nobody ■**  \n:small[{say_count(row['day_count'], 'day')}]"
    return link(plain(row["supervisor_name"]), links.to("person", worker=row["supervisor_id"]))


def _handover(row: Row) -> str:
    if not row["is_change"]:
        return ""
    if row["next_review_on"] is None:
        return "no review since"
    day = say_narrow_date(row["next_review_on"])
    said = {True: "noted", False: "▲ not noted", None: "not said"}[row["is_handover_noted"]]
    return f"{said}  \n:small[in the review of {day}]"
