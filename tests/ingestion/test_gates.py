"""What stops a refresh, and what must not."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingestion.feeds import Feed
from ingestion.gates import Change, quarantined, stand_in_the_way, worth_a_look
from ingestion.landing import Landing, Load
from ingestion.settings import Settings
from ingestion.snapshots import take_snapshots
from ingestion.to_correct import path_for

from .conftest import DAY, POST, SESSION, TEAM, WORKER, Loaded, Row, many, text_of

Land = Callable[..., Loaded]
Stops = Callable[..., list[tuple[str, str]]]
NEXT = DAY + timedelta(days=1)
TODAY = date(2026, 11, 22)


@pytest.fixture
def stops(land: Land, data: Path, feeds: dict[str, Feed], settings: Settings) -> Stops:
    """Hold loads against those published before; the staff list is always there."""

    def weigh(
        now: list[Load], before: list[Load] | None = None, refused: list[Load] | None = None
    ) -> list[tuple[str, str]]:
        staff = land("hr_workers", [WORKER], day=now[0].extracted_on if now else DAY).load
        told = stand_in_the_way(
            take_snapshots(feeds, [*now, staff]),
            take_snapshots(feeds, [*(before or []), staff]),
            refused or [],
            Landing(data / "landing"),
            settings,
            TODAY,
        )
        assert set(told["outcome"]) <= {"refresh stopped"}
        return told.select("code", "sentence").rows()

    return weigh


def _codes(told: list[tuple[str, str]]) -> list[str]:
    return [code for code, _ in told]


def _sessions(count: int, **cells: str) -> list[Row]:
    return many({**SESSION, **cells}, count, "Session ID")


def _bad(rows: list[Row], count: int) -> list[Row]:
    return [{**row, "Status": ""} if at < count else row for at, row in enumerate(rows)]


def test_more_than_five_in_a_hundred_rows_held_back_stops(land: Land, stops: Stops) -> None:
    load = land("sharepoint_sessions", _bad(_sessions(100), 6)).load
    assert stops([load]) == [("SM-301", "6 of 100 rows were held back, more than 5%.")]


def test_who_has_no_rows_to_correct_is_sent_to_the_file_itself(
    land: Land, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    """A tracker is read by months: its rows are not the file's."""
    load = land("sharepoint_sessions", _bad(_sessions(100), 6)).load
    landing = Landing(data / "landing")
    change = Change(feeds["sharepoint_sessions"], load, None)
    (told,) = quarantined(change, landing, settings)
    assert "in the folder to-correct" in told["fix"][0]
    path_for(load, landing).unlink()
    (told,) = quarantined(change, landing, settings)
    assert told["fix"][0].startswith("Correct the rows in the file itself and put it in the inbox")


def test_lines_of_totals_are_no_rows_held_back(land: Land, stops: Stops) -> None:
    """In a file of four sessions one line of totals would be a fifth of the rows."""
    totals = text_of(_sessions(4)) + "Grand total,,,,,,\n"
    load = land("sharepoint_sessions", totals).load
    assert (load.received, load.quarantined) == (5, 1)
    assert stops([load]) == []


def test_beside_a_line_of_totals_rows_held_back_still_count(land: Land, stops: Stops) -> None:
    rows = _bad(_sessions(100), 6)
    totals = text_of(rows) + "Grand total" + "," * (len(rows[0]) - 1) + "\n"
    told = [("SM-301", "6 of 100 rows were held back, more than 5%.")]
    assert stops([land("sharepoint_sessions", totals).load]) == told


def test_five_in_a_hundred_does_not(land: Land, stops: Stops) -> None:
    assert stops([land("sharepoint_sessions", _bad(_sessions(100), 5)).load]) == []


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        (100, 89, ["SM-302"]),
        (100, 90, []),
        (40, 35, []),
        (40, 34, ["SM-302"]),
        (3, 1, []),
        (3, 0, ["SM-307"]),
        (10, 20, []),
    ],
)
def test_a_snapshot_over_a_tenth_and_over_five_rows_smaller_stops(
    land: Land, stops: Stops, before: int, now: int, codes: list[str]
) -> None:
    def content(count: int) -> str:
        return text_of(_sessions(count) or [SESSION]) if count else ",".join(SESSION) + "\n"

    earlier = land("sharepoint_sessions", content(before)).load
    later = land("sharepoint_sessions", content(now), day=NEXT).load
    assert _codes(stops([later], [earlier])) == codes


def test_copies_of_rows_that_are_gone_are_not_missed(land: Land, stops: Stops) -> None:
    earlier = land("sharepoint_sessions", _sessions(50) * 2).load
    later = land("sharepoint_sessions", _sessions(50), day=NEXT).load
    assert stops([later], [earlier]) == []


def test_each_part_is_held_against_its_own_last_snapshot(land: Land, stops: Stops) -> None:
    one = land("sharepoint_sessions", _sessions(50), part="north").load
    two = land("sharepoint_sessions", _sessions(10), part="south").load
    assert stops([one, two], [one]) == []


