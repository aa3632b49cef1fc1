"""Funnels hold places of different sizes to what chance would give them, by the published formulas."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .charts_lab import MONTHLY, ChartsLab, compile_charts
from .plain_charts import (
    between_variance,
    chance_of_so_few,
    chance_of_so_many,
    differ_beyond_chance,
    smooth_limit,
)

DAY = date(2026, 11, 20)
Counts = tuple[int, int]
MODELS = ("int_funnel_rules", "int_funnel_places", "int_funnel_spreads", "int_funnel_limits",
          "fct_funnel_limits", "fct_funnel_places")  # fmt: skip
NEAR, FAR = Fraction("0.025"), Fraction("0.001")


@pytest.fixture(scope="module")
def lab(make_once: Callable[[str, Callable[[Path], None]], Path]) -> ChartsLab:
    """The models of the charts, ready to run."""
    return ChartsLab(make_once("charts-compiled", compile_charts))


def measured(level: str, place: str, hits: int, size: int) -> dict[str, Any]:
    """A place's monthly measures of staff on the data date."""
    return {
        "as_at": DAY, "is_data_date": True, "policy_id": "in_force", "case_type": "all",
        "obligation_type": "staff_supervision", "level_code": level, "place_id": place,
        "open_count": size, "in_date_count": hits, "missed_count": 0,
    }  # fmt: skip


def funnel(
    lab: ChartsLab, places: Sequence[Counts], beside: Counts = (0, 0)
) -> list[dict[str, Any]]:
    """The places of a council of these teams (hits, size), with so many people in no team."""
    hits, size = (sum(each) for each in zip(*places, beside, strict=True))
    rows = [measured("team", f"{number:04d}", *place) for number, place in enumerate(places)]
    rows += [measured("council", "", hits, size), measured("team", "none", *beside)]
    lab.fill("marts", "fct_monthly_measures", MONTHLY, rows)
    lab.run(*MODELS)
    return lab.ask("from marts.fct_funnel_places order by place_id")


def positions(lab: ChartsLab, places: Sequence[Counts]) -> list[str]:
    """Where each of these places lies."""
    return [row["position_code"] for row in funnel(lab, places)]


def test_every_size_up_to_the_largest_has_its_limits(lab: ChartsLab) -> None:
    funnel(lab, [(40, 50), (8, 10)])
    sizes = lab.ask("select size, is_exact from marts.fct_funnel_limits order by size")
    assert [row["size"] for row in sizes] == list(range(1, 51))
    assert [row["size"] for row in sizes if row["is_exact"]] == list(range(1, 20))


def test_a_limit_worked_out_by_hand(lab: ChartsLab) -> None:
    # Half in date, hundred people: asin(sqrt(0.5)) is 45 degrees, and a
    # standard error is 1/20. sin(pi/4 - 1.959964/20)^2 = (1 - sin(1.959964/10))/2 = 0.402643.
    funnel(lab, [(50, 100), (50, 100)])
    told = lab.ask("from marts.fct_funnel_limits where size = 100")[0]
    assert told["near_low"] == pytest.approx((1 - math.sin(0.1959964)) / 2, abs=1e-9)
    assert round(told["near_low"], 4) == 0.4026 and round(told["near_high"], 4) == 0.5974
    assert told["far_low"] == pytest.approx((1 - math.sin(0.3090232)) / 2, abs=1e-9)


def test_a_small_team_is_counted_out_by_hand(lab: ChartsLab) -> None:
    # Of ten people, half in date: 1 or fewer come up 11 in 1,024 times (1.1%), 2 or fewer 56 (5.5%).
    told = positions(lab, [(1, 10), (2, 10), (8, 10), (9, 10), (50, 100)])
    assert told[:4] == ["near_low", "within", "within", "near_high"]


def test_nobody_of_ten_where_most_are_in_date_is_far_lower_and_all_is_no_news(
    lab: ChartsLab,
) -> None:
    assert positions(lab, [(0, 10), (10, 10), (85, 90)])[:2] == ["far_low", "within"]


def test_one_person_is_never_out_of_the_ordinary_where_a_fifth_are_not_in_date(
    lab: ChartsLab,
) -> None:
    assert positions(lab, [(0, 1), (1, 1), (80, 100)])[:2] == ["within", "within"]


@pytest.mark.parametrize("hits", [0, 30])
def test_where_all_are_in_date_or_none_is_nobody_stands_out(hits: int, lab: ChartsLab) -> None:
    rows = funnel(lab, [(hits and 10, 10), (hits and 30, 30)])
    assert {row["position_code"] for row in rows} == {"within"}
    assert {row["between_variance"] for row in rows} == {0.0}


def test_people_in_no_team_count_for_the_council_and_are_no_team(lab: ChartsLab) -> None:
    rows = funnel(lab, [(8, 10), (9, 10)], beside=(0, 5))
    assert len(rows) == 2
    assert {(row["council_numerator"], row["council_denominator"]) for row in rows} == {(17, 25)}


def test_a_team_far_below_the_council_is_far_low_however_much_teams_differ(lab: ChartsLab) -> None:
    """49 of 76 where 614 of 694 are in date: chance gives so few less than once in ten million."""
    others = [
        (59, 77),
        (40, 40),
        (70, 75),
        (58, 61),
        (84, 90),
        (68, 71),
        (63, 66),
        (60, 62),
        (63, 76),
    ]
    rows = funnel(lab, [(49, 76), *others])
    assert (rows[0]["council_numerator"], rows[0]["council_denominator"]) == (614, 694)
    assert rows[0]["between_variance"] > 0
    assert chance_of_so_few(49, 76, Fraction(614, 694)) < Fraction(1, 10**7)
    assert [row["position_code"] for row in rows[:2]] == ["far_low", "near_low"]


