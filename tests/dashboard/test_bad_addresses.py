"""Addresses that ask for what is not here: said in words, nothing repeated, no nought for a list."""

import re

import pytest

from tests.dashboard.test_pages import visit, words

pytestmark = pytest.mark.usefixtures("demo_settings")
ECHO = "zzz<script>"
INSTEAD = "is shown instead"
NOT_HERE = "something that is not here"


def told(page: str, **asked: str) -> list[str]:
    """What the page says about the address, having repeated nothing of it and failed nowhere."""
    at = visit(page, persona="director", **asked)
    assert not at.exception, at.exception
    everything = words(at) + "".join(title.value for title in at.title)
    shown = re.sub(r"\(\./[^)]*\)", "", everything)
    assert "zzz" not in shown
    return [info.value for info in at.info]


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("overview", {"measure": ECHO}),
        ("overview", {"compare": ECHO}),
        ("person", {"worker": "w1", "months": ECHO}),
        ("audit", {"view": "survey", "year": ECHO}),
        ("audit", {"view": "survey", "question": ECHO}),
    ],
)
def test_a_choice_that_is_not_offered_is_said_once_with_what_is_shown(
    page: str, asked: dict[str, str]
) -> None:
    assert sum(INSTEAD in sentence for sentence in told(page, **asked)) == 1


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("overview", {"team": ECHO}),
        ("overview", {"service": ECHO}),
        ("overview", {"at": ECHO}),
        ("policy", {"policy": ECHO}),
        ("cases", {"type": ECHO}),
        ("cases", {"list": ECHO}),
    ],
)
def test_what_a_page_or_the_side_bar_refuses_in_its_own_words_is_not_said_twice(
    page: str, asked: dict[str, str]
) -> None:
    assert sum("The link asked for" in sentence for sentence in told(page, **asked)) == 1


def test_a_choice_that_is_offered_is_not_remarked_on() -> None:
    assert not told("overview", measure="in_date", compare="supervisor")
    assert not told("person", worker="w1", months="24")


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("cases", {"risk": ECHO}),
        ("managers", {"state": ECHO}),
        ("managers", {"need": ECHO}),
        ("managers", {"list": ECHO}),
        ("policy", {"list": ECHO}),
        ("standards", {"list": "cancelled", "reason": ECHO}),
    ],
)
def test_a_list_that_cannot_be_narrowed_as_asked_says_so(page: str, asked: dict[str, str]) -> None:
    assert any("that there is not" in sentence for sentence in told(page, **asked))


@pytest.mark.parametrize("to", [ECHO, "1999-01-31"])
def test_a_month_that_is_not_told_is_not_listed_as_one_with_nothing_in_it(to: str) -> None:
    said = told("standards", list="unmet", measure="usual_length", to=to)
    assert any("a month or day that there is not" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("cases", {"supervisor": ECHO, "list": "overdue"}),
        ("cases", {"worker": ECHO}),
        ("cases", {"system": ECHO}),
        ("cases", {"rule": ECHO}),
        ("standards", {"list": "unmet", "measure": "usual_length", "supervisor": ECHO}),
        ("standards", {"list": "unmet", "measure": "usual_length", "of_team": ECHO}),
        ("findings", {"rule": ECHO}),
        ("findings", {"worker": ECHO}),
        ("policy", {"list": "no_rule", "category": ECHO}),
        ("person", {"worker": "w1", "rows": ECHO}),
        ("audit", {"list": "audits", "grade": ECHO}),
        ("audit", {"list": "audits", "answer": ECHO}),
        ("audit", {"list": "audits", "standard": ECHO}),
        ("audit", {"list": "audits", "supervisor": ECHO}),
        ("audit", {"list": "actions", "state": ECHO}),
    ],
)
def test_a_list_of_what_is_not_here_is_no_list_of_nought(page: str, asked: dict[str, str]) -> None:
    at = visit(page, persona="director", **asked)
    assert any(NOT_HERE in sentence for sentence in told(page, **asked))
    assert not at.table
    assert not re.search(r"\d", at.title[0].value)


def test_a_check_that_is_not_known_is_neither_repeated_nor_counted() -> None:
    assert any("there is no such kind" in sentence for sentence in told("quality", check=ECHO))


def test_a_list_of_every_policys_findings_says_how_many_are_of_those_in_force() -> None:
    at = visit("findings", rule="kno_form", list="all", persona="director")
    assert "policies that are not in force are included: 0 of 1 is of those in force" in words(at)
