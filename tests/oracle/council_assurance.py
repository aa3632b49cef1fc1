"""The audits of a made-up council and what came of them, with a round's plan and a survey."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .council_sessions import clash
from .days import text_of

if TYPE_CHECKING:
    from .councils import Draw, Feeds

AUDITS_FROM = 600
STANDARDS = ("Frequency", "Quality", "Recording")


def write_assurance(feeds: Feeds, draw: Draw, prefix: str, workers: list[str]) -> None:
    """Audits of several standards, their actions, actions of no known audit, a plan, a survey."""
    audits: list[tuple[str, date | None]] = [(f"A{prefix}-unknown", None)]
    for number in range(draw.rng.randint(4, 8)):
        draw.forget()
        audit = f"A{prefix}-{number}"
        audits.append((audit, write_audit(feeds, draw, audit, workers)))
    for audit, audited in audits:
        for number in range(draw.rng.choice((0, 1, 1, 2, 3))):
            write_action(feeds, draw, audit, number, audited, (*workers, f"{prefix}X7"))
    clash(feeds["audit_answers"], draw, "Audit Date")
    clash(feeds["audit_actions"], draw, "Due")
    round_id, due = "R1", draw.data_date + timedelta(days=30)
    for supervisor in workers[:3]:
        feeds["audit_plan"].append(
            {"Audit Round": round_id, "Supervisor": supervisor, "Due": text_of(due)}
        )
    for question in ("My supervision is regular", "My supervision is useful"):
        for _ in range(6):
            feeds["survey_answers"].append(
                {
                    "Survey Year": str(draw.data_date.year),
                    "Service": "Service 1",
                    "Respondent Group": "Supervisees",
                    "Question": question,
                    "Score": str(draw.rng.randint(1, 5)),
                    "Invited": "40",
                }
            )


def write_audit(feeds: Feeds, draw: Draw, audit: str, workers: list[str]) -> date:
    """One audit, some of its standards dated a day later than others."""
    rng = draw.rng
    on = draw.day(-AUDITS_FROM, 15, pull=0.3)
    auditor, supervisor, supervisee = (rng.choice(workers) for _ in range(3))
    for standard in rng.sample(STANDARDS, rng.randint(1, 3)):
        later = timedelta(days=rng.choice((0, 0, 0, 0, 1, 9)))
        feeds["audit_answers"].append(
            {
                "Audit ID": audit,
                "Audit Round": "R1",
                "Audit Date": text_of(on + later),
                "Auditor": auditor,
                "Supervisor": supervisor,
                "Supervisee": supervisee,
                "Standard": standard,
                "Answer": rng.choice(("Yes", "Partly", "No", "Not applicable")),
                "Grade": rng.choice(("Outstanding", "Good", "Requires improvement", "Inadequate")),
                "Is Moderation": "No",
            }
        )
    return on


def write_action(
    feeds: Feeds,
    draw: Draw,
    audit: str,
    number: int,
    audited: date | None,
    owners: tuple[str, ...],
) -> None:
    """One action: due or done before the audit, after the data date, never, or about in time."""
    rng = draw.rng
    begins = audited or draw.day(-AUDITS_FROM, 20, pull=0.5)
    due = begins + timedelta(days=rng.choice((-30, -1, 0, 1, 28, 60, 400)))
    done: date | None = due + timedelta(days=rng.choice((-40, -1, 0, 1, 40)))
    if draw.chance(0.2):
        done = begins + timedelta(days=rng.choice((-10, -1, 0, 1)))
    if draw.chance(0.3):
        done = rng.choice((None, None, draw.data_date, draw.data_date + timedelta(days=1)))
    feeds["audit_actions"].append(
        {
            "Action ID": f"{audit}-{number}",
            "Audit ID": audit,
            "Owner": rng.choice(owners),
            "Due": text_of(due),
            "Completed": text_of(done),
        }
    )
