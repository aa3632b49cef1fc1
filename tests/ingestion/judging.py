"""What was made of a file, held against the file itself: nothing lost, nothing taken that the contract
does not allow, nothing changed on its way without a word.
"""

from collections.abc import Callable

import polars as pl

from ingestion.cells import LONG_TEXT
from ingestion.feeds import ContractField, Feed
from ingestion.landing import Landing, Load
from ingestion.unsaid import NOT_SHOWN

from .strict import UNREADABLE, Strict, stored, value_of

Meaning = Callable[[str, ContractField], object]


def judge(
    load: Load,
    landing: Landing,
    feed: Feed,
    read: Callable[[], Strict | None],
    meaning: Meaning = value_of,
    is_guessed: bool = False,
) -> str | None:
    """Say what is wrong with a load. `read` gives the file as something else reads it, and nothing
    where that cannot; where what it says `is_guessed`, only that no row is lost is asked.
    """
    told = landing.problems(load)
    if told.select(pl.col("sentence", "fix").str.contains(r"[{}]").any()).row(0) != (False, False):
        return "a sentence has a brace in it"
    if load.outcome == "refused":
        return None if (told["outcome"] == "file refused").any() else "refused without a word"
    if load.received != load.accepted + load.quarantined + load.duplicate:
        return f"the rows do not add up: {load}"
    rows = landing.rows(load)
    if rows.height != load.accepted:
        return f"{load.accepted} rows are said to be accepted and {rows.height} are there"
    strict = read()
    if strict is None:
        return None
    if is_guessed:
        lost = len(strict.rows) - load.received
        return f"{lost} rows of {len(strict.rows)} are not there" if lost > 0 else None
    return _breach(strict, feed, rows, told, load, meaning)


def _breach(
    strict: Strict, feed: Feed, rows: pl.DataFrame, told: pl.DataFrame, load: Load, meaning: Meaning
) -> str | None:
    if len(strict.rows) != load.received:
        return f"{len(strict.rows)} rows are in the file and {load.received} were received"
    reported = {(row, heading) for row, heading in told.select("source_row", "heading").rows()}
    held = set(told.filter(pl.col("outcome") == "row quarantined")["source_row"].to_list())
    landed = set(rows["_source_row"].to_list())
    if (lost := set(strict.rows) - landed - held) and len(lost) != load.duplicate:
        return f"rows {sorted(lost)[:5]} went without a word, and {load.duplicate} copies"
    for row in rows.rows(named=True):
        cells = strict.rows.get(row["_source_row"])
        if cells is None or len(cells) != strict.width:
            return f"row {row['_source_row']} is not one of the file that fits its headings"
        if wrong := _breach_in(row, cells, strict, feed, reported, meaning):
            return wrong
    return None


def _breach_in(
    row: dict[str, object],
    cells: list[str],
    strict: Strict,
    feed: Feed,
    reported: set[tuple[object, object]],
    meaning: Meaning,
) -> str | None:
    fields = {field.name: field for field in feed.fields}
    for column in feed.columns:
        field = fields[column.field]
        at = strict.positions.get(field.name)
        typed = cells[at] if at is not None else None
        meant = meaning(typed, field) if typed is not None else strict.given.get(field.name)
        kept = row[column.name]
        is_told = (row["_source_row"], field.heading) in reported
        if field.required and kept is None and not (column.privacy and is_told):
            return f"row {row['_source_row']} stands without its {field.heading}"
        if is_told and kept == stored(None, column):
            continue
        if is_told and field.kind == "code" and (kept == LONG_TEXT or NOT_SHOWN.match(str(kept))):
            continue
        if meant is UNREADABLE or kept != stored(meant, column):
            return f"row {row['_source_row']}, {field.heading}: {typed!r:.200} became {kept!r}"
        if isinstance(meant, int | float) and not isinstance(meant, bool):
            low, high = field.at_least, field.at_most
            if (low is not None and meant < low) or (high is not None and meant > high):
                return f"row {row['_source_row']}: {meant} is beyond the limits of {field.heading}"
    return None
