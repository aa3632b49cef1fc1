"""Frame + schema -> good rows + problems: what must be readable is, and everything that is not is
told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ingestion import problems
from ingestion.cells import LONG_TEXT, is_garbled
from ingestion.feeds import ContractField, Feed
from ingestion.not_data import set_aside
from ingestion.privacy import say_typed
from ingestion.problems import CATALOGUE, ProblemKind
from ingestion.reading.spelling import OUTER
from ingestion.reasons import why
from ingestion.said_of_people import leave_out


@dataclass(frozen=True)
class Checked:
    """What a block of rows came to: typed rows with _source_row, the number held back, and the
    problems. `held` are the rows held back as text that may be repeated, what is private as read.
    """

    rows: pl.DataFrame
    quarantined: int
    problems: pl.DataFrame
    held: pl.DataFrame


def tidy(frame: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """Strip outer spaces, even invisible ones; make blank cells null; within words let a space be
    one plain space, and take out marks nobody sees, such as those that turn text around.
    """

    def tidied(field: ContractField) -> pl.Expr:
        cell = pl.col(field.name).str.strip_chars(OUTER)
        if field.kind in ("code", "text"):
            odd = r"[[:cntrl:]\u00a0]|\p{Cf}|  "
            plain = cell.str.replace_all(r"\p{Cf}+", "")
            plain = plain.str.replace_all(r"[[:cntrl:]\u00a0 ]+", " ").str.strip_chars(OUTER)
            cell = pl.when(cell.str.contains(odd)).then(plain).otherwise(cell)
        return pl.when(cell != "").then(cell).alias(field.name)

    return frame.with_columns(tidied(field) for field in feed.fields)


def _failures(frame: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """Ask pandera: column, code of the problem and index of the row, for every failure at once."""
    from pandera.config import ValidationDepth, config_context  # noqa: PLC0415
    from pandera.errors import SchemaErrors  # noqa: PLC0415

    try:
        # An environment variable can turn pandera's checks off; here they are always on.
        with config_context(
            validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA
        ):
            feed.schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        failures: pl.DataFrame = errors.failure_cases
        return failures.select("column", "check", "index").sort("column", "index")
    return pl.DataFrame(schema={"column": pl.String, "check": pl.String, "index": pl.Int32})


def _is_needed(frame: pl.DataFrame, field: ContractField) -> pl.Series:
    """For each row, whether it falls without this field."""
    if field.condition:
        return frame.select(field.condition.holds()).to_series()
    return pl.repeat(field.required, frame.height, eager=True)


def _told(
    cells: pl.DataFrame, kind: ProblemKind, field: ContractField, feed: Feed, file_name: str
) -> list[pl.DataFrame]:
    """Report cells that failed: a row held back where the field is needed, a cell emptied
    elsewhere.
    """
    typed = say_typed(cells["typed_text"], field)
    if field.is_private:
        typed = pl.Series("typed_text", [None], dtype=pl.String).new_from_index(0, cells.height)
    return [
        problems.report(
            kind,
            feed=feed.name,
            file_name=file_name,
            heading=field.heading,
            rows=some,
            outcome="row quarantined" if is_needed else "cell emptied",
            limits=field.limits,
            condition=field.condition.words if field.condition else "",
        )
        for (is_needed,), some in cells.with_columns(typed.alias("typed_text")).group_by(
            "is_needed", maintain_order=True
        )
    ]


def _tell_field(
    frame: pl.DataFrame, failures: pl.DataFrame, field: ContractField, feed: Feed, file_name: str
) -> tuple[list[pl.DataFrame], pl.Series]:
    """Report the cells of one field that failed, by why each did; with the rows they hold back."""
    needed = _is_needed(frame, field).gather(failures["index"])
    typed = frame[field.name].gather(failures["index"])
    reasons = why(typed, needed, field.kind, field.unreadable)
    cells = pl.DataFrame(
        {
            "source_row": frame["_source_row"].gather(failures["index"]),
            "typed_text": typed,
            "is_needed": needed,
            "code": failures["check"].zip_with(failures["check"] != field.unreadable.code, reasons),
        }
    )
    told = []
    for (code,), some in cells.group_by("code", maintain_order=True):
        told += _told(some.drop("code"), CATALOGUE[str(code)], field, feed, file_name)
    return told, cells.filter("is_needed")["source_row"]


def _warn(  # noqa: PLR0917
    kind: ProblemKind,
    frame: pl.DataFrame,
    is_so: pl.Series,
    field: ContractField,
    feed: Feed,
    file_name: str,
) -> list[pl.DataFrame]:
    """Warn of the rows of which something is so; nothing is told of none."""
    rows = frame.filter(is_so.fill_null(False)).select(source_row="_source_row")
    if rows.is_empty():
        return []
    heading = field.heading
    return [problems.report(kind, feed=feed.name, file_name=file_name, heading=heading, rows=rows)]


def _tell_long(frame: pl.DataFrame, feed: Feed, file_name: str) -> list[pl.DataFrame]:
    """Warn of codes that were too long to be codes, and of which nothing was kept."""
    told = []
    for field in feed.fields:
        if field.kind == "code" and not field.is_private:
            read = frame[field.read_name]
            is_long = (read == LONG_TEXT) & (frame[field.name] != LONG_TEXT)
            told += _warn(problems.CODE_TOO_LONG, frame, is_long, field, feed, file_name)
    return told


def _tell_garbled(frame: pl.DataFrame, feed: Feed, file_name: str) -> list[pl.DataFrame]:
    """Warn of names and codes whose letters were garbled before they came here."""
    told = []
    for field in feed.fields:
        if field.kind in ("code", "text"):
            garbled = is_garbled(frame[field.name])
            told += _warn(problems.LETTERS_GARBLED, frame, garbled, field, feed, file_name)
    return told


def _repeatable(frame: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """Rows as text without what must not be repeated: an unreadable cell that may be a story is
    left out.
    """
    cells = []
    for field in feed.fields:
        typed, read = frame[field.name], frame[field.read_name]
        if field.is_private:
            cells.append(read.alias(field.name))
            continue
        is_shown = read.is_not_null() | (say_typed(typed, field) == typed).fill_null(False)
        typed = typed.set(~is_shown, None)
        if field.kind == "code":
            typed = read.zip_with(read.is_not_null(), typed)
        if field.kind == "date":
            # However the mapping says that dates are written, from here on it is day first.
            days = read.dt.strftime("%d/%m/%Y")
            typed = days.zip_with(days.is_not_null(), typed)
        cells.append(typed.alias(field.name))
    return pl.DataFrame([frame["_source_row"], *cells])


def check(frame: pl.DataFrame, feed: Feed, file_name: str) -> Checked:
    """Check a block of all-text rows against the feed's contract and give the rows that stand their
    types.
    """
    frame, told, aside = set_aside(tidy(frame, feed), feed, file_name)
    unsaid = leave_out(frame, feed, file_name)
    frame, told = unsaid.rows, [*told, *unsaid.problems]
    frame = frame.with_columns(field.read(frame[field.name]) for field in feed.fields)
    failures = _failures(frame, feed)
    held_back = set[int]()
    for field in feed.fields:
        of_field = failures.filter(pl.col("column") == field.name)
        if of_field.height:
            some, rows = _tell_field(frame, of_field, field, feed, file_name)
            told += some
            held_back.update(rows.to_list())
    told += _tell_garbled(frame, feed, file_name) + _tell_long(frame, feed, file_name)
    good = frame.filter(~pl.col("_source_row").is_in(list(held_back))) if held_back else frame
    typed = [pl.col(field.read_name).alias(field.name) for field in feed.fields]
    # Cells of one row of a tracker are rows of their own with one number, and fall together.
    fallen = frame.filter(pl.col("_source_row").is_in(list(held_back)))
    return Checked(
        rows=good.select("_source_row", *typed),
        quarantined=fallen.height + aside,
        problems=problems.gather(told),
        held=_repeatable(fallen, feed),
    )


@dataclass(frozen=True)
class Settled:
    """Rows after equal ones became one and contradictions were answered."""

    rows: pl.DataFrame
    duplicate: int
    quarantined: int
    conflicts: pl.DataFrame
    """The rows that contradict each other, with typed_text holding their key."""


def _is_repeated(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """For each row, whether another has the same values.

    Hashes find the few that may; only those are compared.
    """
    suspects = frame.select(columns).hash_rows().is_duplicated()
    if suspects.any():
        suspects = suspects.scatter(
            suspects.arg_true(), frame.filter(suspects).select(columns).is_duplicated()
        )
    return suspects


def _drop_equal(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Keep the first of equal rows."""
    repeated = _is_repeated(frame, columns)
    if not repeated.any():
        return frame
    numbered = frame.with_row_index("_at")
    firsts = numbered.filter(repeated).unique(columns, keep="first", maintain_order=True)["_at"]
    return numbered.filter(~repeated | pl.col("_at").is_in(firsts.implode())).drop("_at")


