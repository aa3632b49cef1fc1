"""A council with no rows yet: every page opens and says in words that there is nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.settings import settings
from tests.dashboard.demo_visits import visit, words


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch, empty_data: Path) -> Iterator[None]:
    """A demonstration of a warehouse that has every table and no row."""
    monkeypatch.setenv("SUPERVISION_DATA", str(empty_data))
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("cases", "No case is open here"),
        ("asye", "No ASYE runs here"),
        ("managers", "Nobody supervises anybody here"),
        ("policy", "No policy was published"),
        ("quality", "No row has come in"),
        ("audit", "No audit is on record and none is planned"),
        ("standards", "nothing can be said of practice"),
    ],
)
def test_a_page_with_nothing_on_it_says_so(page: str, said: str, nothing: None) -> None:
    assert said in words(visit(page, persona="director"))


@pytest.mark.parametrize(
    ("page", "asked", "said"),
    [
        ("cases", {"list": "overdue"}, "No case is in this list"),
        ("asye", {"list": "at_risk"}, "Nobody is in this list"),
        ("managers", {"list": "unsupervised"}, "Nobody is in this list"),
        ("managers", {"need": "overdue"}, "No supervisor is in this list"),
        ("policy", {"list": "no_rule"}, "Nobody is in this list"),
        ("quality", {"list": "problems"}, "Nothing is in this list"),
        ("standards", {"list": "not_held"}, "Nothing is in this list"),
        ("audit", {"list": "overdue"}, "Nothing is in this list"),
        ("audit", {"list": "audits"}, "Nothing is in this list"),
        ("audit", {"list": "actions"}, "Nothing is in this list"),
        ("audit", {"view": "actions"}, "No action of an audit is on record here"),
        ("audit", {"view": "survey"}, "No survey is on record"),
    ],
)
def test_an_empty_list_says_so(page: str, asked: dict[str, str], said: str, nothing: None) -> None:
    assert said in words(visit(page, persona="director", **asked))
