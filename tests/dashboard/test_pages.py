"""Every page, for every reader of the demonstration, over the small council."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.navigation import ENTRIES
from dashboard.settings import settings

PAGES = [entry.path for entry in ENTRIES]
READERS = [
    {"persona": "director"},
    {"persona": "head_of_service", "as": "Front door"},
    {"persona": "team_manager", "as": "m1"},
    {"persona": "task_and_finish"},
]
pytestmark = pytest.mark.usefixtures("demo_settings")


def visit(page: str, **asked: str) -> AppTest:
    """A page as the address would show it."""
    script = f"from dashboard.app import main\nmain(landing={page!r})"
    at = AppTest.from_string(script, default_timeout=30)
    for name, value in asked.items():
        at.query_params[name] = value
    return at.run()


def words(at: AppTest) -> str:
    """All text on a page, tables included."""
    said = [
        str(element.value) for element in at.main if getattr(element, "value", None) is not None
    ]
    tables = [table.value.to_csv(index=False) for table in at.table]
    return "\n".join([*said, *tables, *(title.value for title in at.title)])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader["persona"])
def test_every_page_says_its_heading_and_the_data_date(page: str, reader: dict[str, str]) -> None:
    at = visit(page, **reader)
    assert not at.exception
    assert len(at.title) == 1
    assert "Data to 20 November 2026" in words(at)


@pytest.mark.parametrize("page", PAGES)
def test_a_stale_feed_is_told_on_every_page(page: str) -> None:
    at = visit(page, persona="director")
    assert any("Supervision sessions" in warning.value for warning in at.warning)


def test_without_demo_mode_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPERVISION_DEMO", "0")
    settings.cache_clear()
    at = visit("overview", persona="director")
    assert "Access is not set up" in at.info[0].value
    assert not at.table and not at.metric and not at.selectbox


def test_who_is_overdue_comes_first_and_is_named_with_clause_and_arithmetic() -> None:
    at = visit("team", persona="team_manager", **{"as": "m1"})
    assert at.header[0].value == "Overdue: 1 person"
    first = at.table[0].value.iloc[0]
    assert "Overdue 40 days" in first["Status"]
    assert "so due 11 October 2026" in first["Why"]
    assert "St Helens section 3 asks for supervision every calendar month" in first["Why"]


def test_a_name_with_markdown_in_it_stays_text() -> None:
    at = visit("team", persona="team_manager", **{"as": "m1"})
    cell = at.table[0].value.iloc[0]["Person"]
    assert "](http" not in cell.replace("\\]\\(", "")
    assert "\\[Best\\]" in cell


def test_a_short_absence_stands_beside_the_row() -> None:
    at = visit("team", persona="team_manager", **{"as": "m1"})
    assert "away 3 to 17 November" in words(at)


@pytest.mark.parametrize(
    "asked",
    [
        {"persona": "superuser"},
        {"persona": "superuser", "as": "m1"},
        {"persona": "director", "as": "m1"},
        {"persona": "team_manager", "as": "nobody"},
        {"persona": "head_of_service", "as": "nowhere"},
    ],
)
@pytest.mark.parametrize("page", ["overview", "people", "person", "quality"])
def test_a_reader_who_is_not_offered_is_shown_the_chooser_only(
    page: str, asked: dict[str, str]
) -> None:
    at = visit(page, worker="w1", **asked)
    assert not at.exception
    assert any("somebody who is not offered" in info.value for info in at.info)
    assert "Viewing as" in words(at)
    assert not at.table and not at.metric
    assert "Worker" not in words(at)
    assert at.selectbox[0].label == "Look as"


def test_a_team_the_reader_may_not_see_is_refused_in_words() -> None:
    at = visit("team", persona="team_manager", **{"as": "m1", "team": "C"})
    assert any("not available to you" in info.value for info in at.info)
    assert "Hal Worker" not in words(at)


def test_a_task_and_finish_member_reads_that_names_are_for_managers() -> None:
    for page in ("team", "people", "overview"):
        at = visit(page, persona="task_and_finish")
        assert any("You see counts only" in info.value for info in at.info), page
        assert "Worker" not in words(at), page


@pytest.mark.parametrize(
    "name", ["overdue", "over_28", "never", "in_date", "away", "no_rule", "open"]
)
def test_a_list_says_how_many_it_holds(name: str) -> None:
    at = visit("people", persona="director", list=name)
    shown = len(at.table[0].value) if at.table else 0
    assert at.title[0].value.endswith(f": {shown} {'person' if shown == 1 else 'people'}")


def test_a_list_with_nobody_in_it_says_what_comes_next() -> None:
    at = visit("people", persona="director", list="days_1_7")
    assert "Nobody is in this list. The next date is" in words(at)


def test_without_a_warehouse_the_reader_reads_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUPERVISION_DATA", str(tmp_path))
    settings.cache_clear()
    at = visit("overview", persona="director")
    assert not at.exception
    assert "No data has been published yet" in at.error[0].value
    assert "SM-W1" in at.error[0].value


@pytest.mark.parametrize("page", PAGES)
def test_a_council_with_nothing_in_it_still_has_its_pages(
    page: str, monkeypatch: pytest.MonkeyPatch, empty_data: Path
) -> None:
    monkeypatch.setenv("SUPERVISION_DATA", str(empty_data))
    settings.cache_clear()
    at = visit(page, persona="director")
    assert not at.exception
    assert len(at.title) == 1


def test_a_person_is_explained_and_their_rows_can_be_quoted() -> None:
    at = visit("person", persona="team_manager", worker="w1", **{"as": "m1"})
    told = words(at)
    assert "so due 11 October 2026" in told
    assert "The peer session on 31 October 2026 does not count" in told or "Peer" in told
    assert "Session S1: sessions.csv, row 2" in at.code[0].value
    assert "Performance concern" in told


def test_the_reason_for_an_arrangement_does_not_reach_a_director() -> None:
    told = words(visit("person", persona="director", worker="w1"))
    assert "individual arrangement" in told
    assert "Performance concern" not in told


@pytest.mark.parametrize("worker", ["w8", "nobody", ""])
def test_a_person_out_of_scope_and_one_who_does_not_exist_read_the_same(worker: str) -> None:
    at = visit("person", persona="team_manager", worker=worker, **{"as": "m1"})
    assert at.title[0].value == "Person"
    assert "Nobody with that number" in at.info[0].value


def test_the_overview_says_the_share_the_counts_and_the_movement() -> None:
    at = visit("overview", persona="director")
    assert at.metric[0].value == "60%"
    told = words(at)
    assert "**6 of 10** people" in told
    assert "▼ 20 percentage points since 31 October 2026" in told


def test_the_about_page_counts_the_headline_out() -> None:
    told = words(visit("about", persona="director"))
    assert "Assessment has 6 people" in told
    assert "In date = 3 of 4 = 75%" in told


def test_an_overdue_row_says_whom_it_fell_due_under_where_that_was_somebody_else() -> None:
    told = words(visit("people", persona="director", list="overdue"))
    assert "fell due under Di \\[Director\\]" in told