def key_in_words(feed: Feed) -> pl.Expr:
    """What tells one row from another, as it is told to people."""
    return pl.concat_str([pl.col(part).cast(pl.String) for part in feed.key], separator=", ")


def settle(frame: pl.DataFrame, feed: Feed) -> Settled:
    """Let equal rows be one (the first stays) and answer rows that share a key and differ.

    In evidence feeds none of those is used; in denominator feeds all are kept, so that nobody drops
    out. A row with a blank part of its key contradicts nobody. Where nothing tells one answer from
    another, as in a survey without respondents, equal rows are different answers and all stand.
    """
    if feed.meta.equal_rows_stand:
        return Settled(frame, 0, 0, frame.clear())
    once = _drop_equal(frame, [column.name for column in feed.columns])
    duplicate = frame.height - once.height
    if not feed.key:
        return Settled(once, duplicate, 0, once.clear())
    has_key = once.select(pl.all_horizontal(pl.col(feed.key).is_not_null())).to_series()
    is_conflict = has_key & _is_repeated(once, feed.key)
    conflicts = once.filter(is_conflict).with_columns(typed_text=key_in_words(feed))
    if feed.meta.role == "denominator":
        return Settled(once, duplicate, 0, conflicts)
    return Settled(once.filter(~is_conflict), duplicate, conflicts.height, conflicts)
