"""Whatever a gate refuses says by which command it is accepted, and that command lifts just that."""

import shlex
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingestion import acceptance, gates
from ingestion.acts import Acts
from ingestion.feeds import Feed
from ingestion.landing import Landing, Load
from ingestion.problems import CATALOGUE, KeepingError
from ingestion.settings import Settings
from ingestion.snapshots import take_snapshots

from .conftest import DAY, POST, SESSION, TEAM, WORKER, Loaded, Row, many
from .test_gates import TODAY

Land = Callable[..., Loaded]
Weighed = Callable[..., acceptance.Weighed]
NEXT = DAY + timedelta(days=1)

Before = list[Row]
SESSIONS = many(SESSION, 40, "Session ID")
CASES = many({"Person ID": "1", "Involvement Type": "looked_after", "Start Date": "01/04/2026"}, 20, "Person ID")  # fmt: skip
VARIED = [{**row, "Supervisor": str(at % 3)} for at, row in enumerate(SESSIONS)]
POSTS = [{**POST, "Employee Number": f"00{at + 10}"} for at in range(10)]
ONLY_HEADINGS = ",".join(SESSION) + "\n"

#: What each gate refuses: the feed, what it was, what it is, and the day that is of.
REFUSED: dict[str, tuple[str, Before, Before | str, date]] = {
    "SM-301": ("sharepoint_sessions", SESSIONS, [{**row, "Status": "" if at < 9 else "Held"} for at, row in enumerate(SESSIONS)], NEXT),
    "SM-302": ("sharepoint_sessions", SESSIONS, SESSIONS[:20], NEXT),
    "SM-303": ("hr_teams", [TEAM, {**TEAM, "Team Code": "T2"}], [TEAM], NEXT),
    "SM-304": ("sharepoint_sessions", SESSIONS, [{**row, "Supervisor": ""} for row in SESSIONS], NEXT),
    "SM-305": ("sharepoint_sessions", VARIED, SESSIONS, NEXT),
    "SM-307": ("sharepoint_sessions", SESSIONS, ONLY_HEADINGS, NEXT),
    "SM-308": ("hr_posts", [], POSTS, DAY - timedelta(days=20)),
    "SM-311": ("hr_posts", POSTS, [{**row, "Employee Number": row["Employee Number"][2:]} for row in POSTS], NEXT),
    "SM-312": ("ics_involvements", CASES, [{**row, "Involvement Type": "stage 2"} for row in CASES], NEXT),
    "SM-313": ("hr_posts", [], POSTS, date(2099, 1, 1)),
}  # fmt: skip


@pytest.fixture
def weighed(land: Land, data: Path, feeds: dict[str, Feed], settings: Settings) -> Weighed:
    """What stands in the way of some loads, after what was accepted so far."""

    def weigh(
        now: list[Load], before: list[Load], refused: list[Load] | None = None, staff: bool = True
    ) -> acceptance.Weighed:
        always = [land("hr_workers", [WORKER]).load] if staff else []
        landing, gone = Landing(data / "landing"), refused or []
        snapshots = (
            take_snapshots(feeds, [*now, *always]),
            take_snapshots(feeds, [*before, *always]),
        )
        found = gates.stand_in_the_way(*snapshots, gone, landing, settings, TODAY)
        acts = Acts(data / "landing")
        told = acceptance.weigh(found, [*now, *always, *gone], acts, data)
        if told.stops:
            acts.refuse(told.stops, "tester")
        return told

    return weigh


@pytest.mark.parametrize("code", REFUSED)
def test_what_a_gate_refuses_names_the_command_that_accepts_it(
    land: Land, data: Path, weighed: Weighed, code: str
) -> None:
    feed, was, becomes, day = REFUSED[code]
    before = [land(feed, was).load] if was else []
    now = [land(feed, becomes, day=day).load]
    refused = weighed(now, before)
    assert refused.told["code"].to_list() == [code]
    fix = refused.told["fix"].item()
    command = shlex.split(fix.partition(": python -m ingestion ")[2])
    assert command == ["accept", "--data", str(data), "--load", now[0].load_id, "--by", "NAME", "--reason", "TEXT"]  # fmt: skip
    acceptance.accept(Acts(data / "landing"), command[4], "Ada Lead", "As it should be")
    assert weighed(now, before).stops == ()
    # Another file of that feed is weighed anew.
    other = [now[0].model_copy(update={"sha256": "0" * 64})]
    assert {stop.code for stop in weighed(other, before).stops} == {code}


def test_every_gate_can_be_accepted_or_holds_nothing_that_could_be_shown() -> None:
    stops = {
        code
        for code, kind in CATALOGUE.items()
        if kind.outcome == "refresh stopped" and code.startswith("SM-3")
    }
    assert stops == set(REFUSED) | {"SM-306", "SM-309", "SM-310"}


@pytest.mark.parametrize(
    ("content", "staff", "code", "told"),
    [
        (b"", True, "SM-306", "SM-503"),
        (b"Employee Number\n1\n", True, "SM-310", "SM-503"),
        (None, False, "SM-309", "SM-502"),
    ],
)
def test_what_holds_nothing_cannot_be_accepted_and_says_so(
    land: Land,
    data: Path,
    weighed: Weighed,
    content: bytes | None,
    staff: bool,
    code: str,
    told: str,
) -> None:
    refused = [land("hr_posts", content).load] if content is not None else []
    found = weighed([], [], refused, staff=staff)
    assert found.told["code"].to_list() == [code]
    assert "This cannot be accepted" in found.told["fix"].item()
    assert "accept --" not in found.told["fix"].item()
    load = refused[0].load_id if refused else "hr_workers/whole/none"
    with pytest.raises(KeepingError, match=told):
        acceptance.accept(Acts(data / "landing"), load, "Ada", "Because")


def test_of_two_parts_in_one_file_the_one_that_was_refused_is_the_one_to_accept(
    land: Land, weighed: Weighed
) -> None:
    """Two sheets of one workbook have one file name between them."""
    name = {"file_name": "Supervision.xlsx"}
    north, south = (
        [
            land("sharepoint_sessions", rows, day=day, part=part).load.model_copy(update=name)
            for day, rows in ((DAY, SESSIONS), (NEXT, later))
        ]
        for part, later in (("north", SESSIONS[:20]), ("south", SESSIONS))
    )
    told = weighed([north[1], south[1]], [north[0], south[0]])
    assert [(stop.part, stop.load_id) for stop in told.stops] == [("north", north[1].load_id)]


def test_teams_that_are_gone_are_one_problem_and_no_problem_where_no_row_is_left(
    land: Land, weighed: Weighed
) -> None:
    teams = [{**TEAM, "Team Code": f"T{at:02}"} for at in range(30)]
    before = [land("hr_teams", teams).load]
    now = [land("hr_teams", teams[:5], day=NEXT).load]
    told = weighed(now, before).told
    assert told["code"].to_list() == ["SM-302", "SM-303"]
    assert told["sentence"][1] == (
        "Team Code T05, T06, T07, T08, T09, T10, T11, T12, T13, T14 and 15 more were there the last "
        "time and are not now."
    )
    none = [land("hr_teams", ",".join(TEAM) + "\n", day=NEXT + timedelta(days=1)).load]
    assert weighed(none, before).told["code"].to_list() == ["SM-307"]
