"""What is held back of the survey cannot be worked out from what is shown, whatever was answered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .plain_assurance import wilson
from .warehouse import TRANSFORM, run_dbt

PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
MODELS = ("int_survey_respondents", "fct_survey_responses", "fct_survey")
SMALLEST = 5
Cell = tuple[str, str, str]
Place = tuple[str | None, str | None]
Shown = dict[Place, int | None]

#: Answers by question, service and group. Many cells are of one, for those are the hardest to hide.
SIZES = st.one_of(st.integers(1, 7), st.just(1), st.integers(5, 30))
CELLS = st.dictionaries(
    st.tuples(st.sampled_from("QR"), st.sampled_from("ABC"), st.sampled_from("uvwxyz")),
    SIZES,
    min_size=1,
    max_size=24,
)
#: Five groups of one beside a large one: together they are no small group, and each is known to be one.
ONES = {("Q", "A", "z"): 9, ("Q", "B", "u"): 9} | {("Q", "A", group): 1 for group in "uvwxy"}
#: Two small services, all of whose groups are of one, beside a large one.
ONES_APART = {("Q", "C", "u"): 20} | {("Q", *place): 1 for place in ("Au", "Av", "Bu", "Bv", "Bw")}


@pytest.fixture(scope="module")
def protect(
    tmp_path_factory: pytest.TempPathFactory, make_built: Callable[[], Path]
) -> Iterator[Callable[[dict[Cell, int]], tuple[dict[str, Shown], Shown]]]:
    """The models as dbt compiles them, asked about answers given here: what each question shows, and
    what the responses show."""
    folder = tmp_path_factory.mktemp("compiled")
    (folder / "build.duckdb").write_bytes(make_built().read_bytes())
    code, _, printed = run_dbt(TRANSFORM, folder, "compile", "--select", *MODELS)
    assert code == 0, printed
    compiled = {path.stem: path.read_text() for path in (folder / "target").rglob("*.sql")}
    connection = duckdb.connect(str(folder / "build.duckdb"))

    def ask(cells: dict[Cell, int]) -> tuple[dict[str, Shown], Shown]:
        connection.execute("begin")
        connection.execute("delete from raw.survey_answers")
        for (question, service, group), number in cells.items():
            connection.execute(
                """insert into raw.survey_answers by name select 2026 as survey_year, ? as service,
                ? as respondent_group, ? as question, 1 + (n % 5)::integer as score
                from generate_series(1, ?) as numbers (n)""",
                [service, group, question, number],
            )
        connection.execute(
            "create or replace table intermediate.int_survey_respondents as "
            + compiled["int_survey_respondents"]
        )
        place = "service_name, respondent_group"
        responses = connection.execute(
            f"select {place}, answered_count from ({compiled['fct_survey_responses']})"
        ).fetchall()
        questions: dict[str, Shown] = defaultdict(dict)
        for question, service, group, number in connection.execute(
            f"select question, {place}, answers_count from ({compiled['fct_survey']})"
        ).fetchall():
            questions[question][service, group] = number
        connection.execute("rollback")
        return questions, {(service, group): number for service, group, number in responses}

    yield ask
    connection.close()


def could_be(shown: Shown) -> dict[Place, tuple[int, float]]:
    """The fewest and the most answers that every place could have, by all that a reader can see.

    A group that is named gave at least one answer. Groups add up to their service, services to the
    council; where the council is not shown, nothing bounds what is hidden from above.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for service, group in shown:
        if service is not None and group is not None:
            groups[service].append(group)
    bounds: dict[Place, tuple[int, float]] = {
        place: (number, number) for place, number in shown.items() if number is not None
    }
    for service, named in groups.items():
        if shown[service, None] is None:
            continue
        hidden = [group for group in named if shown[service, group] is None]
        left = shown[service, None] - sum(shown[service, g] or 0 for g in named)
        for group in hidden:
            bounds[service, group] = (1, left - (len(hidden) - 1))
    out = [service for service in groups if shown[service, None] is None]
    whole = shown[None, None]
    seen = sum(shown[service, None] or 0 for service in groups)
    fewest = {s: sum(max(1, shown[s, g] or 0) for g in groups[s]) for s in out}
    for service in out:
        rest = sum(fewest.values()) - fewest[service]
        most = float("inf") if whole is None else whole - seen - rest
        bounds[service, None] = (fewest[service], most)
        for group in groups[service]:
            if shown[service, group] is None:
                spare = most - fewest[service]
                bounds[service, group] = (1, 1 + spare)
    if whole is None:
        bounds[None, None] = (seen + sum(fewest.values()), float("inf"))
    return bounds


