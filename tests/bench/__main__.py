"""`python -m tests.bench`: the figures of the README's benchmark table, measured here and now.

Wall seconds of the commands a council runs, and of the ledger at two million obligations; what a page costs and how
long many readers wait, at the demo's size and at ten times it. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import ingest, pages
from tests.bench.ledger import measure

ROOT = Path(__file__).resolve().parents[2]


def _time(*arguments: str) -> float:
    began = time.perf_counter()
    finished = subprocess.run(
        [sys.executable, "-m", "ingestion", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise SystemExit(finished.stdout + finished.stderr)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    table = Table("What", "Figure", title="Supervision Monitor, on this machine")
    console = Console()
    with tempfile.TemporaryDirectory() as name, console.status("Measuring") as status:
        folder = Path(name)
        for scale in ("1", "10"):
            inbox, data = str(folder / f"inbox{scale}"), str(folder / f"data{scale}")
            status.update(f"The demo council at scale {scale}")
            refresh = ("refresh", "--inbox", inbox, "--data", data)
            table.add_row(
                f"Write the demo council, scale {scale}",
                f"{_time('demo', '--inbox', inbox, '--scale', scale):.0f} s",
            )
            table.add_row(f"Refresh it, scale {scale}", f"{_time(*refresh):.0f} s")
            table.add_row(
                f"Refresh it again, nothing new, scale {scale}", f"{_time(*refresh):.1f} s"
            )
        status.update("Five million session rows, validated and as text")
        ways = ingest.measure(5_000_000, folder)
        for way, words in (("validated", "Check and land"), ("text", "DuckDB reads as text")):
            told = ways[way]
            table.add_row(
                f"{words} {told['rows']:,.0f} session rows",
                f"{told['seconds']:.0f} s, {told['cpu']:.0f} CPU seconds, "
                f"{told['peak_gb']:.1f} GB at the peak",
            )
        status.update("The ledger at two million obligations")
        build = folder / "ledger"
        build.mkdir()
        figures = measure(85_000, 11_000, build, "+fct_obligations")
        table.add_row(
            f"The ledger, {figures['obligations']:,} obligations",
            f"{figures['seconds']} s, {figures['peak_gb']} GB at the peak",
        )
        console.print(table)
        for scale in ("1", "10"):
            status.update(f"Pages and readers at scale {scale}")
            pages.measure(
                folder / f"data{scale}", console, beside=scale == "1", title=f"scale {scale}"
            )


if __name__ == "__main__":
    main()
