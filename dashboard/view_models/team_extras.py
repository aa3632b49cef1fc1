"""What stands beside a team's worklist: its cases by type, its NQSWs, its manager."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_interval
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells, status_cell
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary, Word
from dashboard.view_models.why import explain_person

Row = Mapping[str, Any]


@once
def team_choice(rows: Iterable[Row], links: Links) -> list[Cells]:
    """Teams to choose from."""
    return [
        {
            "Team": f"**{link(plain(row['team_name']), links.to('team', team=row['team_id']))}**",
            "Service": plain(row["service_name"] or ""),
            "Manager": plain(row["team_manager_name"] or "none recorded"),
        }
        for row in rows
    ]


@once
def case_rows(rows: Iterable[Row], links: Links) -> list[Cells]:
    """Cases by type, every number a link to its list."""
    return [_case_row(row, links) for row in rows]


def _case_row(row: Row, links: Links) -> Cells:
    def listed(number: int, name: str) -> str:
        if not number:
            return "0"
        return link(f"{number:,}", links.to("cases", list=name, type=row["case_type"]))

    share = Share(row["in_date_count"], row["open_count"])
    longest = row["longest_overdue_days"]
    in_date = listed(share.part, "in_date") + f" of {share.whole:,}"
    return {
        "Type": plain(row["case_type_label"] or row["case_type"]),
        "Open cases": listed(row["case_count"], "all"),
        "In date": f"{in_date} ({share.percent_text})" if share.whole else "nothing asked",
        "Overdue": listed(row["overdue_count"], "overdue")
        + (f"  \n:small[longest {say_count(longest, 'day')}]" if longest else ""),
        "Unallocated": listed(row["unallocated_count"], "unallocated"),
    }


@once
def nqsw_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """NQSWs: week, what is owed now, how they stand by the policy in force and by the floor."""
    listed = []
    for row in rows:
        name = plain(row["worker_name"] or row["worker_id"])
        risk = plain(row["at_risk_because"] or "") if row["is_at_risk"] else ""
        owed = (
            say_interval(row["interval_count"], row["interval_unit"])
            if row["interval_count"]
            else "nothing asked"
        )
        kept = Share(row["sessions_on_time_count"] or 0, row["sessions_due_count"] or 0)
        listed.append(
            {
                "NQSW": f"**{link(name, links.to('person', worker=row['worker_id']))}**"
                + (
                    f"  \n{badge(Word('risk', 'At risk', 'bad', '■'))} :small[{risk}]"
                    if risk
                    else ""
                ),
                "ASYE": f"Week {row['week_number']}  \n:small[{owed}]",
                "Supervision": _standing(row, words),
                "Sessions on time": kept.text if kept.whole else "none due yet",
                "Next review": f"{row['next_milestone_months']} months  \n"
                f":small[due {say_date(row['next_milestone_due_on'])}]"
                if row["next_milestone_months"]
                else "none open",
            }
        )
    return listed


def _standing(row: Row, words: Vocabulary) -> str:
    own = badge(words.word("status", row["supervision_status_code"]))
    if row["floor_status_code"] in (None, row["supervision_status_code"]):
        return own
    floor = words.word("status", row["floor_status_code"])
    return f"{own}  \n:small[National floor: {plain(floor.label.lower())}]"


def own_supervision(row: Row | None, words: Vocabulary, links: Links) -> str:
    """How the manager themselves stand, in a sentence."""
    if row is None:
        return "Nothing is recorded about the manager's own supervision."
    name = plain(row["worker_name"] or row["worker_id"])
    who = link(name, links.to("person", worker=row["worker_id"]))
    status = status_cell(row, words).replace("  \n", " ")
    with_whom = (
        plain(row["supervisor_name"]) if row["supervisor_name"] else "no supervisor recorded"
    )
    return f"{who}, supervised by {with_whom}: {status} {explain_person(row)}"
