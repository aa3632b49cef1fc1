"""The list of identifiers that tell nobody: a CSV for an officer to fill in and drop back.

Its headings are those of the feed `people_ids`. What the council settled before stands in it too,
so that the file, dropped into the inbox, takes the place of the last one and loses nothing. What
an identifier may mean, and what hangs on it, was decided in SQL and is only copied out here.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import polars.selectors as cs

from ingestion import durable

FEED = "people_ids"
_QUESTIONS = """
    select
        identifier as "Identifier",
        upper(system) as "System",
        employee_number as "Employee Number",
        settled_by as "Settled By",
        strftime(settled_on, '%d/%m/%Y') as "Settled On",
        null as "Where",
        null as "Why",
        rows_count as "Rows",
        case when not stands then 'It cannot stand: settle it again' end as "Effect",
        worker_id || ' ' || worker_name as "Nearest People",
        1 as part,
        0 as weight
    from marts.fct_settled_identifiers

    union all

    select
        written_text,
        upper(system_code),
        null,
        null,
        null,
        string_agg(distinct feeds.title || ': ' || questions.heading, '; '),
        arg_max(questions.reason, (questions.rows_count, questions.feed, questions.column_name)),
        sum(questions.rows_count),
        string_agg(distinct effect, '; '),
        arg_max(nearest_people, (candidates_count, questions.feed, questions.column_name)),
        2,
        sum(people_overdue_count * 1000000 + cases_count * 1000 + people_count * 1000 + rows_count)
    from marts.fct_unresolved_references as questions
    inner join marts.dim_feeds as feeds
        on feeds.feed = questions.feed
    group by written_text, system_code

    order by part desc, weight desc, 1, 2
"""


@dataclass(frozen=True)
class Questions:
    """The open questions and the answers given before, as rows of the file."""

    rows: pl.DataFrame
    open_count: int
    rows_concerned: int


def ask(warehouse: Path) -> Questions:
    """Read the questions from a published warehouse file, those that most hangs on first.

    Raises duckdb.Error.
    """
    with duckdb.connect(warehouse, read_only=True) as connection:
        told = connection.execute(_QUESTIONS).pl()
    unsettled = told.filter(pl.col("part") == 2)
    concerned = int(unsettled["Rows"].sum() or 0)
    return Questions(_harmless(told.drop("part", "weight")), unsettled.height, concerned)


def _harmless(rows: pl.DataFrame) -> pl.DataFrame:
    """Let no cell be read as a formula by a spreadsheet."""
    text = cs.string().as_expr()
    risky = text.str.contains(r"^[=+\-@\t\r]")
    return rows.with_columns(pl.when(risky).then(pl.lit("'") + text).otherwise(text).name.keep())


def write(questions: Questions, path: Path) -> None:
    """Write them as CSV, with the mark a spreadsheet knows its encoding by. Raises OSError."""
    durable.put(path, lambda unfinished: questions.rows.write_csv(unfinished, include_bom=True))


def keep(warehouse: Path, folder: Path, today: date) -> tuple[Questions, Path]:
    """Write the file into its folder in place of the last one; none where there is nothing in it.

    One file alone lies there, so that nobody fills in one that lacks what was settled since. Raises
    duckdb.Error or OSError.
    """
    questions = ask(warehouse)
    path = folder / f"{FEED}_{today:%Y%m%d}.csv"
    if questions.rows.height:
        write(questions, path)
    for other in folder.glob(f"{FEED}_*.csv"):
        if other != path or not questions.rows.height:
            other.unlink()
    return questions, path
