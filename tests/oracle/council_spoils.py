"""What a made-up inbox goes without: feeds never supplied, files of no rows, columns never filled.

A whole inbox is spoiled at once, because a column counts as unmeasured only where it is blank
throughout.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from .inbox import SYSTEMS

if TYPE_CHECKING:
    from .councils import Feeds

FEEDS = (
    "sharepoint_agreements",
    "sharepoint_training",
    "sharepoint_reviews",
    "sharepoint_overrides",
    "audit_answers",
    "audit_actions",
    "audit_plan",
    "survey_answers",
    "asye_evidence",
    "asye_pauses",
    "asye_reviews",
    "swift_involvements",
    "swift_case_supervisions",
    "childview_risk_flags",
)
COLUMNS = (
    ("sharepoint_sessions", "Record Shared"),
    ("sharepoint_sessions", "Rearranged To"),
    ("sharepoint_sessions", "Planned Date"),
    ("sharepoint_sessions", "Format"),
    ("sharepoint_agreements", "Supervisee Signed"),
    ("sharepoint_agreements", "Supervisor Signed"),
    ("audit_actions", "Completed"),
    ("asye_programmes", "Recommended On"),
    ("asye_programmes", "Panel Date"),
    ("asye_programmes", "Panel Decision"),
    ("asye_programmes", "Ended On"),
    ("asye_programmes", "FTE"),
    ("asye_reviews", "Held Date"),
    ("hr_posts", "Line Manager Employee Number"),
    ("hr_posts", "Post End"),
    ("hr_workers", "Leaving Date"),
    *tuple(
        (f"{system}_case_supervisions", heading)
        for system in SYSTEMS
        for heading in ("Recorded Date", "Worker", "Record Status")
    ),
)


def spoil(feeds: Feeds, rng: random.Random) -> list[str]:
    """Take one to four things away, in place; what was taken, in words."""
    taken = []
    for _ in range(rng.randint(1, 4)):
        chance = rng.random()
        if chance < 0.25 and (feed := rng.choice(FEEDS)) in feeds:
            del feeds[feed]
            taken.append(f"{feed} not supplied")
        elif chance < 0.35 and (feed := rng.choice(FEEDS)) in feeds:
            feeds[feed] = []
            taken.append(f"{feed} without rows")
        elif chance >= 0.35:
            feed, heading = rng.choice(COLUMNS)
            for row in feeds.get(feed, []):
                row[heading] = ""
            taken.append(f"{feed} without {heading}")
    return taken
