"""`python -m ingestion map FILE`: argument parsing and exit codes, nothing else."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from ingestion.problems import SHEET_MISSING
from ingestion.proposing.proposal import (
    NoMappingNeededError,
    NothingProposedError,
    Proposal,
    propose,
)
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.workbooks import is_workbook

USAGE, CANNOT = 2, 3


def _stop(words: str, code: int) -> typer.Exit:
    Console(stderr=True, soft_wrap=True).print(Text(words, style="bold red"))
    return typer.Exit(code)


def report_beside(out: Path, feed: str) -> Path:
    """Where the report goes: beside the mapping."""
    return out.with_name(f"{out.stem}-how-we-read-{feed}.csv")


def _refusal(file: Path, error: FileRefusedError) -> str:
    """Why a file cannot be read, and what to do."""
    if error.kind is SHEET_MISSING:
        sheets = error.details["found"]
        return f"{file.name} has no sheet {error.details['sheet']}. Its sheets are: {sheets}."
    words = error.kind.sentence.format(heading="", **error.details)
    fix = error.kind.fix.format(heading="", **error.details)
    return f"{file.name} cannot be read. {words}\n{fix}"


def map_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An unknown export.")],
    feed: Annotated[str | None, typer.Option(help="The feed it is, where that is known.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Write the mapping here, and the report beside it."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help="The sheet, where another is wanted than the one found.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="A data folder whose staff list to compare ids with."),
    ] = None,
) -> None:
    """Propose a mapping for an unknown export, for a person to edit."""
    if out is not None and out.exists():
        raise _stop(f"{out} is there already, and is not written over. Name another file.", USAGE)
    if sheet and not is_workbook(file):
        raise _stop(f"{file.name} is no workbook and has no sheets. Leave out --sheet.", USAGE)
    try:
        proposal = propose(file, feed, sheet=sheet, data=data)
        if out is not None:
            out.write_text(proposal.mapping, encoding="utf-8")
            report = report_beside(out, proposal.feed)
            # The mark lets spreadsheet programs know that it is UTF-8.
            report.write_text(proposal.report, encoding="utf-8-sig")
    except FileRefusedError as error:
        raise _stop(_refusal(file, error), CANNOT) from error
    except NoMappingNeededError as error:
        if out is not None:
            raise _stop(f"{error} {out} was not written.", CANNOT) from error
        Console(stderr=True, soft_wrap=True).print(Text(str(error)))
    except NothingProposedError as error:
        raise _stop(str(error), CANNOT) from error
    except ValueError as error:
        raise _stop(str(error), USAGE) from error
    except OSError as error:
        words = f"{error.filename or file} could not be opened: {error.strerror}."
        raise _stop(words, CANNOT) from error
    else:
        _tell(proposal, out)


def _tell(proposal: Proposal, out: Path | None) -> None:
    told = Console(stderr=out is None, soft_wrap=True)
    for line in proposal.words:
        told.print(Text(line))
    if out is None:
        typer.echo(proposal.mapping, nl=False)
        return
    told.print(Text(f"Mapping: {out}. How the file is read: {report_beside(out, proposal.feed)}."))
    told.print(Text("Go through both before you use the mapping."))
