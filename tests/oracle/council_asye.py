"""The ASYE of a made-up council: programmes, their reviews and their pauses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .council_duties import write_evidence
from .days import add_months, text_of

if TYPE_CHECKING:
    from .councils import Draw, Feeds, TextRow

PANELS_FROM = 500


def write_asye(
    feeds: Feeds,
    draw: Draw,
    worker: str,
    start: date,
    left: date | None,
    workers: list[str],
) -> None:
    """One or two programmes, begun before, on or after the start, ended or not."""
    rng = draw.rng
    begins = start + timedelta(days=rng.choice((0, 0, 0, 1, 30, 120, -1, -60)))
    told: set[tuple[str, str]] = set()
    for number in range(rng.choice((1, 1, 1, 2))):
        if number:
            later = begins + timedelta(days=rng.randint(30, 400))
            other = draw.day(-900, 0)
            begins = later if other == begins or draw.chance(0.5) else other
        ended = draw.end(begins, 500, open_share=0.4)
        if left and left >= begins and draw.chance(0.15):
            ended = left
        feeds["asye_programmes"].append(
            {
                "Employee Number": worker,
                "Programme": rng.choice(("Child and family", "Adults")),
                "ASYE Start": text_of(draw.note(begins)),
                "FTE": rng.choice(("", "1", "1.0", "0.5", "0.6", "0.7", "0.8", "0.9", "0", "1.2")),
                "Ended On": text_of(draw.note(ended)),
                "End Reason": "Completed" if ended else "",
                **recommend(draw, begins, ended),
            }
        )
        for month in (3, 6, 9, 12):
            draw.note(add_months(begins, month))
            draw.note(begins + timedelta(days=42))
            write_review(feeds, draw, worker, begins, month, told)
        write_evidence(feeds, draw, worker, begins)
        feeds["asye_supervisors"].append(
            {
                "NQSW": worker,
                "Supervisor": workers[0],
                "Role": "Assessor",
                "From": text_of(begins),
            }
        )
    pause = rng.choice((draw.day(-900, 10), begins + timedelta(days=rng.randint(-20, 200))))
    for _ in range(rng.choice((0, 1, 2, 2, 3))):
        to = draw.end(pause, 60, open_share=0.15)
        feeds["asye_pauses"].append(
            {
                "NQSW": worker,
                "From": text_of(pause),
                "To": text_of(to),
                "Reason": "Leave",
            }
        )
        pause = draw.next_start(pause, to)


def recommend(draw: Draw, begins: date, ended: date | None) -> TextRow:
    """What was recommended and what a panel said: before it, on the day, never, undated."""
    if draw.chance(0.35):
        return {}
    rng = draw.rng
    on: date | None = ended or begins + timedelta(days=rng.randint(200, 420))
    if draw.chance(0.3):
        on = draw.day(-700, 5, pull=0.9)
    days = rng.choice((-20, 0, 1, 27, 28, 30, 31, 32, 60))
    panel: date | None = (on or begins) + timedelta(days=days)
    floor = draw.data_date - timedelta(days=PANELS_FROM)
    if draw.chance(0.15) or (panel and panel < floor):
        panel = None
    if draw.chance(0.1):
        on = None
    return {
        "Recommendation": rng.choice(("Pass", "Pass", "Fail")) if on else "",
        "Recommended On": text_of(on),
        "Panel Date": text_of(panel),
        "Panel Decision": rng.choice(("Confirmed", "Confirmed", "Not confirmed", "")),
    }


def write_review(
    feeds: Feeds,
    draw: Draw,
    worker: str,
    begins: date,
    month: int,
    told: set[tuple[str, str]],
) -> None:
    """A milestone's review: early, late, never, twice, or with no planned date."""
    rng = draw.rng
    for _ in range(rng.choice((0, 1, 1, 1, 1, 2))):
        planned = add_months(begins, month)
        held: date | None = planned + timedelta(
            days=rng.choice((0, 0, 1, -1, rng.randint(-80, 150)))
        )
        if held and held < draw.data_date - timedelta(days=900):
            held = None
        typed = "" if draw.chance(0.15) else text_of(planned + timedelta(days=rng.randint(-9, 9)))
        if (str(month), typed) in told:
            continue
        told.add((str(month), typed))
        feeds["asye_reviews"].append(
            {
                "NQSW": worker,
                "Milestone Months": str(month),
                "Planned Date": typed,
                "Held Date": "" if draw.chance(0.15) else text_of(held),
                "Outcome": "On track",
            }
        )
