"""Every page, for every reader of the demonstration, over the small council."""

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