def test_places_that_all_differ_are_outside_and_it_is_said_that_they_differ(lab: ChartsLab) -> None:
    """Lines are what chance alone gives: where no place is like another, many lie outside."""
    wide = [(20, 100), (30, 100), (40, 100), (50, 100), (60, 100), (70, 100), (80, 100)]
    rows = funnel(lab, wide)
    assert {row["is_beyond_chance"] for row in rows} == {True}
    assert [row["position_code"] for row in rows] == [
        "far_low", "far_low", "near_low", "within", "near_high", "far_high", "far_high",
    ]  # fmt: skip


def test_one_team_far_out_does_not_make_all_differ(lab: ChartsLab) -> None:
    rows = funnel(lab, [(0, 10), *[(9, 10)] * 20])
    assert [row["position_code"] for row in rows] == ["far_low", *["within"] * 20]
    assert {row["is_beyond_chance"] for row in rows} == {False}


def test_small_places_as_unlike_as_chance_makes_them_are_not_said_to_differ(lab: ChartsLab) -> None:
    """Eight people with 87.5% in date: 34, 39, 20 and 7 of a hundred have 8, 7, 6 and 5 in date."""
    rows = funnel(lab, [(8, 8)] * 34 + [(7, 8)] * 39 + [(6, 8)] * 20 + [(5, 8)] * 7)
    assert {row["council_numerator"] for row in rows} == {700}
    assert {row["is_beyond_chance"] for row in rows} == {False}


@pytest.mark.parametrize("share", [5, 25, 50, 75, 88, 97])
def test_a_larger_place_is_never_held_to_wider_lines(share: int, lab: ChartsLab) -> None:
    """From 20 on; under it exact limits move in steps, and the two meet within 1.5 people of 20."""
    low = max(0, 4 * share - 200)
    rows = funnel(lab, [(low, 200), (4 * share - low, 200)])
    assert rows[0]["between_variance"] > 0
    rows = lab.ask("from marts.fct_funnel_limits order by size")
    large = [row for row in rows if row["size"] >= 20]
    assert len(large) == 181
    for name, way in (("near_low", 1), ("far_low", 1), ("near_high", -1), ("far_high", -1)):
        told = [way * row[name] for row in large]
        assert told == sorted(told), name
        assert abs(rows[19][name] - rows[18][name]) < 1.5 / 20, name


def test_a_place_alone_is_like_itself(lab: ChartsLab) -> None:
    assert positions(lab, [(30, 40)]) == ["within"]


_PLACE = st.integers(1, 120).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(places=st.lists(_PLACE, min_size=1, max_size=30))
def test_any_funnel_is_as_an_independent_calculation_has_it(
    places: list[Counts], lab: ChartsLab
) -> None:
    rows = funnel(lab, places)
    share = Fraction(sum(hits for hits, _ in places), sum(size for _, size in places))
    between = between_variance(places, float(share))
    assert rows[0]["between_variance"] == pytest.approx(between, rel=1e-9, abs=1e-12)
    assert rows[0]["is_beyond_chance"] == differ_beyond_chance(places, float(share))
    for row, (hits, size) in zip(rows, places, strict=True):
        if size < 20:
            expected = (
                "far_low" if chance_of_so_few(hits, size, share) < FAR
                else "near_low" if chance_of_so_few(hits, size, share) < NEAR
                else "far_high" if chance_of_so_many(hits, size, share) < FAR
                else "near_high" if chance_of_so_many(hits, size, share) < NEAR
                else "within"
            )  # fmt: skip
            assert row["position_code"] == expected, (hits, size, share)
            continue
        for name, width in (("near_low", -1.959964), ("near_high", 1.959964),
                            ("far_low", -3.090232), ("far_high", 3.090232)):  # fmt: skip
            limit = smooth_limit(float(share), size, width)
            assert row[name] == pytest.approx(limit, abs=1e-9)
        beyond = [
            name for name in ("far_low", "near_low", "far_high", "near_high")
            if (hits / size < row[name] - 1e-9 if name.endswith("low") else hits / size > row[name] + 1e-9)
        ]  # fmt: skip
        assert row["position_code"] == (beyond or ["within"])[0]


def test_lines_never_cross(lab: ChartsLab) -> None:
    funnel(lab, [(17, 20), (85, 100), (3, 19), (19, 19)])
    rows = lab.ask("from marts.fct_funnel_limits")
    assert len(rows) == 100
    for row in rows:
        told = [
            row[name] for name in ("far_low", "near_low", "target_share", "near_high", "far_high")
        ]
        assert told == sorted(told), row
        assert told[0] >= 0 and told[-1] <= 1


def test_shuffled_places_make_the_same_funnel(lab: ChartsLab) -> None:
    places = [(3, 9), (20, 30), (0, 10), (45, 50), (12, 12)]
    forth, back = funnel(lab, places), funnel(lab, places[::-1])
    told = [(row["near_low"], row["position_code"]) for row in forth]
    assert told == [(row["near_low"], row["position_code"]) for row in back][::-1]
