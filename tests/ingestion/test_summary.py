"""The summary on the terminal: grouped, gravest first, and what people typed is only text."""

import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.problems import ProblemKind
from ingestion.refresh import Report, Status
from ingestion.snapshots import take_snapshots
from ingestion.summary import print_summary

from .conftest import SESSION, Loaded, many, text_of

Land = Callable[..., Loaded]


@pytest.fixture
def printed(feeds: dict[str, Feed]) -> Callable[[Loaded], str]:
    """The summary of a refresh that rests on one load."""

    def show(loaded: Loaded) -> str:
        console = Console(record=True, width=200, file=io.StringIO())
        snapshots = take_snapshots(feeds, [loaded.load])
        print_summary(Report("refused", None, snapshots, {}, loaded.problems), console)
        return console.export_text()

    return show


def test_a_thousand_faults_of_one_kind_are_one_line(
    land: Land, printed: Callable[[Loaded], str]
) -> None:
    rows = many({**SESSION, "Booked On": "soon"}, 1000, "Session ID")
    told = printed(land("sharepoint_sessions", rows))
    assert told.count("SM-203") == 1
    assert "(row 2, (4 characters, not shown), and 999 more)" in told


def test_the_gravest_come_first(land: Land, printed: Callable[[Loaded], str]) -> None:
    rows = [{**SESSION, "Booked On": "soon", "Cost": "1"}, {**SESSION, "Session ID": ""}]
    told = printed(land("sharepoint_sessions", rows))
    assert told.index("SM-201") < told.index("SM-203") < told.index("SM-121")


@pytest.mark.parametrize("typed", ["[red]x[/red]", "[/]", "\x1b[31mred", ":warning:"])
def test_what_was_typed_is_never_read_as_a_command_to_the_terminal(
    land: Land, printed: Callable[[Loaded], str], typed: str
) -> None:
    told = printed(land("sharepoint_sessions", [{**SESSION, "Supervisor": f"{typed};2"}]))
    assert "\x1b" not in told
    assert typed.replace("\x1b", " ").strip() in told


def test_a_feed_that_is_not_supplied_is_in_the_list(
    land: Land, printed: Callable[[Loaded], str]
) -> None:
    told = printed(land("sharepoint_sessions", [SESSION]))
    assert "Staff list" in told
    assert "not supplied" in told


def test_a_misspelt_heading_is_told_before_all_that_follows_from_it(
    land: Land, printed: Callable[[Loaded], str]
) -> None:
    rows = text_of([SESSION]).replace("Held Date", "Date Held")
    told = printed(land("sharepoint_sessions", rows))
    assert told.index("SM-123") < told.index("SM-202")


def test_it_says_where_the_rows_to_correct_are(
    land: Land, feeds: dict[str, Feed], data: Path
) -> None:
    loaded = land("sharepoint_sessions", [{**SESSION, "Status": ""}])
    console = Console(record=True, width=300, file=io.StringIO())
    snapshots = take_snapshots(feeds, [loaded.load])
    report = Report("refused", None, snapshots, {}, loaded.problems)
    print_summary(report, console, data / "to-correct")
    told = console.export_text()
    assert "to-correct, one file for each export. Correct their cells" in told


@pytest.fixture
def shown() -> Callable[..., str]:
    """What is printed of problems, by the status of the refresh."""

    def show(status: Status, *told: pl.DataFrame) -> str:
        console = Console(record=True, width=300, file=io.StringIO())
        loads = take_snapshots({}, [])
        print_summary(Report(status, None, loads, {}, problems.gather(list(told))), console)
        return console.export_text()

    return show


def of_files(kind: ProblemKind, count: int, **details: object) -> list[pl.DataFrame]:
    return [problems.report(kind, file_name=f"a {at:03}.xlsx", **details) for at in range(count)]


def test_notes_never_push_a_warning_out_of_sight(shown: Callable[..., str]) -> None:
    notes = of_files(problems.HEADING_READ_AS, 60, read="one as another")
    warning = problems.report(problems.ANNEX_WITHOUT_DATE, file_name="z.xlsx")
    told = shown("published", *notes, warning)
    assert "SM-181" in told
    assert told.index("SM-181") < told.index("SM-178")


@pytest.mark.parametrize(
    ("count", "words"), [(41, "… and 1 more line like these."), (42, "… and 2 more lines")]
)
def test_what_is_not_shown_is_counted_and_it_is_said_where_it_is(
    shown: Callable[..., str], count: int, words: str
) -> None:
    told = of_files(problems.ANNEX_WITHOUT_DATE, count)
    assert words in shown("published", *told)
    assert "All of them are on the Data quality page." in shown("published", *told)
    of_a_refusal = shown("refused", *told)
    assert all(f"a {at:03}.xlsx" in of_a_refusal for at in range(count))
    assert "more line" not in shown("published", *told[:40])


def test_a_number_in_an_xml_file_is_that_of_its_line(shown: Callable[..., str]) -> None:
    rows = pl.DataFrame({"source_row": [20]})
    for name, words in (("csww.xml", "(line 20)"), ("hr_workers_20261031.csv", "(row 20)")):
        told = problems.report(problems.CELL_MISSING, file_name=name, heading="SWENo", rows=rows)
        assert f"and the row means nothing without it. {words}" in shown("published", told)


def test_a_command_is_on_one_line_however_narrow_the_window_is() -> None:
    command = (
        "python -m ingestion accept --data /srv/data --load hr_posts/whole/20261031_abc --by NAME"
    )
    told = problems.report(problems.GATE_NO_HEADING_ROW, why="Why.", remedy=f"Or: {command}.")
    console = Console(record=True, width=40, file=io.StringIO())
    print_summary(Report("refused", None, take_snapshots({}, []), {}, told), console)
    assert command in console.export_text()
