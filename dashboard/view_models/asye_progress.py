"""An NQSW's progress in words: sessions of the phase, evidence, assessor, ends, panel, caseload."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_month, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.supplied import NOT_MEASURED, Supplied
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
Pieces = Mapping[tuple[str, date], list[Row]]
MONTHS_AHEAD = 13


def say_phase_sessions(row: Row) -> str:
    """'This phase: 4 held of 5 expected, ▲ 1 not in time', so far; empty where untold."""
    if row["phase_expected_count"] is None:
        return ""
    said = (
        f"This phase: {row['phase_held_count']:,} held of {row['phase_expected_count']:,} expected"
    )
    missed = row["phase_missed_count"]
    return f"{said}, ▲ {missed:,} not in time" if missed else said


def say_ends(row: Row) -> str:
    """The day the programme ends: as worked out, and as agreed where that is another day."""
    if row["stretched_end_on"] is None:
        return ""
    said = f"Ends {say_narrow_date(row['stretched_end_on'])}"
    agreed = row["agreed_end_on"]
    if agreed is None or agreed == row["stretched_end_on"]:
        return said
    return f"{said}, agreed {say_narrow_date(agreed)}"


def say_evidence_short(row: Row) -> str:
    """'Evidence: 2 short of 5', by the stages that have come; empty where it is not measured."""
    asked, short = row["evidence_required_count"], row["evidence_short_count"]
    if asked is None:
        return ""
    if not asked:
        return "Evidence: none asked for yet"
    return f"**Evidence: ▲ {short:,} short of {asked:,}**" if short else "Evidence: none short"


def say_gap(row: Row) -> str:
    """Since when nobody assesses, or how many days nobody did; empty where there is no gap."""
    if row["without_assessor_from"] is not None:
        return f"since {say_narrow_date(row['without_assessor_from'])}"
    days = row["assessor_gap_days"]
    return f"{say_count(days, 'day')} without one before" if days else ""


def by_programme(rows: Iterable[Row]) -> dict[tuple[str, date], list[Row]]:
    """Rows put together by NQSW and programme."""
    found: dict[tuple[str, date], list[Row]] = {}
    for row in rows:
        found.setdefault((row["worker_id"], row["asye_from"]), []).append(row)
    return found


def say_pieces(rows: Iterable[Row], words: Vocabulary, *, whole: bool) -> str:
    """What is still to come, kind by kind: 'Direct observation 1 of 3'.

    `whole` holds it against all the programme asks for, otherwise against the stages come by now.
    """
    asked = "whole_count" if whole else "required_count"
    lines = [
        f"{plain(words.word('evidence_kind', row['kind_code']).label)} "
        f"{row['held_count']:,} of {row[asked]:,}"
        for row in rows
        if row["held_count"] < row[asked]
    ]
    return "  \n".join(lines) or "complete"


def panel_months(data_date: date) -> dict[str, str]:
    """The months a panel list can be asked for: this one and a year of those to come."""
    first = data_date.year * 12 + data_date.month - 1
    days = [date(month // 12, month % 12 + 1, 1) for month in range(first, first + MONTHS_AHEAD)]
    return {f"{day:%Y-%m}": say_month(day) for day in days}


def next_month(data_date: date) -> str:
    """The month after the data date's, as the address names it."""
    return list(panel_months(data_date))[1]


@once
def panel_rows(
    rows: Iterable[Row], pieces: Pieces, words: Vocabulary, links: Links, supplied: Supplied
) -> list[Cells]:
    """A panel list: who, why in this month, the reviews, the evidence still to come."""
    return [
        {
            "NQSW": _name(row, links),
            "Panel": _panel_cell(row, words),
            "Ends": say_ends(row).removeprefix("Ends "),
            "Reviews": _reviews_cell(row, supplied),
            "Evidence to come": _pieces_cell(row, pieces, words, supplied),
        }
        for row in rows
    ]


def _name(row: Row, links: Links) -> str:
    name = link(plain(row["worker_name"]), links.to("person", worker=row["worker_id"]))
    return f"**{name}**  \n:small[{plain(row['team_name'] or '')}]"


def _panel_cell(row: Row, words: Vocabulary) -> str:
    word = words.word("panel_basis", row["panel_basis_code"])
    cell = f"{badge(word)}  \n{say_narrow_date(row['panel_expected_on'])}"
    if row["is_carried_over"]:
        cell += "  \n**■ Still waiting**"
    if row["awaiting_panel_since"]:
        cell += f"  \n:small[Recommendation made {say_narrow_date(row['awaiting_panel_since'])}]"
    return cell


def _reviews_cell(row: Row, supplied: Supplied) -> str:
    if supplied.lacks("asye_reviews"):
        return NOT_MEASURED
    lines = [f"{row['milestones_met_count']} held"]
    if row["milestones_overdue_count"]:
        lines.append(f"**■ {row['milestones_overdue_count']} overdue**")
    elif row["next_milestone_due_on"]:
        months = say_count(row["next_milestone_months"], "month")
        lines.append(f":small[{months}: due {say_narrow_date(row['next_milestone_due_on'])}]")
    return "  \n".join(lines)


def _pieces_cell(row: Row, pieces: Pieces, words: Vocabulary, supplied: Supplied) -> str:
    if supplied.lacks("asye_evidence"):
        return NOT_MEASURED
    return say_pieces(pieces.get((row["worker_id"], row["asye_from"]), []), words, whole=True)


@once
def evidence_rows(
    rows: Iterable[Row], pieces: Pieces, words: Vocabulary, links: Links
) -> list[Cells]:
    """NQSWs short of evidence: of what, held against the stages that have come."""
    return [
        {
            "NQSW": _name(row, links),
            "Short by": f"{row['evidence_short_count']:,} of {row['evidence_required_count']:,}",
            "Held of asked for by now": say_pieces(
                pieces.get((row["worker_id"], row["asye_from"]), []), words, whole=False
            ),
        }
        for row in rows
        if row["evidence_short_count"]
    ]


@once
def caseload_rows(rows: Iterable[Row], links: Links) -> list[Cells]:
    """An NQSW's open cases beside the median of their team: a measure, with no verdict."""
    return [
        {
            "NQSW": _name(row, links),
            "Open cases": f"{row['open_case_count']:,}",
            "Team's median": _median(row),
            "Share": "–" if row["caseload_percent"] is None else f"{row['caseload_percent']}%",
            "Set beside": "–"
            if row["caseload_percent_asked"] is None
            else f"{row['caseload_percent_asked']}%",
        }
        for row in rows
        if row["open_case_count"] is not None
    ]


def _median(row: Row) -> str:
    if row["team_median_case_count"] is None:
        return "nobody else holds cases"
    people = say_count(row["team_case_holder_count"], "person", "people")
    return f"{row['team_median_case_count']:g}  \n:small[of {people}]"


def say_panel(number: int, month: str) -> str:
    """What a panel list is, in a sentence."""
    if not number:
        return f"No programme comes to a panel in {month}, by what is known now."
    return (
        f"{say_count(number, 'programme')} may come to a panel in {month}: a panel booked or due "
        "after a recommendation, or a programme that ends then with none made yet; whoever still "
        "waits is carried over. Which way a recommendation went is not said here."
    )
