"""Everything there is to tell of the files a refresh rests on and of those it could not use, each
cause once.
"""

from collections.abc import Collection, Iterator
from datetime import date

import polars as pl

from ingestion import acceptance, problems
from ingestion.acts import Acts
from ingestion.as_read import list_of, workbook_of
from ingestion.causes import Cause, causes, instead
from ingestion.landing import Landing, Load
from ingestion.reading.annex_a_lists import ANNEX_FEED
from ingestion.report import Received
from ingestion.snapshots import Snapshots

#: Gates that say of the file itself what a warning would say again.
_SAY_THE_DAY = (problems.GATE_APART.code, problems.GATE_AHEAD.code)


def of_files(  # noqa: PLR0917
    now: Snapshots,
    received: Received,
    landing: Landing,
    acts: Acts,
    today: date,
    stops: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """What is told of files; `stops` is what stands in the way and says it already."""
    stops = problems.with_load_id(problems.none()) if stops is None else stops
    stopped = set(stops["load_id"].drop_nulls())
    days_told = set(stops.filter(pl.col("code").is_in(_SAY_THE_DAY))["load_id"].drop_nulls())
    refused = {load.load_id: load for load in received.refused}.values()
    told = [received.problems]
    told += [
        problems.with_load_id(landing.problems(load), load.load_id) for load in _once(now.loads)
    ]
    told += [
        _tell_refused(cause, now) for cause in causes(refused, landing) if not cause.ids & stopped
    ]
    told += [
        problems.with_load_id(each)
        for each in _tell_lists_apart(now, {load.place for load in refused})
    ]
    told.append(problems.with_load_id(now.tell_dates(today, days_told)))
    told.append(acceptance.tell_accepted(now.loads, acts))
    return pl.concat(told)


def _once(loads: Collection[Load]) -> list[Load]:
    return list({load.load_id: load for load in loads}.values())


def _tell_refused(cause: Cause, now: Snapshots) -> pl.DataFrame:
    """Why files could not be used, and which are used instead."""
    words = pl.concat_str(pl.col("sentence"), pl.lit(" " + instead(cause, now.loads)))
    told = cause.told.with_columns(sentence=words, file_name=pl.lit(cause.file_name))
    return problems.with_load_id(told, cause.loads[0].load_id)


def _tell_lists_apart(
    now: Snapshots, refused: Collection[tuple[str, str]]
) -> Iterator[pl.DataFrame]:
    """Warn of lists of Annex A that are older than the others. Where the newer workbook is in the
    inbox and lacks them, that is told already, list by list.
    """
    workbooks: dict[str, list[Load]] = {}
    for load in now.of(ANNEX_FEED):
        number = list_of(load)
        if number is not None:
            workbooks.setdefault(load.part.removesuffix(f"_list_{number}"), []).append(load)
    for loads in workbooks.values():
        newest = max(load.extracted_on for load in loads)
        older = [load for load in loads if load.extracted_on < newest]
        if any(load.place not in refused for load in older):
            yield problems.report(
                problems.LISTS_OF_OTHER_DAYS, feed=ANNEX_FEED, days=_say_days(loads)
            )


def _say_days(loads: list[Load]) -> str:
    """Which lists are of which day, the newest first."""
    found: dict[tuple[date, str], list[str]] = {}
    for load in sorted(loads, key=lambda each: each.extracted_on, reverse=True):
        of = (load.extracted_on, workbook_of(load))
        found.setdefault(of, []).append(str(list_of(load)))
    told = [
        (f"list{'s' if len(numbers) > 1 else ''} {_and(numbers)}", problems.in_words(day), name)
        for (day, name), numbers in found.items()
    ]
    return "; ".join(f"{lists} of {day} ({name})" for lists, day, name in told)


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
