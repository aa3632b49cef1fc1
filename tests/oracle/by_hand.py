"""Councils of one worker or case written down by hand, for worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from .inbox import CONTRACT, Council, Row, make_council, parse_contract, read_cell

DATA_DATE = date(2026, 9, 30)
EARLY = {feed: date(2001, 1, 1) for feed in CONTRACT}


def make_alone(
    data_date: date, feeds: Mapping[str, list[Row]], begins: Mapping[str, date]
) -> Council:
    """A council of which only these rows are shown: records begin with others' evidence."""
    council = make_council(data_date, feeds)
    return Council(data_date, council.feeds, {f: on for f, on in begins.items() if f in feeds})


def row(feed: str, **cells: str) -> Row:
    """One export row from the cells named, headings as identifiers with underscores."""
    typed = {name.replace("_", " "): text for name, text in cells.items()}
    return {
        heading: read_cell(typed.pop(heading, ""), kind)
        for heading, (kind, _) in parse_contract(feed).items()
    }


def social_worker(start: str, leaving: str = "", sessions: str = "", **more: Any) -> Council:
    """A council of one social worker, with one to one sessions on the days given."""
    feeds = {
        "hr_workers": [
            row("hr_workers", Employee_Number="1", Start_Date=start, Leaving_Date=leaving)
        ],
        "hr_posts": [
            row(
                "hr_posts",
                Employee_Number="1",
                Staff_Category=more.pop("category", "social_worker"),
                Post_Start=start,
            )
        ],
        "sharepoint_sessions": hold(sessions),
    }
    begins = EARLY | more.pop("records_from", {})
    return make_alone(more.pop("data_date", DATA_DATE), feeds | more, begins)


def hold(days: str, kind: str = "One to one") -> list[Row]:
    """Held sessions of worker 1 on the days given, parted by spaces."""
    return [
        row(
            "sharepoint_sessions",
            Session_ID=f"S{day}",
            Supervisee="1",
            Format=kind,
            Status="Held",
            Held_Date=day,
        )
        for day in days.split()
    ]


def nqsw(start: str, sessions: str = "", ended: str = "", **more: Any) -> Council:
    """A council of one NQSW whose ASYE starts with the job, in a post no rule names."""
    programme = {"ASYE_Start": start, "Ended_On": ended} | more.pop("programme", {})
    cells = {
        "Employee Number": "1",
        "Programme": "Adults",
        **{name.replace("_", " "): text for name, text in programme.items()},
    }
    typed = {
        heading: read_cell(cells.get(heading, ""), kind)
        for heading, (kind, _) in parse_contract("asye_programmes").items()
    }
    more = {"asye_reviews": [], "asye_programmes": [typed]} | more
    return social_worker(start, sessions=sessions, category="other", **more)


def case(*involvements: tuple[str, str, str], sessions: str = "", **more: Any) -> Council:
    """A council of one ICS case: (type, start, end) and completed supervisions."""
    feeds = {
        "hr_workers": [],
        "ics_involvements": [
            row(
                "ics_involvements",
                Person_ID="7",
                Involvement_Type=kind,
                Start_Date=start,
                End_Date=end,
                Date_of_Birth=more.get("born", ""),
            )
            for kind, start, end in involvements
        ],
        "ics_risk_flags": [
            row("ics_risk_flags", Person_ID="7", Flag=flag, From=start, To=end)
            for flag, start, end in more.get("flags", ())
        ],
        "ics_case_supervisions": [
            row(
                "ics_case_supervisions",
                Record_ID=f"R{day}",
                Person_ID="7",
                Supervision_Date=day,
                Record_Status="Completed",
            )
            for day in sessions.split()
        ],
    }
    return make_alone(DATA_DATE, feeds, EARLY)
