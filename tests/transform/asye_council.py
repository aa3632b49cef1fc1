"""An inbox for ASYE progress: made-up councils with assessors and endings, and a story for every status."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.oracle.councils import CASES, DATA_DATE, PEOPLE, make_feeds, write_feeds

Cells = Mapping[str, str]
ENDED = {"Ended On": "2026-06-30"}
ENDINGS = ("Completed", "Completed", "Left", "Withdrawn", "Failed", "", "Odd")
LONG_AGO, LATELY = "2025-09-01", "2026-03-01"
SENT = {"Recommendation": "Pass", "Recommended On": "2026-10-20"}
FAIL = {"Recommendation": "Fail", "Recommended On": "2026-10-20"}

#: In words: the status, the start, the register's cells, pauses, and the day they left the council.
STORIES: dict[str, tuple[str, str, Cells, tuple[tuple[str, str], ...], str]] = {
    "It has months to run": ("in_progress", LATELY, {}, (), ""),
    "A pause runs": ("paused", LATELY, {}, (("2026-08-01", ""),), ""),
    "A pause is over": ("in_progress", LATELY, {}, (("2026-08-01", "2026-08-31"),), ""),
    "A pass is recommended": ("awaiting_panel", LONG_AGO, SENT, (), ""),
    "A fail is recommended": ("awaiting_panel", LONG_AGO, FAIL, (), ""),
    "A pass is recommended during a pause": (
        "awaiting_panel", LATELY, SENT, (("2026-08-01", ""),), "",
    ),
    "The panel met and its decision is not typed": (
        "awaiting_panel", LONG_AGO, SENT | {"Panel Date": "2026-10-25"}, (), "",
    ),
    "The panel's day is not typed, so it has not met": (
        "awaiting_panel", LONG_AGO, SENT | {"Panel Decision": "Confirmed"}, (), "",
    ),
    "The panel is booked": (
        "awaiting_panel",
        LONG_AGO,
        SENT | {"Panel Date": "2026-11-20", "Panel Decision": "Confirmed"},
        (),
        "",
    ),
    "It ended, and the panel is still to come": ("awaiting_panel", LONG_AGO, SENT | ENDED, (), ""),
    "The panel confirmed a pass": (
        "confirmed",
        LONG_AGO,
        SENT | {"Panel Date": "2026-10-25", "Panel Decision": "Confirmed"},
        (),
        "",
    ),
    "The panel confirmed a pass and they have left since": (
        "confirmed",
        LONG_AGO,
        SENT | {"Panel Date": "2026-10-25", "Panel Decision": "Confirmed"},
        (),
        "2026-10-28",
    ),
    "The panel confirmed a fail": (
        "failed",
        LONG_AGO,
        FAIL | {"Panel Date": "2026-10-25", "Panel Decision": "Confirmed"},
        (),
        "",
    ),
    "It ended as failed before any panel": (
        "failed", LONG_AGO, ENDED | {"End Reason": "Failed"}, (), "",
    ),
    "The panel did not confirm": (
        "not_confirmed",
        LONG_AGO,
        SENT | {"Panel Date": "2026-10-25", "Panel Decision": "Not confirmed"},
        (),
        "",
    ),
    "The panel did not confirm, and they withdrew": (
        "withdrawn",
        LONG_AGO,
        {
            "Recommendation": "Pass",
            "Recommended On": "2026-05-01",
            "Panel Date": "2026-05-20",
            "Panel Decision": "Not confirmed",
            "End Reason": "Withdrawn",
        }
        | ENDED,
        (),
        "",
    ),
    "They withdrew": ("withdrawn", LONG_AGO, ENDED | {"End Reason": "Withdrawn"}, (), ""),
    "It ended because they left": ("left", LONG_AGO, ENDED | {"End Reason": "Left"}, (), ""),
    "They left the council while it ran": ("left", LATELY, {}, (), "2026-08-15"),
    "They left the council before the panel met": ("left", LONG_AGO, SENT, (), "2026-10-25"),
    "It ended as completed and nothing else is known": (
        "completed", LONG_AGO, ENDED | {"End Reason": "Completed"}, (), "",
    ),
    "It was completed, and they left the council later": (
        "completed", LONG_AGO, ENDED | {"End Reason": "Completed"}, (), "2026-09-30",
    ),
    "It ended and nobody typed how": ("ended", LONG_AGO, ENDED, (), ""),
    "Its end has passed": ("past_end", LONG_AGO, {}, (), ""),
    "The end agreed for it is later than its hours and pauses make it": (
        "past_end", LONG_AGO, {"Agreed End": "2026-12-31"}, (), "",
    ),
    "Part-time hours have moved its end on": ("in_progress", LONG_AGO, {"FTE": "0.5"}, (), ""),
    "A pause that is over has moved its end on": (
        "in_progress", LONG_AGO, {}, (("2026-01-01", "2026-04-30"),), "",
    ),
    "A pause that began after its end moves nothing": (
        "past_end", LONG_AGO, {}, (("2026-09-15", ""),), "",
    ),
    "A pause has carried it past its longest span": (
        "past_end", "2024-10-01", {}, (("2025-03-01", ""),), "",
    ),
    "The recommendation is dated after the data": (
        "past_end", LONG_AGO, {"Recommendation": "Pass", "Recommended On": "2026-11-05"}, (), "",
    ),
}  # fmt: skip


def name_story(title: str) -> str:
    """The employee number of the NQSW of a story."""
    return f"story-{sorted(STORIES).index(title):02}"


def write_asye_councils(folder: Path, seeds: Iterable[int]) -> None:
    """Made-up councils in one inbox, their programmes with every ending, and the stories."""
    seeds = list(seeds)
    feeds: dict[str, list[dict[str, str]]] = defaultdict(list)
    for seed in seeds:
        for feed, rows in make_feeds(seed, PEOPLE, CASES, DATA_DATE).items():
            feeds[feed].extend(rows)
    rng = random.Random(sum(seeds))
    feeds["asye_supervisors"] = []
    for row in feeds["asye_programmes"]:
        if row["Ended On"]:
            row["End Reason"] = rng.choice(ENDINGS)
        feeds["asye_supervisors"] += _assess(rng, row, feeds["hr_workers"])
    _tell_stories(feeds)
    write_feeds(folder, feeds, sum(seeds), DATA_DATE)


def _assess(
    rng: random.Random, programme: dict[str, str], workers: list[dict[str, str]]
) -> list[dict[str, str]]:
    """Assessors one after the other: touching, overlapping, with gaps, open, or none at all."""
    nqsw, day = programme["Employee Number"], date.fromisoformat(programme["ASYE Start"])
    day += timedelta(days=rng.choice((0, 0, 0, -20, 15)))
    rows = []
    for _ in range(rng.choice((0, 1, 1, 2, 3, 4))):
        last = day + timedelta(days=rng.randint(0, 250))
        rows.append(
            {
                "NQSW": nqsw,
                "Supervisor": rng.choice(workers[:4])["Employee Number"],
                "Role": rng.choice(("Assessor",) * 4 + ("Mentor", "Case supervisor")),
                "From": day.isoformat(),
                "To": "" if rng.random() < 0.25 else last.isoformat(),
            }
        )
        day = last + timedelta(days=rng.choice((-30, 0, 1, 1, 1, 2, 40)))
    return rows


def _tell_stories(feeds: dict[str, list[dict[str, str]]]) -> None:
    team = feeds["hr_teams"][0]["Team Code"]
    for title, (_, start, cells, pauses, left) in STORIES.items():
        nqsw = name_story(title)
        hired = {
            "Employee Number": nqsw,
            "Full Name": title,
            "Start Date": start,
            "Leaving Date": left,
        }
        feeds["hr_workers"].append(hired)
        feeds["hr_posts"].append(
            {
                "Employee Number": nqsw,
                "Staff Category": "social_worker",
                "Team Code": team,
                "Post Start": start,
            }
        )
        feeds["asye_programmes"].append(
            {"Employee Number": nqsw, "Programme": "Adults", "ASYE Start": start, **cells}
        )
        feeds["asye_pauses"] += [{"NQSW": nqsw, "From": first, "To": to} for first, to in pauses]
