"""One team sorted for its manager: who is next, who is due, who is away, who has nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.lists import say_not_measured
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.shares import Share

Row = Mapping[str, Any]
LOOK_AHEAD_DAYS = 14
ASKED = ("overdue", "due_soon", "in_date")


@dataclass(frozen=True)
class TeamView:
    """The people of a team by what is to be done, each list in the order to read it."""

    overdue: list[Row]
    due: list[Row]
    later: list[Row]
    away: list[Row]
    not_asked: list[Row]
    unsupervised: list[Row]
    elsewhere: list[Row]
    manager: Row | None
    due_by: date

    @property
    def not_measured(self) -> int:
        """How many people nothing can be said of."""
        return sum(row["status_code"] == "not_measured" for row in self.not_asked)

    @property
    def is_unmeasured(self) -> bool:
        """Whether nobody has anything owed and of some nothing can be said: never all clear."""
        return not self.in_date.whole and self.not_measured > 0

    @property
    def in_date(self) -> Share:
        """In date of all with something owed; who is away is counted beside it."""
        kept = len(self.due) + len(self.later)
        return Share(kept, kept + len(self.overdue))


def sort_team(rows: Iterable[Row], manager_ids: Iterable[str], data_date: date) -> TeamView:
    """The rows of `team_people` by section. `manager_ids` are the managers of the place."""
    listed, managers = list(rows), set(manager_ids)
    team = [row for row in listed if row["is_in_team"]]
    due_by = data_date + timedelta(days=LOOK_AHEAD_DAYS)
    open_rows = [row for row in team if row["status_code"] in ("due_soon", "in_date")]
    open_rows.sort(key=lambda row: (row["due_on"], row["worker_name"] or ""))
    return TeamView(
        overdue=[row for row in team if row["status_code"] == "overdue"],
        due=[row for row in open_rows if row["due_on"] <= due_by],
        later=[row for row in open_rows if row["due_on"] > due_by],
        away=[row for row in team if row["status_code"] == "away"],
        not_asked=[row for row in team if row["status_code"] not in (*ASKED, "away")],
        unsupervised=[row for row in team if row["supervisor_state"] not in (None, "in_post")],
        elsewhere=[
            row for row in listed if not row["is_in_team"] and row["supervisor_id"] in managers
        ],
        manager=next((row for row in listed if row["worker_id"] in managers), None),
        due_by=due_by,
    )


def say_next(view: TeamView, links: Links) -> str:
    """Who is next, in one sentence that names at most three people."""
    queue = [*view.overdue, *view.due]
    if not queue:
        return _say_nobody(view)
    named = [
        link(
            plain(row["worker_name"] or row["worker_id"]),
            links.to("person", worker=row["worker_id"]),
        )
        + _beside_name(row)
        for row in queue[:3]
    ]
    return f"**Next:** {', then '.join(named)}."


def _beside_name(row: Row) -> str:
    if row["status_code"] == "overdue":
        return f" (overdue {say_count(row['days_overdue'], 'day')})"
    return f" (due {say_date(row['due_on'])})"


def _say_nobody(view: TeamView) -> str:
    if view.is_unmeasured:
        return say_not_measured(view.not_measured)
    if not view.later:
        return "Nobody here has supervision owed."
    first = view.later[0]
    return (
        f"Nobody is due by {say_date(view.due_by)}. The next date is {say_date(first['due_on'])}."
    )


def say_none_overdue(view: TeamView) -> str:
    """The empty state of the overdue list."""
    if view.due:
        people = say_count(len(view.due), "person", "people")
        return f"No one is overdue. Next due: {people} by {say_date(view.due_by)}."
    if view.is_unmeasured:
        return f"{_say_nobody(view)} Who is overdue cannot be said."
    return f"No one is overdue. {_say_nobody(view)}"
