"""Pages of the demo council as an address would show them, and the numbers that are links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.datasets.access import access_teams
from dashboard.settings import settings
from dashboard.warehouse import Published

_LINK = re.compile(r"\[([^\[\]]+)\]\((\./[^)\s]*)\)")
_NUMBER = re.compile(r"^(?:See (?:all|the) )?([\d,]+)(?: of [\d,]+)?$")


@pytest.fixture
def demo_council(monkeypatch: pytest.MonkeyPatch, demo_data: Path) -> Iterator[Path]:
    """A demonstration of the demo council; gives its data folder."""
    monkeypatch.setenv("SUPERVISION_DATA", str(demo_data))
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    yield demo_data
    settings.cache_clear()


def visit(page: str, **asked: str) -> AppTest:
    """A page as the address would show it."""
    script = f"from dashboard.app import main\nmain(landing={page!r})"
    at = AppTest.from_string(script, default_timeout=60)
    for name, value in asked.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception
    return at


def manager_of(run: Published, team_id: str) -> str:
    """The employee number of a team's manager."""
    teams = access_teams(run)
    return str(teams.filter(teams["team_id"] == team_id)["team_manager_id"][0])


def words(at: AppTest) -> str:
    """All text in the page's body, tables included."""
    said = [
        str(element.value) for element in at.main if getattr(element, "value", None) is not None
    ]
    return "\n".join([*said, *(table.value.to_csv(index=False) for table in at.table)])


@dataclass(frozen=True)
class NumberLink:
    """A number on a page, and where it leads."""

    number: int
    page: str
    asked: tuple[tuple[str, str], ...]

    def follow(self) -> AppTest:
        """The page it leads to."""
        return visit(self.page, **dict(self.asked))


def number_links(at: AppTest) -> set[NumberLink]:
    """Every number on a page that is a link to a list of another address."""
    found = set()
    for label, address in _LINK.findall(words(at)):
        number = _NUMBER.match(label)
        parts = urlsplit(address)
        if number is None or not parts.query:
            continue
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        page = parts.path.removeprefix("./")
        found.add(NumberLink(int(number[1].replace(",", "")), page, tuple(sorted(asked.items()))))
    return found


def said_size(at: AppTest) -> int:
    """The size a list page says it has: the number in its last heading that holds one."""
    headings = [*(title.value for title in at.title), *(header.value for header in at.header)]
    sizes = [int(found[1].replace(",", "")) for text in headings if (found := _SIZE.search(text))]
    assert sizes, headings
    return sizes[-1]


_SIZE = re.compile(r"[:,] ([\d,]+)(?: \w+)?$")