def pools(shown: Shown) -> Iterator[int]:
    """What a reader gets by taking what is shown from its total: together, never a small group."""
    services = {service for service, _ in shown if service is not None}
    if shown[None, None] is not None:
        yield shown[None, None] - sum(shown[service, None] or 0 for service in services)
    for service in services:
        if shown[service, None] is not None:
            yield shown[service, None] - sum(
                number or 0
                for (of, group), number in shown.items()
                if of == service and group is not None
            )


@pytest.mark.soak
@PATIENT
@given(CELLS)
@example(ONES)
@example(ONES_APART)
def test_no_figure_held_back_can_be_worked_out(protect: Callable, cells: dict[Cell, int]) -> None:
    questions, responses = protect(cells)
    for shown in (*questions.values(), responses):
        bounds = could_be(shown)
        for place, number in shown.items():
            fewest, most = bounds[place]
            assert fewest <= most
            if number is None:
                assert fewest < most, (place, fewest)
        assert all(pool == 0 or pool >= SMALLEST for pool in pools(shown))


@PATIENT
@given(CELLS)
def test_no_small_group_is_shown_and_what_is_shown_is_true(
    protect: Callable, cells: dict[Cell, int]
) -> None:
    questions, _ = protect(cells)
    for question, shown in questions.items():
        for (service, group), number in shown.items():
            answers = sum(
                many
                for (of, there, who), many in cells.items()
                if of == question and service in (None, there) and group in (None, who)
            )
            assert number in (None, answers)
            assert answers >= SMALLEST or number is None


@pytest.mark.soak
@PATIENT
@given(CELLS)
def test_who_is_held_back_among_the_responses_is_held_back_in_every_question(
    protect: Callable, cells: dict[Cell, int]
) -> None:
    questions, responses = protect(cells)
    hidden = {place for place, number in responses.items() if number is None}
    for shown in questions.values():
        assert all(shown.get(place) is None for place in hidden)


def test_groups_that_are_large_enough_are_all_shown(protect: Callable) -> None:
    cells = {("Q", "A", "u"): 5, ("Q", "A", "v"): 9, ("Q", "B", "u"): 6}
    questions, responses = protect(cells)
    assert None not in questions["Q"].values() and None not in responses.values()


def test_one_small_group_takes_the_next_smallest_with_it(protect: Callable) -> None:
    cells = {("Q", "A", "u"): 3, ("Q", "A", "v"): 7, ("Q", "A", "w"): 20, ("Q", "B", "u"): 9}
    shown = protect(cells)[0]["Q"]
    assert {place for place, number in shown.items() if number is None} == {("A", "u"), ("A", "v")}


#: Published examples of the score interval: Newcombe 1998 (81 of 263, 15 of 148, 0 of 20, 1 of 29).
PUBLISHED = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), PUBLISHED)
def test_the_interval_is_the_one_published(part: int, whole: int, low: float, high: float) -> None:
    connection = duckdb.connect()
    text = (TRANSFORM / "macros" / "warehouse_functions.sql").read_text()
    connection.execute(re.sub(r"\{#.*?#\}|\{%.*?%\}", "", text, flags=re.S))
    asked = "select marts.wilson_low(?, ?, 1.959964), marts.wilson_high(?, ?, 1.959964)"
    found = connection.execute(asked, [part, whole, part, whole]).fetchone()
    assert found == pytest.approx((low, high), abs=5e-5)
    assert found == pytest.approx(wilson(part, whole))
    assert connection.execute(asked, [0, 0, 0, 0]).fetchone() == (None, None)
