"""Thousands of damaged workbooks, lists of Annex A and censuses: no crash, no hang, every row accounted
for, and nothing taken that the contract does not allow.
"""

import csv
import io
import random
import re
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console

from ingestion.feeds import Feed
from ingestion.inbox import WHOLE, Arrival, look
from ingestion.landing import Landing, Load
from ingestion.loading import load_file
from ingestion.reading.annex_a_lists import as_list
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps

from .annex_a import Cell, Sheet, as_csv
from .annex_councils import COUNCILS
from .conftest import DAY, INVOLVEMENT, SESSION, WORKER, many
from .damage import damage_book, damage_xml, write
from .judging import judge
from .mutations import mutate
from .strict import Strict
from .strict_books import (
    grid_of_sheet,
    meaning_in_annex,
    meaning_in_census,
    read_annex,
    read_book,
    read_census,
)

SECONDS = 20
ANNEX = COUNCILS["the template with its title and codes"]
CENSUS_WORKER = (
    "<CSWWWorker>\n<AgencyWorker>{0}</AgencyWorker>\n<SWENo>SW{1:010}</SWENo>\n<FTE>0.{2}</FTE>\n"
    "<PersonBirthDate>1990-02-03</PersonBirthDate>\n<OrgRole>5</OrgRole>\n"
    "<RoleStartDate>2024-09-0{2}</RoleStartDate>\n<CFKSSstatus>{2}</CFKSSstatus>\n</CSWWWorker>\n"
)
CENSUS = (
    "<Message>\n<Header><CollectionDetails><Collection>CSWW</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-09-30</ReferenceDate></CollectionDetails></Header>\n"
    + "".join(CENSUS_WORKER.format(at % 2, at, at) for at in range(1, 5))
    + "</Message>\n"
)
FEEDS = {
    "hr_workers": many(WORKER, 4, "Employee Number"),
    "sharepoint_sessions": many(SESSION, 4, "Session ID"),
    "ics_involvements": many(INVOLVEMENT, 4, "Person ID"),
}


def _typed(text: str) -> Cell:
    """A cell as a spreadsheet holds it."""
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return datetime.strptime(text, "%d/%m/%Y").date()
    return int(text) if re.fullmatch(r"[1-9]\d{0,8}", text) else text or None


def _sheet_of(rows: list[dict[str, str]]) -> Sheet:
    return [list(rows[0]), *([_typed(cell) for cell in row.values()] for row in rows)]


def _quickly(what: Callable[[], Load]) -> Load:
    began = time.monotonic()
    load = what()
    assert time.monotonic() - began < SECONDS, "it took too long"
    return load


def _load(arrival: Arrival, feeds: dict[str, Feed], landing: Landing) -> Load:
    how = Settings(user="fuzz")
    return _quickly(lambda: load_file(arrival, feeds[arrival.feed], landing, how))


def _of_book(feeds: dict[str, Feed], folder: Path, chance: random.Random) -> str | None:
    feed = feeds[chance.choice(list(FEEDS))]
    book = {"Sheet1": _sheet_of(FEEDS[feed.name]), "Notes": [["She said so"]]}
    content, is_guessed = damage_book(book, chance)
    path = folder / f"{feed.name}_{DAY:%Y%m%d}.xlsx"
    path.write_bytes(content)
    landing = Landing(folder / "landing")
    load = _load(Arrival(path, feed.name, WHOLE, DAY), feeds, landing)
    read = partial(read_book, content, feed)
    return judge(load, landing, feed, read, is_guessed=is_guessed)


def _of_annex(feeds: dict[str, Feed], folder: Path, chance: random.Random) -> str | None:
    content, is_guessed = damage_book(ANNEX.book(), chance)
    (folder / "Annex A 2026-10-31.xlsx").write_bytes(content)
    landing = Landing(folder / "landing")
    for arrival in look(folder, feeds).arrivals:
        load = _load(arrival, feeds, landing)
        number = int(arrival.part.rpartition("_")[2])
        feed, told = as_list(feeds[arrival.feed], number), landing.problems(load)
        read = partial(_list_in, content, feed, number, told)
        if wrong := judge(load, landing, feed, read, meaning_in_annex, is_guessed=is_guessed):
            return f"list {number}: {wrong}"
    return None


def _list_in(content: bytes, feed: Feed, number: int, told: pl.DataFrame) -> Strict | None:
    rows = grid_of_sheet(content, f"List_{number}")
    return read_annex(rows, feed, number, *_said(told)) if rows else None


def _said(told: pl.DataFrame) -> tuple[list[int], str]:
    passed = told.filter(pl.col("code") == "SM-186")["source_row"].to_list()
    return passed, "".join(told.filter(pl.col("code") == "SM-178")["sentence"])


def _of_list(feeds: dict[str, Feed], folder: Path, chance: random.Random) -> str | None:
    number = chance.choice([4, 6, 7, 8, 9])
    content = mutate(as_csv(ANNEX.sheet(number)[2:]).encode(), chance)
    (folder / f"Annex A List {number} 2026-10-31.csv").write_bytes(content)
    landing = Landing(folder / "landing")
    (arrival,) = look(folder, feeds).arrivals
    load = _load(arrival, feeds, landing)
    feed, told = as_list(feeds[arrival.feed], number), landing.problems(load)

    read = partial(_list_as_text, content, feed, number, told)
    return judge(load, landing, feed, read, meaning_in_annex)


