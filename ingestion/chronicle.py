"""Everything that ever happened to the data of a council, in one list: what came, what became of
it, what was published, and what was decided by whom.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingestion.acts import Act, Acts
from ingestion.landing import Landing, Load

Row = dict[str, object]
COLUMNS: dict[str, pl.DataType] = {
    "at": pl.Datetime("us"),
    "entry": pl.String(),
    "by": pl.String(),
    "feed": pl.String(),
    "part": pl.String(),
    "file_name": pl.String(),
    "extracted_on": pl.Date(),
    "sha256": pl.String(),
    "load_id": pl.String(),
    "rows_received": pl.Int64(),
    "rows_accepted": pl.Int64(),
    "rows_quarantined": pl.Int64(),
    "rows_duplicate": pl.Int64(),
    "rows_erased": pl.Int64(),
    "rows_expired": pl.Int64(),
    "outcome": pl.String(),
    "is_current": pl.Boolean(),
    "superseded_by": pl.String(),
    "accepted_by": pl.String(),
    "accepted_reason": pl.String(),
    "published_file": pl.String(),
    "published_loads": pl.String(),
    "reason": pl.String(),
    "words": pl.String(),
}
_FIGURES = {
    "received": "Rows",
    "accepted": "Used",
    "quarantined": "Held back",
    "duplicate": "Copies",
    "erased": "Erased",
    "expired": "Past time",
}
#: What a spreadsheet would take for a formula.
_FORMULA = r"^[=+\-@\t\r]"


def superseded_by(loads: Iterable[Load]) -> dict[str, str]:
    """For each load that another took the place of, the file that did."""
    ranked = sorted(loads, key=lambda load: (load.place, load.rank))
    good = [load for load in ranked if load.outcome != "refused"]
    return {
        one.load_id: following.file_name
        for one, following in pairwise(good)
        if one.place == following.place
    }


def acceptance_of(load: Load, acts: Acts) -> Row:
    """Who accepted a load that a gate had refused, when and why."""
    act = acts.accepted_of(load.feed, load.part, load.sha256)
    return {
        "accepted_by": act.by if act else None,
        "accepted_at": act.at if act else None,
        "accepted_reason": act.reason if act else None,
    }


def _words_of(act: Act) -> str:
    """What an act did, in a sentence."""
    stops = "; ".join(
        f"{stop.code} {stop.file_name or stop.feed}: {stop.sentence}" for stop in act.stops
    )
    again = "published again from the landing area" if act.is_rebuilt else "published"
    told = {
        "published": f"{len(act.version.loads) if act.version else 0} files {again}",
        "rolled back": f"went back to {act.file}",
    }
    return act.words or stops or told.get(act.kind, act.kind)


def act_rows(acts: Acts) -> list[Row]:
    """The acts as the load tables hold them."""
    return [
        {
            "act_number": act.sequence,
            "kind": act.kind,
            "acted_at": act.at,
            "acted_by": act.by,
            "reason": act.reason or None,
            "words": _words_of(act),
            "load_id": act.load_id,
            "file_name": act.file,
        }
        for act in acts.all
    ]


def _load_row(load: Load, current: set[str], replaced: dict[str, str], acts: Acts) -> Row:
    accepted = acceptance_of(load, acts)
    return {
        "at": load.landed_at,
        "entry": "load",
        "by": load.landed_by,
        **{f"rows_{name}": getattr(load, name) for name in _FIGURES},
        **load.model_dump(
            include={"feed", "part", "file_name", "extracted_on", "sha256", "load_id", "outcome"}
        ),
        "is_current": load.load_id in current,
        "superseded_by": replaced.get(load.load_id),
        "accepted_by": accepted["accepted_by"],
        "accepted_reason": accepted["accepted_reason"],
        "words": f"refused for {load.refused_for}" if load.refused_for else None,
    }


def _act_row(act: Act, landing: Landing) -> Row:
    load = landing.loads.get(act.load_id or "")
    return {
        "at": act.at,
        "entry": act.kind,
        "by": act.by,
        "feed": load.feed if load else None,
        "load_id": act.load_id,
        "published_file": act.file,
        "published_loads": " ".join(act.version.loads) if act.version else None,
        "reason": act.reason or None,
        "words": _words_of(act),
    }


def tell(landing: Landing, acts: Acts, current: Iterable[str], feed: str | None) -> pl.DataFrame:
    """Everything in order of time; with a feed, what concerns that feed alone."""
    there, replaced = set(current), superseded_by(landing.loads.values())
    rows = [_load_row(load, there, replaced, acts) for load in landing.loads.values()]
    rows += [_act_row(act, landing) for act in acts.all]
    told = pl.DataFrame(rows, schema=COLUMNS, orient="row").sort(
        "at", "entry", "load_id", maintain_order=True, nulls_last=True
    )
    return told if feed is None else told.filter(pl.col("feed") == feed)


def as_csv(told: pl.DataFrame) -> str:
    """The list for a spreadsheet, in which no cell is taken for a formula."""
    text = pl.col(pl.String)
    safe = pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text)
    return told.with_columns(safe.name.keep()).write_csv()


def _table(title: str, headings: dict[str, str]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading, how in headings.items():
        justify: Literal["left", "right"] = "right" if how == "figure" else "left"
        table.add_column(heading, justify=justify, no_wrap=how != "words", overflow="fold")
    return table


def _state(row: dict[str, object]) -> str:
    if row["is_current"]:
        told = "current"
    elif row["outcome"] == "landed":
        told = f"superseded by {row['superseded_by']}" if row["superseded_by"] else "not published"
    else:
        told = str(row["words"] or row["outcome"])
    accepted = row["accepted_by"]
    return f"{told}; accepted by {accepted}: {row['accepted_reason']}" if accepted else told


def print_history(told: pl.DataFrame, console: Console) -> None:
    """Print the loads, then what was done; the CSV holds every column."""
    of_files = told.filter(pl.col("entry") == "load")
    figures = {
        words: f"rows_{name}"
        for name, words in _FIGURES.items()
        if name not in ("erased", "expired") or of_files[f"rows_{name}"].sum()
    }
    headings = {"Read": "", "File": "", **dict.fromkeys(figures, "figure"), "State": "words"}
    files = _table("Files", headings)
    for row in of_files.to_dicts():
        when = f"{row['at']:%Y-%m-%d %H:%M}\n{row['by']}"
        file = f"{row['file_name']}\n{row['sha256'][:16]}"
        numbers = (f"{row[name]:,}" for name in figures.values())
        files.add_row(*map(Text, [when, file, *numbers, _state(row)]))
    console.print(files, highlight=False)
    console.print()
    acts = _table("What was done", {"When": "", "What": "", "In words": "words", "Why": "words"})
    for row in told.filter(pl.col("entry") != "load").to_dicts():
        when = f"{row['at']:%Y-%m-%d %H:%M}\n{row['by']}"
        what = f"{row['entry']}\n{row['published_file'] or ''}"
        acts.add_row(*map(Text, [when, what, row["words"] or "", row["reason"] or ""]))
    console.print(acts, highlight=False)
