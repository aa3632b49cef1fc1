"""`python -m ingestion …`: argument parsing and exit codes, nothing else.

Exit codes, for schedulers: 0 done, published or nothing new, 1 unexpected, 2 usage, 3 refused by a
gate, 75 another refresh is running.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from pydantic import ValidationError

from ingestion import commands_keeping
from ingestion.commands_map import map_file
from ingestion.demo import write_council
from ingestion.fixed_days import NotAnEvidenceFeedError
from ingestion.mapping_file import MappingError
from ingestion.people import FEED
from ingestion.people import ask as ask_who_is_meant
from ingestion.people import write as write_questions
from ingestion.problems import KeepingError, in_words
from ingestion.project import UnknownPolicyError
from ingestion.publishing import last_published
from ingestion.refresh import Refresh
from ingestion.settings import SettingError, read_settings
from ingestion.steps import Steps
from ingestion.summary import print_summary
from ingestion.terminal import REFUSED, UNEXPECTED, USAGE, app, fail, failures_told, out


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
    if inbox.resolve() == data.resolve():
        words = f"{inbox} is given as the inbox and as the data folder. Give each a folder."
        raise fail(words, USAGE)
    try:
        job = Refresh(inbox, data, policy or None, read_settings(), mapping=mapping)
    except (
        *(SettingError, UnknownPolicyError, NotAnEvidenceFeedError, MappingError, KeepingError),
        ValidationError,
    ) as error:
        raise fail(str(error), USAGE) from error
    with failures_told(data, job.keep_trace), Steps(out) as steps:
        report = job.run(steps)
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
        raise fail(f"Nothing has been published in {data} yet: refresh first.", USAGE)
    try:
        asked = ask_who_is_meant(data / "warehouse" / version.file)
        write_questions(asked, to)
    except (OSError, duckdb.Error) as error:
        raise fail(f"{to} could not be written: {error}", UNEXPECTED) from error
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
        raise fail(str(error), USAGE) from error
    except OSError as error:
        raise fail(f"The demo council could not be written: {error}", UNEXPECTED) from error
    for name, rows in council.files:
        out.print(f"{name}  {rows:,} rows", highlight=False)
    for note in council.notes:
        out.print(note, highlight=False, markup=False)
    out.print(f"Written to {inbox}, data to {in_words(council.data_date)}.", highlight=False)


app.command("map")(map_file)
commands_keeping.register(app)


if __name__ == "__main__":
    app()
