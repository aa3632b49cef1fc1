"""The cases of a made-up council: involvements, flags, birthdays and case supervisions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .council_sessions import clash
from .days import add_months, text_of
from .inbox import SYSTEMS

if TYPE_CHECKING:
    from .councils import Draw, Feeds

KINDS = {
    "ics": (
        "level_2",
        "assessment",
        "assessment",
        "child_in_need",
        "child_in_need",
        "child_protection",
        "looked_after",
        "care_leaver",
        "care_leaver",
        "pre_proceedings",
    ),
    "swift": (
        "safeguarding_enquiry",
        "care_act_assessment",
        "long_term_support",
        "planned_review",
    ),
    "childview": ("court_order", "out_of_court"),
}
FLAGS = ("high_risk", "increased_support", "exploitation_medium", "exploitation_high")


def write_cases(feeds: Feeds, draw: Draw, prefix: str, cases: int, workers: list[str]) -> None:
    """Every case's rows; about one in seven person ids is also a person of another system."""
    for number in range(cases):
        person = f"{prefix}{number:03d}"
        systems = [draw.rng.choice(("ics",) * 8 + ("swift", "childview"))]
        if draw.chance(0.15):
            systems.append(draw.rng.choice([name for name in SYSTEMS if name != systems[0]]))
        for system in systems:
            draw.forget()
            write_case(feeds, draw, system, person, prefix, workers)
    for system in SYSTEMS:  # somebody known only to supervisions and flags
        stranger = f"{prefix}999"
        day = text_of(draw.data_date - timedelta(days=100))
        record = {
            "Record ID": f"R{prefix}-{system}-x",
            "Person ID": stranger,
            "Supervision Date": day,
            "Record Status": "Completed",
        }
        feeds[f"{system}_case_supervisions"].append(record)
        feeds[f"{system}_risk_flags"].append(
            {"Person ID": stranger, "Flag": "high_risk", "From": day}
        )
        clash(feeds[f"{system}_case_supervisions"], draw, "Supervision Date")


def write_case(
    feeds: Feeds, draw: Draw, system: str, person: str, prefix: str, workers: list[str]
) -> None:
    """One to six involvements, stepping up and down, with everything that bears on them."""
    rng = draw.rng
    born = choose_birthday(draw)
    kinds = KINDS[system]
    if system == "ics" and draw.chance(0.2):
        kinds = ("care_leaver", "care_leaver", "child_in_need", "pre_proceedings")
    begins = draw.day(-900, 10, pull=0.1)
    for number in range(rng.choice((1, 1, 2, 2, 3, 4, 6))):
        end = draw.end(begins, rng.choice((15, 40, 150, 400)), open_share=0.35)
        kind = rng.choice(kinds)
        if kind == "assessment":
            draw.note(begins + timedelta(days=20))
        feeds[f"{system}_involvements"].append(
            {
                "Person ID": person,
                "Involvement Type": kind,
                "Start Date": text_of(draw.note(begins)),
                "End Date": text_of(draw.note(end)),
                "Allocated Worker": "" if draw.chance(0.15) else rng.choice(workers),
                "Team Code": "" if draw.chance(0.05) else f"T{prefix}{rng.randrange(3)}",
                "Date of Birth": tell_birthday(draw, born, number),
            }
        )
        begins = draw.next_start(begins, end) if draw.chance(0.75) else draw.day(-900, 10)
    write_flags(feeds, draw, system, person)
    write_supervisions(feeds, draw, system, person, prefix, workers)


def choose_birthday(draw: Draw) -> date | None:
    """A birthday whose 18th or 21st falls where it can be seen, some on 29 February."""
    if draw.chance(0.12):
        return None
    if draw.chance(0.12):
        born = draw.rng.choice((date(2004, 2, 29), date(2008, 2, 29)))
    else:
        turned = draw.data_date + timedelta(days=draw.rng.randint(-800, 120))
        born = add_months(turned, -12 * draw.rng.choice((18, 18, 21, 21, 15, 23)))
    draw.note(add_months(born, 18 * 12))
    draw.note(add_months(born, 21 * 12))
    return born


def tell_birthday(draw: Draw, born: date | None, number: int) -> str:
    """The date of birth as this row tells it: blank here and there, now and then another."""
    if born is None or draw.chance(0.1):
        return ""
    if number and draw.chance(0.06):
        return text_of(born + timedelta(days=400))
    return text_of(born)


def write_flags(feeds: Feeds, draw: Draw, system: str, person: str) -> None:
    """None to four flags, overlapping, touching, beside the involvements or yet to come."""
    begins = draw.day(-800, 10)
    for _ in range(draw.rng.choice((0, 0, 1, 1, 2, 3, 4))):
        end = draw.end(begins, 150)
        feeds[f"{system}_risk_flags"].append(
            {
                "Person ID": person,
                "Flag": draw.rng.choice(FLAGS),
                "From": text_of(draw.note(begins)),
                "To": text_of(draw.note(end)),
            }
        )
        begins = draw.next_start(begins, end) if draw.chance(0.5) else draw.day(-800, 10)


def write_supervisions(
    feeds: Feeds, draw: Draw, system: str, person: str, prefix: str, workers: list[str]
) -> None:
    """Case supervisions at a changing pace, with drafts, doubles and days that matter."""
    rng = draw.rng
    if draw.chance(0.12):
        return
    first = draw.evidence_from + timedelta(days=30)
    day = first + timedelta(days=rng.randint(0, 300))
    pace = rng.choice((15, 30, 50))
    days = []
    while day < draw.data_date + timedelta(days=20):
        days.append(day)
        day += timedelta(days=rng.randint(1, 2 * pace))
        if draw.chance(0.1):
            day += timedelta(days=rng.randint(60, 250))
    days += [draw.day(-700, 5, pull=1.0) for _ in range(rng.randint(0, 5))]
    for number, on in enumerate(days):
        if on < first:
            continue
        for again in range(2 if draw.chance(0.04) else 1):
            feeds[f"{system}_case_supervisions"].append(
                {
                    "Record ID": f"R{prefix}-{number}-{again}",
                    "Person ID": person,
                    "Supervision Date": text_of(on),
                    "Recorded Date": text_of(choose_recorded(draw, on)),
                    "Supervisor": rng.choice(("", *workers[:3])),
                    "Worker": rng.choice(("", f"{prefix}X6", *workers)),
                    "Record Status": rng.choice(("Completed",) * 7 + ("Draft",)),
                }
            )


def choose_recorded(draw: Draw, on: date) -> date | None:
    """When it was put on the file: about two working days, before it was held, late, never."""
    if draw.chance(0.1):
        return None
    if draw.chance(0.1):
        return draw.day(-700, 5, pull=1.0)
    return on + timedelta(days=draw.rng.choice((-1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)))
