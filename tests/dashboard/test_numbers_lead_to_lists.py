"""Every number on these pages leads to a list that is as long as the number says."""

import random
from pathlib import Path

import pytest

from tests.dashboard.demo_visits import demo_council, number_links, said_size, visit, words

__all__ = ["demo_council"]

PAGES = [
    ("overview", {}),
    ("overview", {"service": "Safeguarding and support"}),
    ("team", {"team": "C106"}),
    ("cases", {}),
    ("overview", {"at": "2026-08-31"}),
    ("team", {"team": "C106", "at": "2026-08-31"}),
    ("cases", {"at": "2026-08-31"}),
    ("managers", {"at": "2026-08-31"}),
    ("policy", {"policy": "st_helens", "at": "2026-08-31"}),
    ("asye", {}),
    ("managers", {}),
    ("standards", {}),
    ("standards", {"measure": "session_record"}),
    ("standards", {"measure": "usual_length"}),
    ("standards", {"measure": "agreement_signed"}),
    ("policy", {"policy": "st_helens"}),
    ("policy", {"policy": "knowsley"}),
    ("quality", {}),
    ("audit", {}),
    ("audit", {"view": "standards"}),
    ("audit", {"view": "grades", "round": "*"}),
    ("audit", {"view": "moderation", "round": "*"}),
    ("audit", {"view": "actions"}),
    ("audit", {"view": "beside", "round": "*"}),
    ("audit", {"view": "sample", "size": "20"}),
    ("person", {"worker": "001552"}),
    ("what-if", {"policy": "st_helens", "rule": "sth_child_in_need", "every1": "4-week"}),
    ("what-if", {"try": "policy", "policy": "st_helens", "instead": "knowsley"}),
]
READERS = [
    {"persona": "director"},
    {"persona": "head_of_service", "as": "Safeguarding and support"},
]
#: Following a link is a run of the app: so many of each page are followed, another set each page and
#: reader; the long run follows them all.
FOLLOWED = 4


@pytest.mark.parametrize("followed", [FOLLOWED, pytest.param(None, marks=pytest.mark.soak)])
@pytest.mark.parametrize(("page", "asked"), PAGES, ids=str)
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader["persona"])
def test_a_number_leads_to_a_list_of_that_length(
    page: str,
    asked: dict[str, str],
    reader: dict[str, str],
    followed: int | None,
    demo_council: Path,
) -> None:
    found = sorted(number_links(visit(page, **asked, **reader)), key=str)
    assert found, "no number on the page is a link"
    dice = random.Random(f"{page}{asked}{reader}")
    for link in dice.sample(found, min(followed or len(found), len(found))):
        assert said_size(link.follow()) == link.number, link


@pytest.mark.parametrize("page", ["cases", "asye", "managers", "standards", "policy", "audit"])
def test_who_sees_counts_only_gets_no_link_to_a_list_and_no_name(
    page: str, demo_council: Path
) -> None:
    at = visit(page, persona="task_and_finish")
    leading_to_people = {link.page for link in number_links(at)}
    assert not leading_to_people
    assert "./person?" not in words(at)


def test_the_rows_on_screen_are_the_rows_the_list_says(demo_council: Path) -> None:
    at = visit("cases", list="overdue", type="child_protection", persona="director")
    assert len(at.table[0].value) == said_size(at)
    first, later = (
        visit("cases", list="all", persona="director", **page) for page in ({}, {"cases_page": "2"})
    )
    assert len(first.table[0].value) == len(later.table[0].value) == 50
    shown = [set(page.table[0].value["Case"]) for page in (first, later)]
    assert not shown[0] & shown[1]
