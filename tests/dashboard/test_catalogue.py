"""Every measure is defined once, in full, and everything shown is defined."""

import re
from pathlib import Path

import pytest

from dashboard.view_models.catalogue import measures, tooltip

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"


@pytest.mark.parametrize("measure_id", measures())
def test_a_measure_says_what_is_counted_of_what_and_what_is_left_out(measure_id: str) -> None:
    measure = measures()[measure_id]
    assert measure.question.endswith("?")
    assert all((measure.name, measure.numerator, measure.denominator, measure.exclusions))
    assert measure.direction in ("up", "down", "none")


def test_every_tooltip_a_page_asks_for_is_in_the_catalogue() -> None:
    asked = {
        name
        for page in (DASHBOARD / "pages").glob("*.py")
        for name in re.findall(r'tooltip\("([a-z0-9_]+)"\)', page.read_text())
    }
    assert asked and asked <= set(measures())


def test_a_tooltip_carries_the_definition() -> None:
    told = tooltip("in_date")
    assert "People with supervision owed who are not overdue" in told
    assert "**Left out:**" in told


def test_no_page_or_component_divides() -> None:
    """Shares are made in one place; a slash in a page would be a second one."""
    for path in [*(DASHBOARD / "pages").glob("*.py"), *(DASHBOARD / "components").glob("*.py")]:
        code = re.sub(r'"""[\s\S]*?"""|"[^"\n]*"|#.*', "", path.read_text())
        divided = [line for line in code.splitlines() if re.search(r"[\w)\]] / [\w(]", line)]
        allowed = [line for line in divided if "Path(" in line or "parent" in line]
        assert divided == allowed, path.name
