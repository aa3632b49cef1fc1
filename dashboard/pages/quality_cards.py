"""Data quality: four counts at the top, each with the way to its list."""

from typing import Any

from dashboard.components.cards import Card, draw_cards
from dashboard.datasets.quality import problems_counted
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link
from dashboard.visit import Visit

Rows = list[dict[str, Any]]


def show(visit: Visit, feeds: Rows) -> None:
    """Rows held back, wrong in reading, does not add up, out of date."""
    supplied = [row for row in feeds if row["is_supplied"]]
    received = sum(row["rows_received"] for row in supplied)
    held = sum(row["rows_quarantined"] for row in supplied)
    # A file that no feed knows is a problem too, and has none.
    told = problems_counted(visit.run, visit.scope).to_dicts()
    problems = sum(row["problem_count"] for row in told)
    findings = sum(row["check_count"] for row in feeds)
    stale = [row for row in supplied if row["is_stale"]]

    def see(number: int, name: str) -> str:
        address = visit.links.to("quality", list=name)
        return link(f"See the {number:,}", address) if number else ""

    draw_cards(
        [
            Card(
                "Rows held back",
                f"{held:,}",
                (f"of **{received:,}** received", see(held, "held_back")),
            ),
            Card(
                "Wrong in reading",
                f"{problems:,}",
                ("files, rows and cells", see(problems, "problems")),
            ),
            Card(
                "Does not add up",
                f"{findings:,}",
                ("in the rows that stand", see(findings, "checks")),
            ),
            Card(
                "Out of date",
                f"{len(stale):,}",
                (
                    f"of **{len(supplied):,}** {noun(len(supplied), 'feed')}",
                    link("See all feeds", "#feeds"),
                ),
            ),
        ]
    )
