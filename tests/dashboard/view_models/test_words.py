"""Shares, dates, names and addresses as they reach the screen."""

from datetime import UTC, date, datetime

import pytest

from dashboard.view_models.addresses import Links, shared_links
from dashboard.view_models.days import (
    say_count,
    say_date,
    say_days_between,
    say_interval,
    say_time,
)
from dashboard.view_models.markdown import plain
from dashboard.view_models.shares import Share, say_movement
from dashboard.view_models.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (391, 477, "391 of 477 (82%)"),
        (0, 0, "0 of 0"),
        (399, 400, "399 of 400 (99%)"),
        (1, 400, "1 of 400 (1%)"),
        (1, 8, "1 of 8 (13%)"),
        (8, 8, "8 of 8 (100%)"),
    ],
)
def test_a_share_is_always_n_of_n_with_its_percentage(part: int, whole: int, text: str) -> None:
    assert Share(part, whole).text == text


def test_nobody_to_count_is_said_and_is_not_nought_per_cent() -> None:
    assert Share(0, 0).percent is None
    assert Share(0, 0).percent_text == "none to count"


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (Share(84, 100), Share(82, 100), "▲ 2 percentage points since 31 October 2026"),
        (Share(81, 100), Share(82, 100), "▼ 1 percentage point since 31 October 2026"),
        (Share(82, 100), Share(82, 100), "No change since 31 October 2026"),
    ],
)
def test_a_movement_names_its_other_period(now: Share, then: Share, said: str) -> None:
    assert say_movement(now, then, "31 October 2026") == said


def test_a_date_is_written_out() -> None:
    assert say_date(date(2026, 11, 21)) == "21 November 2026"


def test_a_time_is_told_by_the_clock_in_england() -> None:
    assert say_time(datetime(2026, 7, 1, 5, 4, tzinfo=UTC)) == "1 July 2026 at 6:04am"
    assert say_time(datetime(2026, 11, 21, 12, 30)) == "21 November 2026 at 12:30pm"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 3), date(2026, 11, 17), "3 to 17 November"),
        (date(2026, 10, 28), date(2026, 11, 2), "28 October to 2 November"),
        (date(2025, 12, 28), date(2026, 1, 2), "28 December 2025 to 2 January 2026"),
        (date(2026, 11, 3), date(2026, 11, 3), "on 3 November 2026"),
        (date(2026, 11, 3), None, "since 3 November 2026"),
    ],
)
def test_a_stretch_of_days_is_written_without_saying_a_month_twice(
    first: date, last: date | None, said: str
) -> None:
    assert say_days_between(first, last) == said


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [
        (1, "month", "every calendar month"),
        (2, "month", "every 2 calendar months"),
        (1, "week", "every week"),
        (6, "week", "every 6 weeks"),
        (20, "day", "every 20 days"),
    ],
)
def test_an_interval_is_said_as_a_policy_says_it(count: int, unit: str, said: str) -> None:
    assert say_interval(count, unit) == said


def test_one_is_singular() -> None:
    assert (say_count(1, "person", "people"), say_count(1200, "day")) == ("1 person", "1,200 days")


@pytest.mark.parametrize(
    "name",
    [
        "![x](https://evil.example/beacon)",
        "[click](javascript:alert(1))",
        ":red[shout]",
        ":material/star:",
        "$x^2$",
        "<img src=x onerror=alert(1)>",
        "**bold** _it_ `code`",
        "# heading",
        "https://example.org",
    ],
)
def test_a_name_cannot_become_markdown(name: str) -> None:
    escaped = plain(name)
    bare = escaped.replace("\\\\", "")
    for mark in "[]()<>*_`$:#!":
        assert bare.count(mark) == bare.count("\\" + mark)


def test_a_name_cannot_turn_text_round_or_break_a_line() -> None:
    assert plain("An\u202en\nOther") == "An n Other"


def test_a_link_keeps_who_is_looking_and_where_and_drops_what_is_asked_to_go() -> None:
    links = shared_links({"persona": "director", "service": "Front door", "list": "overdue"})
    assert (
        links.to("person", worker="1") == "./person?persona=director&service=Front%20door&worker=1"
    )
    assert links.to("people", service=None) == "./people?persona=director"


def test_an_address_cannot_end_a_markdown_link() -> None:
    assert ")" not in Links().to("people", service="A (north)")


def test_an_unknown_code_is_shown_as_it_is_and_never_hidden() -> None:
    word = Vocabulary([]).word("status", "brand_new")
    assert (word.label, word.tone) == ("Brand new", "neutral")