def test_a_team_that_is_gone_stops_and_is_named(land: Land, stops: Stops) -> None:
    teams = [TEAM, {**TEAM, "Team Code": "T2"}]
    before = land("hr_teams", teams).load
    now = land("hr_teams", teams[:1], day=NEXT).load
    [(code, sentence)] = stops([now], [before])
    assert (code, sentence) == ("SM-303", "Team Code T2 was there the last time and is not now.")


def test_a_team_that_moved_to_another_part_is_not_gone(land: Land, stops: Stops) -> None:
    teams = [TEAM, {**TEAM, "Team Code": "T2"}]
    before = land("hr_teams", teams).load
    one = land("hr_teams", teams[:1], day=NEXT).load
    two = land("hr_teams", teams[1:], day=NEXT, part="south").load
    assert stops([one, two], [before]) == []


def test_a_column_that_was_filled_and_is_empty_stops(land: Land, stops: Stops) -> None:
    before = land("sharepoint_sessions", _sessions(10)).load
    now = land("sharepoint_sessions", _sessions(10, Supervisor=""), day=NEXT).load
    [(code, sentence)] = stops([now], [before])
    assert code == "SM-304"
    assert sentence == "Supervisor was filled in 10 rows the last time and is empty now."


def test_a_column_whose_heading_is_gone_is_empty(land: Land, stops: Stops) -> None:
    before = land("sharepoint_sessions", _sessions(10)).load
    without = [{name: row[name] for name in row if name != "Supervisor"} for row in _sessions(10)]
    now = land("sharepoint_sessions", without, day=NEXT).load
    assert _codes(stops([now], [before])) == ["SM-304"]


def test_a_column_that_varied_and_is_the_same_throughout_stops(land: Land, stops: Stops) -> None:
    varied = [{**row, "Supervisor": str(at % 3)} for at, row in enumerate(_sessions(10))]
    before = land("sharepoint_sessions", varied).load
    now = land("sharepoint_sessions", _sessions(10), day=NEXT).load
    assert _codes(stops([now], [before])) == ["SM-305"]


def test_a_column_that_always_was_the_same_does_not(land: Land, stops: Stops) -> None:
    before = land("sharepoint_sessions", _sessions(10)).load
    now = land("sharepoint_sessions", _sessions(11), day=NEXT).load
    assert stops([now], [before]) == []


def test_a_handful_of_values_may_fall_away_by_chance(land: Land, stops: Stops) -> None:
    posts = [{**POST, "Employee Number": str(at), "Post End": ""} for at in range(20)]
    ended = [{**post, "Post End": "01/09/2026"} for post in posts[:5]] + posts[5:]
    before, now = land("hr_posts", ended).load, land("hr_posts", posts, day=NEXT).load
    assert stops([now], [before]) == []


def test_a_date_of_birth_that_is_gone_is_named_once_and_by_its_own_name(
    land: Land, stops: Stops
) -> None:
    rows = [
        {"Person ID": str(at), "Start Date": "01/04/2026", "Date of Birth": f"01/04/20{10 + at}"}
        for at in range(8)
    ]
    before = land("ics_involvements", rows).load
    now = land("ics_involvements", [{**row, "Date of Birth": ""} for row in rows], day=NEXT).load
    [(code, sentence)] = stops([now], [before])
    assert code == "SM-304"
    assert sentence.startswith("Date of Birth ")


@pytest.mark.parametrize("content", [b"", b"001001,Ada,01/04/2020\n"])
def test_a_file_with_no_heading_row_stops(land: Land, stops: Stops, content: bytes) -> None:
    good = land("hr_posts", [POST]).load
    refused = land("hr_posts", content, day=NEXT).load
    assert _codes(stops([good], [good], [refused])) == ["SM-306"]


def test_a_file_that_lacks_a_heading_leaves_the_last_good_one_and_stops_nothing(
    land: Land, stops: Stops
) -> None:
    good = land("hr_posts", [POST]).load
    refused = land("hr_posts", b"Employee Number\n1\n", day=NEXT).load
    assert stops([good], [good], [refused]) == []


@pytest.mark.parametrize(("days", "codes"), [(14, []), (15, ["SM-308"])])
def test_exports_more_than_a_fortnight_apart_stop(
    land: Land, stops: Stops, days: int, codes: list[str]
) -> None:
    one = land("hr_posts", [POST]).load
    two = land("sharepoint_sessions", [SESSION], day=DAY + timedelta(days=days)).load
    told = stops([one, two])
    assert _codes(told) == codes
    if codes:
        assert "31 October 2026" in told[0][1]


def test_feeds_that_do_not_set_the_data_date_may_be_older(land: Land, stops: Stops) -> None:
    one = land("hr_posts", [POST]).load
    teams = land("hr_teams", [TEAM], day=date(2026, 1, 1)).load
    assert stops([one, teams]) == []


