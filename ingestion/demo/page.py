"""The written part of docs/demo-council.md that follows from the code, kept in step by a test.

`python -m ingestion.demo.page` writes it anew after a change of the demo.
"""

from __future__ import annotations

import tempfile
from itertools import groupby
from pathlib import Path

from ingestion.demo import DemoSummary, write_council
from ingestion.demo.problems import KINDS, PlantedProblem

PAGE = Path(__file__).resolve().parents[2] / "docs" / "demo-council.md"
BEGINS, ENDS = "<!-- written by the code: begin -->", "<!-- written by the code: end -->"
#: A table cell lists no more ids than this beside its sentence.
SHOWN = 6


def describe_page(summary: DemoSummary) -> str:
    """The files and the planted problems of a council, as Markdown."""
    lines = ["## Files", "", "| file | rows |", "|---|---:|"]
    lines += [f"| `{name}` | {rows:,} |" for name, rows in summary.files]
    lines += ["", f"{summary.notes[0]}", "", "## What is planted", ""]
    for area, problems in groupby(sorted(summary.problems, key=_place), key=lambda one: one.area):
        lines += [f"### {area}", "", "| code | planted | ids | what should show |"]
        lines.append("|---|---|---|---|")
        for problem in problems:
            ids = ", ".join(problem.concerns[:SHOWN])
            more = len(problem.concerns) - SHOWN
            ids += f" and {more} more" if more > 0 else ""
            lines.append(f"| `{problem.code}` | {problem.sentence} | {ids} | {problem.shows} |")
        lines.append("")
    return "\n".join(lines).strip()


def _place(problem: PlantedProblem) -> int:
    """Problems stay in the order of the catalogue."""
    return list(KINDS).index(problem.code)


def read_page() -> str:
    """What the page says now between its marks."""
    return PAGE.read_text("utf-8").split(BEGINS)[1].split(ENDS)[0].strip()


def write_page() -> None:
    """Writes the part between the marks anew, from the council of the default seed and scale."""
    with tempfile.TemporaryDirectory() as folder:
        text = describe_page(write_council(Path(folder)))
    before, _, rest = PAGE.read_text("utf-8").partition(BEGINS)
    after = rest.partition(ENDS)[2]
    PAGE.write_text(f"{before}{BEGINS}\n\n{text}\n\n{ENDS}{after}", "utf-8", newline="\n")


if __name__ == "__main__":
    write_page()
