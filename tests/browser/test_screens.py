"""What every reader may expect of every page: it opens, it can be read, it can be worked by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import open_page

PAGES = (
    "overview", "team", "cases", "asye", "managers", "policy", "quality", "about", "people?list=overdue",
    "audit", "audit?view=standards", "audit?view=grades", "audit?view=survey", "audit?view=sample",
    "audit?persona=task_and_finish&view=standards", "audit?persona=task_and_finish&view=grades",
    "cases?persona=task_and_finish", "person?worker=001552", "person?worker=001720",
    "person?worker=001552&rows=sharepoint_sessions",
    "team?team=C106", "findings?list=all", "overview?persona=task_and_finish",
    "standards", "standards?measure=reflective_time", "standards?measure=held_again&list=unmet",
    "what-if?policy=st_helens&rule=sth_nqsw&begins2=10-week",
    "what-if?policy=st_helens&rule=sth_child_in_need&every1=4-week&list=becomes",
)  # fmt: skip
SIZES = {"desktop": (1280, 900), "phone": (320, 800)}


SHADES = ("light", "dark")


def _looks() -> Iterator[object]:
    """Every page at every size in both shades; on every change each page of the menu at both sizes
    and in both shades, two of the four together, any other address in one of them in turn, the rest
    in the long run.
    """
    for place, path in enumerate(PAGES):
        for size, shade in product(SIZES, SHADES):
            wide, dark = list(SIZES).index(size), SHADES.index(shade)
            look = wide * 2 + (wide + dark) % 2
            is_often = look == place % 4 if "?" in path else look % 2 == place % 2
            marks = [] if is_often else [pytest.mark.soak]
            yield pytest.param(path, size, shade, marks=marks, id=f"{size}-{shade}-{path}")


@pytest.mark.parametrize(("path", "size", "shade"), _looks())
def test_a_page_has_no_serious_barrier_and_does_not_scroll_sideways(
    browser: Browser, address: str, path: str, size: str, shade: Literal["light", "dark"]
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=shade, reduced_motion="reduce"
    )
    page = context.new_page()
    open_page(page, f"{address}/{path}")
    assert page.get_by_text("Reference: SM-").count() == 0
    assert page.locator('[data-testid="stException"]').count() == 0
    found = Axe().run(page).response["violations"]
    grave = [
        (violation["id"], [node["html"][:160] for node in violation["nodes"][:3]])
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]
    assert not grave
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    context.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """One ordinary page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _person_links(page: Page) -> list[str]:
    links = page.locator('table a[href*="person?"]')
    links.first.wait_for(timeout=45_000)
    return [str(links.nth(index).get_attribute("href")) for index in range(links.count())]


def test_a_person_is_one_click_from_the_list_and_back_again_with_the_filters_kept(
    plain_page: Page, address: str
) -> None:
    open_page(plain_page, f"{address}/people?list=overdue&service=Safeguarding+and+support")
    names = _person_links(plain_page)
    assert names
    plain_page.locator('table a[href*="person?"]').first.click()
    plain_page.wait_for_url("**/person?**")
    plain_page.get_by_text("Overdue").first.wait_for()
    assert "service=Safeguarding" in plain_page.url
    plain_page.get_by_role("link", name="Back").first.click()
    plain_page.wait_for_url("**service=Safeguarding**")


def test_an_address_opened_elsewhere_shows_the_same_list(
    plain_page: Page, browser: Browser, address: str
) -> None:
    there = f"{address}/people?list=overdue"
    open_page(plain_page, there)
    elsewhere = browser.new_page()
    open_page(elsewhere, there)
    assert _person_links(plain_page) == _person_links(elsewhere) != []
    elsewhere.close()


def test_the_first_overdue_name_is_reached_by_keyboard_alone(
    plain_page: Page, address: str
) -> None:
    open_page(plain_page, f"{address}/people?list=overdue")
    first = _person_links(plain_page)[0]
    for _ in range(80):
        plain_page.keyboard.press("Tab")
        focused = plain_page.evaluate("document.activeElement.getAttribute('href') || ''")
        if focused and focused.split("?")[-1] == first.split("?")[-1]:
            break
    else:
        pytest.fail("eighty steps did not reach the first overdue name")
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("**/person?**")


def test_a_printed_page_has_no_menu_and_is_dark_on_white(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page = context.new_page()
    open_page(page, f"{address}/overview")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator('[data-testid="stSidebar"]').is_visible()
    turned = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).filter"
    assert "invert(1)" in page.evaluate(turned)
    page.emulate_media(media="screen")
    assert page.locator('[data-testid="stSidebar"]').is_visible()
    assert page.evaluate(turned) == "none"
    context.close()
