"""`python -m ingestion …`: argument parsing and exit codes, nothing else.

Exit codes, for schedulers: 0 published or nothing new, 1 unexpected, 2 usage, 3 refused by a gate,
75 another refresh is running.
"""

import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from pydantic import ValidationError
from rich.console import Console

from ingestion.commands_map import map_file
from ingestion.demo import write_council
from ingestion.fixed_days import NotAnEvidenceFeedError
from ingestion.lock import AnotherRefreshError
from ingestion.mapping_file import MappingError
from ingestion.people import FEED
from ingestion.people import ask as ask_who_is_meant
from ingestion.people import write as write_questions
from ingestion.problems import in_words
from ingestion.project import UnknownPolicyError
from ingestion.publishing import last_published
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
from ingestion.summary import print_summary
from ingestion.transforming import TransformFailedError

UNEXPECTED, USAGE, REFUSED, ANOTHER_IS_RUNNING = 1, 2, 3, 75

app = typer.Typer(
    help="Exports in, a published warehouse out.",
    no_args_is_help=True,
    add_completion=False,
    # Rich tracebacks show local variables, and those hold people's data.
    pretty_exceptions_enable=False,
)
# A log has no width of its own: tables are then as wide as they need to be.
out = Console(soft_wrap=True, width=None if sys.stdout.isatty() else 120)
err = Console(stderr=True, soft_wrap=True)


def _fail(words: str, code: int) -> typer.Exit:
    err.print(words, style="bold red", markup=False, highlight=False)
    return typer.Exit(code)


@app.command()
def refresh(
    inbox: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="The folder with the exports.")
    ],
    data: Annotated[Path, typer.Option(file_okay=False, help="The folder the product keeps.")],
    policy: Annotated[
        str | None, typer.Option(help="Show this policy for every directorate.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(dir_okay=False, help="How this council's files are read.")
    ] = None,
) -> None:
    """Take in what is new, and publish a new warehouse if it is sound."""
    try:
        job = Refresh(inbox, data, policy or None, Settings(), mapping=mapping)
    except (UnknownPolicyError, NotAnEvidenceFeedError, MappingError, ValidationError) as error:
        raise _fail(str(error), USAGE) from error
    try:
        with Steps(out) as steps:
            report = job.run(steps)
    except AnotherRefreshError as error:
        words = f"Another refresh is running (process {error.holder}). This one did nothing."
        raise _fail(words, ANOTHER_IS_RUNNING) from error
    except TransformFailedError as error:
        words = f"The ledger could not be worked out, so nothing was published: {error}"
        remedy = "Where a policy file was changed, `make policy` says which row to put right."
        told = f"{words}\n{remedy}\nAll that was said is in {job.failure_log}"
        raise _fail(told, UNEXPECTED) from error
    except (OSError, duckdb.IOException, duckdb.TransactionException) as error:
        # A full disk, a folder that may not be written to.
        remedy = f"Make sure that {data} is a folder that can be written to, with room on its disk."
        raise _fail(f"Nothing was published: {error}\n{remedy}", UNEXPECTED) from error
    except Exception as error:
        # Whatever it was, a scheduler gets one plain line; the trace holds no values of variables.
        kept = job.keep_trace(traceback.format_exc())
        words = f"Nothing was published, because of a fault: {type(error).__name__}."
        raise _fail(f"{words}\nWhere it happened is in {kept}", UNEXPECTED) from error
    print_summary(report, out, data / "to-correct")
    if report.status == "refused":
        raise typer.Exit(REFUSED)


@app.command()
def people(
    data: Annotated[Path, typer.Option(exists=True, file_okay=False, help="The folder kept.")],
    to: Annotated[Path, typer.Option("--out", dir_okay=False, help="The CSV file to write.")],
) -> None:
    """Write who cannot be told from the exports as a CSV, to fill in and put in the inbox."""
    version = last_published(data / "warehouse")
    if version is None:
        raise _fail(f"Nothing has been published in {data} yet: refresh first.", USAGE)
    try:
        asked = ask_who_is_meant(data / "warehouse" / version.file)
        write_questions(asked, to)
    except (OSError, duckdb.Error) as error:
        raise _fail(f"{to} could not be written: {error}", UNEXPECTED) from error
    told = f"{asked.open_count:,} to settle, written to {to}. Fill in Employee Number, save it as "
    out.print(f"{told}{FEED}_YYYYMMDD.csv with today's date, and put it in the inbox.")


@app.command()
def demo(
    inbox: Annotated[Path, typer.Option(file_okay=False, help="The folder to write into.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same council.")] = 1,
    scale: Annotated[float, typer.Option(min=0.01, help="10 is ten times as large.")] = 1.0,
    data_date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day the exports are made on."),
    ] = None,
) -> None:
    """Write the exports of an invented council, to try everything with."""
    day = data_date.date() if data_date else None
    try:
        with Steps(out) as steps:
            steps.begin("Writing the demo council")
            council = write_council(inbox, seed, scale, day, steps.tell)
    except ValueError as error:
        raise _fail(str(error), USAGE) from error
    except OSError as error:
        raise _fail(f"The demo council could not be written: {error}", UNEXPECTED) from error
    for name, rows in council.files:
        out.print(f"{name}  {rows:,} rows", highlight=False)
    for note in council.notes:
        out.print(note, highlight=False, markup=False)
    out.print(f"Written to {inbox}, data to {in_words(council.data_date)}.", highlight=False)


app.command("map")(map_file)


if __name__ == "__main__":
    app()