def _list_as_text(content: bytes, feed: Feed, number: int, told: pl.DataFrame) -> Strict | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    read = enumerate(csv.reader(io.StringIO(text, newline="")), start=1)
    rows = {at: row for at, row in read if any(row)}
    is_plain = len({len(row) for row in rows.values()}) == 1 and not re.match(r'"?sep=', text)
    return read_annex(rows, feed, number, *_said(told)) if is_plain else None


def _of_census(feeds: dict[str, Feed], folder: Path, chance: random.Random) -> str | None:
    content = damage_xml(CENSUS, chance)
    (folder / chance.choice(["csww 2026.xml", "census_workers_20260930.xml", "x.xml"])).write_bytes(
        content
    )
    landing = Landing(folder / "landing")
    for arrival in look(folder, feeds).arrivals:
        feed = feeds[arrival.feed]
        load = _load(arrival, feeds, landing)
        strict = read_census(content, feed)
        if load.outcome == "landed" and strict is None:
            return "what no other parser reads was taken"
        read = partial(read_census, content, feed)
        if wrong := judge(load, landing, feed, read, meaning_in_census):
            return wrong
    return None


KINDS = {"a workbook": _of_book, "Annex A": _of_annex, "a list": _of_list, "a census": _of_census}
#: How many of each are tried every time; the others under soak.
A_FEW = {"a workbook": 15, "Annex A": 6, "a list": 15, "a census": 40}


def _try(kind: str, feeds: dict[str, Feed], folder: Path, seed: int, count: int) -> None:
    chance = random.Random(f"{kind} {seed}")
    for number in range(count):
        place = folder / str(number)
        place.mkdir()
        try:
            wrong = KINDS[kind](feeds, place, chance)
        except Exception as error:
            raise AssertionError(f"{kind}, file {number} of seed {seed}: {error!r}") from error
        assert wrong is None, f"{kind}, file {number} of seed {seed}: {wrong}"


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_workbooks_lists_and_censuses_are_refused_or_read_as_they_are_written(
    feeds: dict[str, Feed], tmp_path: Path, kind: str
) -> None:
    _try(kind, feeds, tmp_path, 0, A_FEW[kind])


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 11))
@pytest.mark.parametrize("kind", KINDS)
def test_thousands_more_of_them_are_too(
    feeds: dict[str, Feed], tmp_path: Path, kind: str, seed: int
) -> None:
    _try(kind, feeds, tmp_path, seed, 150)


def test_the_check_of_workbooks_and_of_the_census_would_find_a_changed_cell(
    feeds: dict[str, Feed], tmp_path: Path
) -> None:
    """The check itself is tried: what is landed of one file is held against another."""
    landing = Landing(tmp_path / "landing")
    (tmp_path / "csww.xml").write_text(CENSUS)
    book = write(ANNEX.book())
    (tmp_path / "Annex A 2026-10-31.xlsx").write_bytes(book)
    changed = ANNEX.book()
    changed["List_7"][4][6] = date(1999, 2, 2)
    other = write(changed)
    found = {each.part: each for each in look(tmp_path, feeds).arrivals}
    feed = feeds["census_workers"]
    load = _load(found[WHOLE], feeds, landing)
    census = CENSUS.replace("SW0000000003", "SW0000000033").encode()
    wrong = judge(load, landing, feed, partial(read_census, census, feed), meaning_in_census)
    assert wrong and "SW0000000033" in wrong
    load, feed = (
        _load(found["annex_a_list_7"], feeds, landing),
        as_list(feeds["ics_involvements"], 7),
    )
    told = landing.problems(load)
    for content, says in ((book, None), (other, "1999-02-02")):
        read = partial(_list_in, content, feed, 7, told)
        wrong = judge(load, landing, feed, read, meaning_in_annex)
        assert says in wrong if wrong and says else wrong is says


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_an_inbox_of_damaged_workbooks_is_weighed_without_a_crash(
    feeds: dict[str, Feed], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    inbox, steps = tmp_path / "inbox", Steps(Console(quiet=True))
    inbox.mkdir()
    for _ in range(3):
        for name, rows in FEEDS.items():
            content, _ = damage_book({"Sheet1": _sheet_of(rows)}, chance)
            (inbox / f"{name}_{DAY:%Y%m%d}.xlsx").write_bytes(content)
        (inbox / "Annex A 2026-10-31.xlsx").write_bytes(damage_book(ANNEX.book(), chance)[0])
        (inbox / "csww.xml").write_bytes(damage_xml(CENSUS, chance))
        job = Refresh(inbox, tmp_path / "data", None, Settings(user="fuzz"))
        report = job.weigh(job.receive(steps), steps)
        assert report.status in ("published", "refused")
        for load in report.snapshots.loads:
            assert load.received == load.accepted + load.quarantined + load.duplicate
