"""Made-up councils with every column a rule about findings needs filled, on and beside its edges.

The shared councils leave most of them blank or always the same; here they are drawn anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from .councils import DATA_DATE, Feeds, TextRow, make_feeds, write_feeds
from .days import add_months, text_of
from .inbox import CONTRACT

TICKS = ("Yes", "Yes", "Yes", "No", "")
ROLES = ("Assessor", "Assessor", "Reflective supervisor", "Case supervisor", "Mentor")
TICKED = ("Learning Agreement Reviewed", "Reflective Journal", "Support Plan", "Handover Noted",
          "Accurate", "Valid", "Sufficient", "Robust")  # fmt: skip


def write_rough_councils(folder: Path, seeds: Iterable[int], people: int = 12) -> None:
    """Many councils as one inbox, each with its columns drawn anew."""
    merged: Feeds = {feed: [] for feed in CONTRACT}
    seeds = list(seeds)
    for seed in seeds:
        feeds = make_feeds(seed, people)
        roughen(feeds, random.Random(seed))
        for feed, rows in feeds.items():
            merged[feed].extend(rows)
    write_feeds(folder, merged, sum(seeds), DATA_DATE)


def roughen(feeds: Feeds, rng: random.Random) -> None:
    """Draw the columns of one council's rows anew."""
    workers = [row["Employee Number"] for row in feeds["hr_workers"]]
    held = [row["Held Date"] for row in feeds["sharepoint_sessions"] if row.get("Held Date")]
    for row in feeds["hr_workers"]:
        roughen_registration(row, rng, held)
    for row in feeds["hr_posts"]:
        row["Safeguarding Role"] = rng.choice(("Yes", "Yes", "No", "No", ""))
    for row in feeds["sharepoint_sessions"]:
        roughen_session(row, rng)
    for row in feeds["asye_reviews"]:
        row["Outcome"] = rng.choice(("On track", "Concerns", "Not met", ""))
        row["Assessor"] = rng.choice((*workers[:5], "X", ""))
        row.update({name: rng.choice(TICKS) for name in TICKED})
    feeds["asye_supervisors"] = [
        stint for row in feeds["asye_programmes"] for stint in draw_stints(row, rng, workers)
    ]
    for row in feeds["sharepoint_agreements"]:
        row["Review Due"] = text_of(near_today(rng)) if rng.random() < 0.8 else ""
    for row in feeds["audit_actions"]:
        row["Owner"] = rng.choice((*workers, "X"))
        row["Completed"] = row.get("Completed", "") if rng.random() < 0.4 else ""


def near_today(rng: random.Random) -> date:
    """A day on or beside the data date, or anywhere within a year of it."""
    return DATA_DATE + timedelta(days=rng.choice((-1, 0, 1, rng.randint(-365, 365))))


def roughen_registration(row: TextRow, rng: random.Random, held: list[str]) -> None:
    """No number, no expiry, one at 30 November, on or beside a session's day, or well ahead."""
    row["SWE Number"] = rng.choice(("", "SW1", "SW2", "SW3"))
    day = date.fromisoformat(rng.choice(held)) if held else DATA_DATE
    row["SWE Registration Expiry"] = rng.choice(
        (
            "",
            "2027-11-30",
            "2026-11-30",
            f"{rng.choice((2024, 2025))}-11-30",
            text_of(day + timedelta(days=rng.choice((-1, 0, 1)))),
        )
    )


def roughen_session(row: TextRow, rng: random.Random) -> None:
    """Minutes beside 60, 90 and 120, forms beside two days before, days beside the data date."""
    row["Duration Minutes"] = rng.choice(("", "0", "45", "59", "60", "61", "119", "120", "121"))
    row["Reflective Minutes"] = rng.choice(("", "0", "30", "89", "90", "91"))
    row["Cancellation Reason"] = rng.choice(("", "Sickness", "Annual leave"))
    if rng.random() < 0.03:
        row["Format"] = rng.choice(("", "Over coffee"))
    if row["Status"] == "Planned" and rng.random() < 0.5:
        far = add_months(DATA_DATE, 11) + timedelta(days=rng.choice((-1, 0, 1, -200, 40)))
        days = (far, DATA_DATE - timedelta(days=rng.choice((7, 8, 9))))
        row["Planned Date"] = text_of(rng.choice(days))
    if row["Status"] == "Cancelled" and rng.random() < 0.4:
        row["Rearranged To"] = text_of(DATA_DATE - timedelta(days=rng.choice((0, 6, 7, 8, 30))))
    if not row.get("Held Date"):
        return
    day = date.fromisoformat(row["Held Date"])
    before = timedelta(days=rng.choice((-3, 0, 1, 2, 2, 3, 9)))
    row["Supervisee Form Received"] = text_of(day - before) if rng.random() < 0.8 else ""
    for name in ("Supervisee Agreed", "Supervisor Agreed"):
        after = day + timedelta(days=rng.choice((0, 1, 5, 20)))
        row[name] = text_of(after) if rng.random() < 0.8 else ""


def draw_stints(programme: TextRow, rng: random.Random, workers: list[str]) -> Iterable[TextRow]:
    """Who was there for an NQSW: touching, overlapping, with a gap, or nobody for a while."""
    day = date.fromisoformat(programme["ASYE Start"])
    begins = day + timedelta(days=rng.choice((-30, -1, 0, 0, 0, 1, 20)))
    for _ in range(rng.randint(0, 7)):
        last = begins + timedelta(days=rng.choice((0, 10, 60, 120, 200)))
        ends = rng.choice((text_of(last), text_of(last), ""))
        yield {
            "NQSW": programme["Employee Number"],
            "Supervisor": rng.choice(workers[:4]),
            "Role": rng.choice(ROLES),
            "From": text_of(begins),
            "To": ends,
        }
        begins = rng.choice((day, last, last)) + timedelta(days=rng.choice((-20, 0, 1, 1, 2, 30)))