def test_without_a_staff_list_there_is_nothing_to_publish(
    data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    nothing = take_snapshots(feeds, [])
    told = stand_in_the_way(nothing, nothing, [], Landing(data / "landing"), settings, TODAY)
    assert told["code"].to_list() == ["SM-309"]


def test_what_was_published_once_never_stops_anything_again(land: Land, stops: Stops) -> None:
    """Somebody let it through: the next refresh is not held up by the same file."""
    load = land("sharepoint_sessions", _bad(_sessions(10), 5)).load
    assert stops([load], [load]) == []


def test_everything_that_stops_is_told_at_once(land: Land, stops: Stops) -> None:
    before = land("sharepoint_sessions", _sessions(40)).load
    now = land("sharepoint_sessions", _bad(_sessions(20, Supervisor=""), 3), day=NEXT).load
    assert set(_codes(stops([now], [before]))) == {"SM-301", "SM-302", "SM-304"}


def test_posts_that_could_never_be_used_stop_rather_than_leave_people_out(
    land: Land, stops: Stops
) -> None:
    refused = land("hr_posts", b"Employee Number\n1\n", day=NEXT).load
    assert stops([], [], [refused]) == [
        (
            "SM-310",
            "The heading Post Start is not there. The headings found are: Employee Number. No "
            "earlier good file of it is held (Posts), so people or cases would be left out of the "
            "figures.",
        )
    ]


def test_sessions_that_could_never_be_used_do_not_stop(land: Land, stops: Stops) -> None:
    refused = land("sharepoint_sessions", b"Session ID\n1\n", day=NEXT).load
    assert stops([], [], [refused]) == []


def _warned(
    now: list[Load], before: list[Load], data: Path, feeds: dict[str, Feed], settings: Settings
) -> list[tuple[str, str]]:
    """What is worth a look, and stops nothing."""
    told = worth_a_look(
        take_snapshots(feeds, now),
        take_snapshots(feeds, before),
        Landing(data / "landing"),
        settings,
    )
    assert set(told["outcome"]) <= {"warning"}
    return told.select("code", "sentence").rows()


def test_ids_that_lost_their_noughts_stop(land: Land, stops: Stops) -> None:
    rows = [{**POST, "Employee Number": f"00{at + 10}"} for at in range(10)]
    lost = [{**row, "Employee Number": row["Employee Number"].lstrip("0")} for row in rows]
    before, now = land("hr_posts", rows).load, land("hr_posts", lost, day=NEXT).load
    assert stops([now], [before]) == [
        (
            "SM-311",
            "10 numbers under Employee Number began with a nought the last time, and none do now. "
            "Without them they match nobody.",
        )
    ]


def test_new_staff_with_longer_numbers_stop_nothing(land: Land, stops: Stops) -> None:
    rows = [{**POST, "Employee Number": f"00{at + 10}"} for at in range(10)]
    more = [{**POST, "Employee Number": f"10{at + 10}"} for at in range(4)]
    before, now = land("hr_posts", rows).load, land("hr_posts", rows + more, day=NEXT).load
    assert stops([now], [before]) == []


def _involvements(count: int, code: str) -> list[Row]:
    row = {"Person ID": "P", "Involvement Type": code, "Start Date": "01/04/2026"}
    return many(row, count, "Person ID")


def test_case_types_renamed_in_the_system_stop_because_cases_would_drop_out(
    land: Land, stops: Stops
) -> None:
    before = land("ics_involvements", _involvements(20, "child_protection")).load
    renamed = _involvements(14, "child_protection") + _involvements(20, "CP stage two")[14:]
    now = land("ics_involvements", renamed, day=NEXT).load
    [(code, sentence)] = stops([now], [before])
    assert code == "SM-312"
    assert sentence.startswith(
        "6 of 20 cells under Involvement Type hold a code that is not recognised; the last time "
        "there were none."
    )


def test_codes_never_recognised_are_warned_of_and_stop_nothing(
    land: Land, stops: Stops, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    load = land("ics_involvements", _involvements(20, "CP stage two")).load
    assert stops([load]) == []
    assert _codes(_warned([load], [], data, feeds, settings)) == ["SM-322"]


def test_formats_nobody_recognises_are_warned_of_and_stop_nothing(
    land: Land, stops: Stops, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    before = land("sharepoint_sessions", _sessions(20)).load
    odd = _sessions(20, Format="Walk and talk")
    now = land("sharepoint_sessions", [*_sessions(14), *odd[14:]], day=NEXT).load
    assert stops([now], [before]) == []
    assert _warned([now], [before], data, feeds, settings) == [
        ("SM-322", "6 of 20 cells under Format hold a code that is not recognised.")
    ]


@pytest.mark.parametrize(("before", "now", "codes"), [(40, 61, ["SM-321"]), (40, 60, []), (5, 20, [])])  # fmt: skip
def test_far_more_rows_than_last_time_are_published_with_a_warning(
    land: Land,
    stops: Stops,
    data: Path,
    feeds: dict[str, Feed],
    settings: Settings,
    before: int,
    now: int,
    codes: list[str],
) -> None:
    earlier = land("sharepoint_sessions", _sessions(before)).load
    later = land("sharepoint_sessions", _sessions(now), day=NEXT).load
    assert stops([later], [earlier]) == []
    assert _codes(_warned([later], [earlier], data, feeds, settings)) == codes
