"""The commands about what is kept: accept, rollback, rebuild, history, retention and erase."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.text import Text

from ingestion import acceptance, again, chronicle, erasing, rolling_back
from ingestion.acts import Acts
from ingestion.fixed_days import NotAnEvidenceFeedError
from ingestion.landing import Landing
from ingestion.lock import hold
from ingestion.problems import KeepingError, how_many, in_words
from ingestion.publishing import last_published
from ingestion.refresh import Refresh
from ingestion.retaining import as_of
from ingestion.settings import SettingError, read_settings
from ingestion.steps import Steps
from ingestion.still_there import still_there
from ingestion.terminal import UNEXPECTED, USAGE, fail, failures_told, out

Data = Annotated[
    Path, typer.Option(exists=True, file_okay=False, help="The folder the product keeps.")
]
By = Annotated[str, typer.Option(help="Who decides: a name that will be known in a year.")]
Reason = Annotated[str, typer.Option(help="Why, in a sentence. It is kept and shown.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]


def _say(words: str) -> None:
    """A sentence with what people typed in it is never read as markup."""
    out.print(Text(words))


@contextmanager
def _held(data: Path) -> Iterator[tuple[Refresh, Steps]]:
    """The data folder, held alone, with whatever was cut short before finished."""
    try:
        settings = read_settings()
        job = Refresh(None, data, None, settings)
    except (SettingError, NotAnEvidenceFeedError, KeepingError, ValidationError) as error:
        raise fail(str(error), USAGE) from error
    with (
        failures_told(data, job.keep_trace, "Nothing was done"),
        Steps(out) as steps,
        hold(data.resolve(), settings.lock_seconds),
    ):
        again.settle(job, steps)
        yield job, steps


def accept(
    data: Data,
    load: Annotated[str, typer.Option(help="The load, as the refusal names it.")],
    by: By,
    reason: Reason,
) -> None:
    """Answer for a file that a gate refused: the next refresh publishes it."""
    with _held(data) as (job, _):
        act = acceptance.accept(job.acts, load, by, reason)
    for stop in act.stops:
        _say(f"{stop.code} {stop.file_name}: {stop.sentence}")
    _say(f"Accepted by {act.by}: {act.reason}")
    _say("Run the refresh again to publish it. A later file is weighed anew.")


def rollback(
    data: Data,
    by: By,
    reason: Reason,
    to: Annotated[
        str | None, typer.Option(help="A file that `history` names; else the one before.")
    ] = None,
) -> None:
    """Serve an earlier version until something new comes."""
    with _held(data) as (job, _):
        act = rolling_back.roll_back(job.warehouse, job.acts, to, by, reason)
    day = act.version.data_date if act.version else None
    _say(f"Now shown: {act.file}, data to {in_words(day) if day else 'no day'}.")
    _say("It stays until a new export, another policy or another release comes.")


def rebuild(data: Data) -> None:
    """Build what is published again, from the landing area alone."""
    with _held(data) as (job, steps):
        report = again.publish_again(job, steps)
    version = report.version
    _say(f"Built again: {version.file if version else ''}")


def history(
    data: Data,
    feed: Annotated[str | None, typer.Option(help="Only what concerns this feed.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet, every column.")] = False,
) -> None:
    """Everything that came, what became of it, what was published and what was decided."""
    with failures_told(data, lambda _: data, "Nothing was done"):
        landing, acts = Landing(data / "landing"), Acts(data / "landing")
        served = last_published(data / "warehouse")
        told = chronicle.tell(landing, acts, served.loads if served else (), feed)
    if csv:
        sys.stdout.write(chronicle.as_csv(told))
    else:
        chronicle.print_history(told, out)


def retention(
    data: Data,
    apply: Annotated[bool, typer.Option("--apply", help="Remove it, and publish again.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done, as without --apply.")
    ] = False,
) -> None:
    """Say what has passed its time by SUPERVISION_RETENTION_MONTHS, and with --apply remove it."""
    if apply and dry_run:
        raise fail("--apply removes and --dry-run only says what would go: give one.", USAGE)
    with _held(data) as (job, steps):
        version = job.version
        current = {*version.loads, *version.history} if version else set[str]()
        today = as_of(version.data_date if version else None, job.now.date())
        if apply:
            by = read_settings().user
            told = job.retention.apply(job.landing, job.acts, current, today, by)
            if told and version:
                again.publish_alone(job, steps)
        else:
            told = [each for each, _ in job.retention.due(job.landing, current, today)]
    for removal in told:
        _say(removal.words)
    verb = "Removed" if apply else "Would be removed"
    rows = sum(removal.rows for removal in told)
    _say(
        f"{verb}: {how_many(rows, 'row')} in {how_many(len(told), 'file')}."
        if told
        else "Nothing has passed its time."
    )


def erase(
    *,
    data: Data,
    person: Annotated[str, typer.Option(help="The employee number, or the person's id.")],
    by: By,
    reason: Reason,
    system: Annotated[
        str | None, typer.Option(help="The system of a child's or an adult's id, for example ics.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Remove a person everywhere, and keep them from coming back with a file sent again."""
    with _held(data) as (job, steps):
        by, reason = acceptance.said(by, reason)
        served = last_published(job.warehouse)
        file = job.warehouse / served.file if served else None
        journal = erasing.begin(person, system, (by, reason), job.landing, job.feeds, file)
        found = erasing.find(job.landing, job.feeds, journal)
        held = erasing.find_held(data, job.feeds, journal)
        words = None if dry_run else again.erase(job, journal, steps).words
        left = [] if dry_run else still_there(data, journal.ids, journal.kind)
    of_theirs = ("row of theirs that was", "rows of theirs that were")
    for each in found:
        theirs = how_many(each.rows, "row of theirs", "rows of theirs")
        _say(f"{each.load.file_name}: {theirs}, named in {how_many(each.named, 'other')}")
    for file_held in held:
        _say(f"{file_held.path.name}: {how_many(file_held.rows, *of_theirs)} held back")
    for text in journal.shared:
        _say(f"Left where it stands, because it may mean somebody else: {text}")
    lists = how_many(len(held), "list of rows to correct", "lists of rows to correct")
    besides = f" and {lists}" if held else ""
    would = f"Would be erased from {how_many(len(found), 'file')}{besides}."
    _say(f"{words[0].upper()}{words[1:]}." if words else would)
    _say("The exports in the inbox and the systems they come from are yours to clear.")
    if left:
        raise fail("\n".join(left), UNEXPECTED)


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    for command in (accept, rollback, rebuild, history, retention, erase):
        app.command()(command)
