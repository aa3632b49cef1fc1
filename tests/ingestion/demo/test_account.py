"""The account of the planted problems is whole, and so is its page."""

from __future__ import annotations

import re
from pathlib import Path

from ingestion.demo.page import PAGE, describe_page, read_page
from ingestion.demo.problems import KINDS
from tests.ingestion.demo.exports import Exports

HERE = Path(__file__).parent


def test_every_kind_of_problem_is_planted(council: Exports) -> None:
    assert {problem.code for problem in council.summary.problems} == set(KINDS)


def test_every_kind_of_problem_is_proved_by_a_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))
    assert set(re.findall(r'mark\.proves\("(\w+)"\)', tests)) == set(KINDS)


def test_every_sentence_is_filled_in(council: Exports) -> None:
    for problem in council.summary.problems:
        assert problem.sentence.endswith(".")
        assert not re.search(r"[{}]|None|  |  ", problem.sentence), problem.sentence
        assert problem.area, problem
        assert problem.shows, problem


def test_nobody_plays_two_parts(council: Exports) -> None:
    """Parts of teams aside: a person with two planted problems could prove neither."""
    people = [
        number
        for problem in council.summary.problems
        if problem.area in ("People", "ASYE") and problem.code != "category_without_rule"
        for number in problem.concerns
    ]
    assert len(people) == len(set(people))


def test_no_case_has_two_things_planted_on_it(council: Exports) -> None:
    cases = [
        name
        for problem in council.summary.problems
        for name in problem.concerns
        if re.match(r"(ics|swift|childview)-", name)
    ]
    assert len(cases) == len(set(cases))


def test_the_page_tells_what_the_usual_council_holds(usual: Exports) -> None:
    """Written anew by `python -m ingestion.demo.page`."""
    assert read_page() == describe_page(usual.summary), f"{PAGE.name} lags behind the demo council"
