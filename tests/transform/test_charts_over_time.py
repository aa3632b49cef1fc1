"""Charts over time say what the Making Data Count rules say: on published series, by hand, and at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .charts_lab import MONTHLY, VALUES, ChartsLab, compile_charts
from .plain_charts import limits_of, named_points

Series = Sequence[float | Fraction | None]
#: The published example: one month of ten among ones and twos.
PUBLISHED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
#: Ups and downs by one about 50: nothing in them is more than chance, and the average range is 1.
STEADY = [50, 51, 50, 49, 50, 51, 50, 49, 50, 51, 50, 49, 50, 51, 50, 49, 50, 51]


@pytest.fixture(scope="module")
def lab(make_once: Callable[[str, Callable[[Path], None]], Path]) -> ChartsLab:
    """The models of the charts, ready to run."""
    return ChartsLab(make_once("charts-compiled", compile_charts))


def draw(lab: ChartsLab, many: Sequence[Series], **more: Any) -> list[dict[str, Any]]:
    """The points of each of these series, in order, each with what its chart says."""
    rows = [
        {
            "series_id": f"{number:05d}", "as_at": date(2026, 11, 20), "policy_id": "in_force",
            "measure_code": "in_date", "level_code": "council", "place_id": f"{number:05d}",
            "direction": "up", "target": None, "highest": 100, "point_number": place,
            "month_end_on": date(2024, 1, 31) + timedelta(days=31 * place), "denominator": 100,
            "value": None if value is None else float(value), **more,
        }
        for number, series in enumerate(many)
        for place, value in enumerate(series, start=1)
    ]  # fmt: skip
    lab.fill("intermediate", "int_spc_values", VALUES, rows)
    lab.run("int_spc_rules", "int_spc_limits", "int_spc_judged", "fct_spc_series", "fct_spc_points")
    return lab.ask("from intermediate.int_spc_judged order by series_id, point_number")


def rules(lab: ChartsLab, series: Series, **more: Any) -> list[str | None]:
    """Which rule names each point of one series."""
    return [row["rule_code"] for row in draw(lab, [series], **more)]


def variations(lab: ChartsLab, series: Series, **more: Any) -> list[str | None]:
    """What each point of one series means."""
    return [row["variation_code"] for row in draw(lab, [series], **more)]


def chart(lab: ChartsLab, series: Series, **more: Any) -> dict[str, Any]:
    """What the chart of one series says as a whole."""
    draw(lab, [series], **more)
    return lab.ask("from marts.fct_spc_series")[0]


def test_the_published_series_has_the_published_limits(lab: ChartsLab) -> None:
    told = chart(lab, PUBLISHED)
    assert round(told["mean_value"], 2) == 1.94
    assert round(told["upper_limit"], 2) == 4.60
    assert round(told["lower_limit"], 2) == -0.72


def test_without_screening_it_has_the_limits_of_the_spreadsheet(lab: ChartsLab) -> None:
    with_it = lab.ask("from seeds.spc_rules where rule_code = 'screen_width'")[0]["rule_value"]
    change = "update seeds.spc_rules set rule_value = ? where rule_code = 'screen_width'"
    lab.connection.execute(change, [10_000.0])
    told = chart(lab, PUBLISHED)
    lab.connection.execute(change, [with_it])
    assert (round(told["upper_limit"], 2), round(told["lower_limit"], 2)) == (6.95, -3.06)


def test_the_month_of_ten_is_outside_and_no_other_is(lab: ChartsLab) -> None:
    assert rules(lab, PUBLISHED) == [
        "outside_limit" if value == 10 else None for value in PUBLISHED
    ]


def test_limits_are_tested_uncut_and_drawn_cut(lab: ChartsLab) -> None:
    told = chart(lab, [99, 90, 99, 90, 99, 90, 99, 90, 99, 90, 99, 90])
    assert told["upper_limit"] > 100 and told["drawn_upper_limit"] == 100
    assert chart(lab, PUBLISHED)["drawn_lower_limit"] == 0


def test_a_steady_series_is_common_cause_throughout(lab: ChartsLab) -> None:
    assert variations(lab, STEADY) == ["common_cause"] * len(STEADY)


def test_a_series_that_never_moves_is_common_cause(lab: ChartsLab) -> None:
    never = [100 * 2 / 3] * 24
    assert variations(lab, never) == ["common_cause"] * 24
    told = chart(lab, never)
    assert told["upper_limit"] == pytest.approx(told["lower_limit"])


def test_a_point_on_a_limit_is_not_outside_it_and_one_beyond_is(lab: ChartsLab) -> None:
    # Twelve times 1, 0 and then x: x equals its own upper limit where
    # x = (12 + x) / 25 + 2.66 * (23 + x) / 24, all moving ranges but the last being 1.
    width = Fraction("2.66")
    tie = (Fraction(12, 25) + width * 23 / 24) / (1 - Fraction(1, 25) - width / 24)
    series = [*[1, 0] * 12, tie]
    limits = limits_of(list(map(Fraction, series)))
    assert limits is not None and limits.upper == tie
    assert rules(lab, series)[-1] is None
    assert rules(lab, [*series[:-1], tie + Fraction(1, 10**6)])[-1] == "outside_limit"
    below = [-value for value in series]
    assert rules(lab, below)[-1] is None
    assert rules(lab, [*below[:-1], -tie - Fraction(1, 10**6)])[-1] == "outside_limit"


@pytest.mark.parametrize(("way", "direction", "expected"), [
    (1, "up", "improving_high"), (-1, "up", "concern_low"),
    (1, "down", "concern_high"), (-1, "down", "improving_low"),
    (1, "none", "neutral_high"), (-1, "none", "neutral_low"),
])  # fmt: skip
def test_what_a_point_outside_means_goes_by_which_way_is_better(
    way: int, direction: str, expected: str, lab: ChartsLab
) -> None:
    assert variations(lab, [*STEADY, 50 + way * 20], direction=direction)[-1] == expected


def test_seven_rising_points_are_a_trend_and_six_are_not(lab: ChartsLab) -> None:
    wide = [30, 70, 30, 70, 30, 70, 30, 70, 30]
    seven, six = [47, 48, 49, 50, 51, 52, 53], [48, 49, 50, 51, 52, 53]
    assert rules(lab, [*wide, *seven, 40])[9:16] == ["trend"] * 7
    assert "trend" not in rules(lab, [*wide, 60, *six, 40])
    assert variations(lab, [*wide, *seven[::-1], 60])[9:16] == ["concern_low"] * 7


def test_a_month_equal_to_the_one_before_breaks_a_trend(lab: ChartsLab) -> None:
    wide = [30, 70, 30, 70, 30, 70, 30, 70, 30]
    assert "trend" not in rules(lab, [*wide, 60, 47, 48, 49, 49, 50, 51, 52, 40])


def test_where_one_trend_turns_into_another_the_turning_point_keeps_the_first(
    lab: ChartsLab,
) -> None:
    wide = [20, 80] * 5
    up_then_down = [44, 45, 46, 47, 48, 49, 50, 49, 48, 47, 46, 45, 44]
    told = variations(lab, [*wide, *up_then_down])[10:]
    assert told == ["improving_high"] * 7 + ["concern_low"] * 6


def test_seven_on_one_side_are_a_run_and_six_are_not(lab: ChartsLab) -> None:
    seven = [48, 52, 47, 53, 48, 52, 47, 51, 52, 51, 52, 51, 52, 51, 47, 48, 49, 48]
    told = named_points(list(map(Fraction, seven)))
    assert told[7:14] == [("one_side", 1)] * 7
    assert rules(lab, seven)[7:14] == ["one_side"] * 7
    six = [48, 52, 47, 53, 48, 52, 47, 51, 52, 51, 52, 51, 52, 47, 48, 52, 48, 51]
    assert "one_side" not in rules(lab, six)


def test_a_point_equal_to_the_mean_breaks_a_run(lab: ChartsLab) -> None:
    series = [49, 51, 49, 51, 51, 51, 51, 50, 51, 51, 51, 49, 49, 49, 49, 51, 49, 48]
    assert sum(series) == 50 * len(series)
    assert set(rules(lab, series)) == {None}


def test_two_of_three_close_to_a_limit_are_marked_and_the_third_is_not(lab: ChartsLab) -> None:
    series = [*STEADY, Fraction("52.2"), 51, Fraction("52.2"), 49, 48, 50, 48, 49]
    told = named_points(list(map(Fraction, series)))
    assert [point and point[0] for point in told][18:21] == ["two_in_three", None, "two_in_three"]
    assert rules(lab, series)[18:21] == ["two_in_three", None, "two_in_three"]


def test_a_point_outside_is_not_one_of_two_that_are_close(lab: ChartsLab) -> None:
    series = [*STEADY, 56, 51, Fraction("52.3"), 49, 48, 50, 48, 49]
    limits = limits_of(list(map(Fraction, series)))
    assert limits is not None and limits.upper < 56
    near = limits.mean + Fraction(2, 3) * (limits.upper - limits.mean)
    assert near < Fraction("52.3") < limits.upper
    assert rules(lab, series)[18:21] == ["outside_limit", None, None]


def test_two_of_three_on_both_sides_of_the_mean_are_chance(lab: ChartsLab) -> None:
    series = [*STEADY, Fraction("52.2"), 49, Fraction("52.2"), 49, 48, 50, 48, 49]
    assert "two_in_three" not in rules(lab, series)


def test_a_point_that_two_rules_name_goes_by_the_first(lab: ChartsLab) -> None:
    series = [*STEADY, 51, 52, 53, 54, 55, 56, 70]
    assert rules(lab, series)[-1] == "outside_limit"
    assert rules(lab, series)[-3] in ("outside_limit", "trend")


def test_fewer_than_twelve_months_have_trial_limits(lab: ChartsLab) -> None:
    assert chart(lab, STEADY[:11])["is_trial"]
    assert not chart(lab, STEADY[:12])["is_trial"]
    assert chart(lab, STEADY[:11])["upper_limit"] is not None


def test_fewer_than_seven_months_have_no_limits_and_say_why(lab: ChartsLab) -> None:
    assert chart(lab, STEADY[:7])["standing_code"] == "judged"
    told = chart(lab, STEADY[:6])
    assert told["standing_code"] == "too_few"
    assert told["upper_limit"] is None and told["variation_code"] is None
    assert told["latest_value"] == STEADY[5]


@pytest.mark.parametrize(("average", "standing"), [(29, "too_small"), (30, "judged")])
def test_a_place_with_too_few_people_has_no_limits_and_says_why(
    average: int, standing: str, lab: ChartsLab
) -> None:
    told = chart(lab, [*STEADY, 90], denominator=average)
    assert told["standing_code"] == standing
    assert (told["upper_limit"] is None) == (standing == "too_small")
    assert (told["variation_code"] is None) == (standing == "too_small")


def test_a_month_in_which_nothing_was_owed_is_a_gap_that_nothing_reaches_across(
    lab: ChartsLab,
) -> None:
    wide = [30, 70, 30, 70, 30, 70, 30, 70, 30]
    whole = [*wide, 47, 48, 49, 50, 51, 52, 53, 40]
    broken = [*wide, 47, 48, 49, 50, None, 51, 52, 53, 40]
    assert "trend" in rules(lab, whole) and "trend" not in rules(lab, broken)
    limits = limits_of([None if value is None else Fraction(value) for value in broken])
    assert limits is not None
    assert chart(lab, broken)["upper_limit"] == pytest.approx(float(limits.upper))
    assert chart(lab, broken)["points_count"] == len(broken) - 1


def test_what_the_last_month_says_is_said_since_it_first_said_so(lab: ChartsLab) -> None:
    told = chart(lab, [*STEADY, 70, 71])
    assert told["variation_code"] == "improving_high"
    assert told["variation_since_on"] == date(2024, 1, 31) + timedelta(days=31 * 19)
    calm = chart(lab, STEADY)
    assert calm["variation_since_on"] == calm["first_on"] and calm["last_signal_on"] is None


@pytest.mark.parametrize(("target", "direction", "expected"), [
    (60, "up", "missed"), (60, "down", "met"), (40, "up", "met"), (40, "down", "missed"),
    (50, "up", "hit_and_miss"), (None, "up", None), (60, "none", None),
])  # fmt: skip
def test_a_target_is_met_or_missed_where_it_lies_outside_the_limits(
    target: float | None, direction: str, expected: str | None, lab: ChartsLab
) -> None:
    assert chart(lab, STEADY, target=target, direction=direction)["assurance_code"] == expected


def test_a_target_on_a_limit_may_or_may_not_be_met(lab: ChartsLab) -> None:
    on_it = chart(lab, STEADY)["upper_limit"]
    assert chart(lab, STEADY, target=on_it)["assurance_code"] == "hit_and_miss"
    assert chart(lab, STEADY, target=on_it + 0.001)["assurance_code"] == "missed"


_SMALL = st.integers(0, 12).map(Fraction)
_SHARES = st.builds(
    lambda n, part: Fraction(100 * (part % (n + 1)), n), st.integers(1, 60), _SMALL.map(int)
)
_WALK = st.lists(st.integers(-2, 3), min_size=7, max_size=30).map(
    lambda steps: [Fraction(50 + sum(steps[: place + 1])) for place in range(len(steps))]
)
_ANY = st.one_of(
    st.lists(_SMALL, min_size=7, max_size=30),
    st.lists(st.one_of(_SMALL, st.none()), min_size=7, max_size=30),
    st.lists(_SHARES, min_size=7, max_size=30),
    _WALK,
)


def _can_be_judged(series: list[Fraction | None]) -> bool:
    known = [value for value in series if value is not None]
    return len(known) >= 7 and series[-1] is not None and limits_of(series) is not None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(many=st.lists(_ANY.filter(_can_be_judged), min_size=1, max_size=25))
def test_any_series_is_judged_as_an_independent_calculation_judges_it(
    many: list[list[Fraction | None]], lab: ChartsLab
) -> None:
    drawn = draw(lab, many)
    told = {row["place_id"]: row for row in lab.ask("from intermediate.int_spc_limits")}
    for number, series in enumerate(many):
        limits = limits_of(series)
        assert limits is not None
        row = told[f"{number:05d}"]
        for name, expected in (
            ("mean_value", limits.mean), ("lower_limit", limits.lower), ("upper_limit", limits.upper),
        ):  # fmt: skip
            assert row[name] == pytest.approx(float(expected), abs=1e-9)
        mine = [point for point in drawn if point["place_id"] == f"{number:05d}"]
        expected_names = named_points(series)
        assert [point["rule_code"] for point in mine] == [p and p[0] for p in expected_names], (
            series
        )
        ways = [p and ("improving_high" if p[1] > 0 else "concern_low") for p in expected_names]
        common = [
            None if value is None else way or "common_cause"
            for way, value in zip(ways, series, strict=True)
        ]
        assert [point["variation_code"] for point in mine] == common


def month_ends(last: date, many: int) -> list[date]:
    """So many month ends up to one, oldest first."""
    found = [last]
    while len(found) < many:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found[::-1]


def council(days: Sequence[date], data_date: date, **more: Any) -> list[dict[str, Any]]:
    """A council's monthly measures of staff supervision, 90 of 100 in date throughout."""
    return [
        {
            "as_at": day, "is_data_date": day == data_date, "policy_id": "in_force",
            "obligation_type": "staff_supervision", "level_code": "council", "place_id": "",
            "case_type": "all", "open_count": 100, "in_date_count": 90, "missed_count": 7, **more,
        }
        for day in [*days, data_date]
    ]  # fmt: skip


def charted(
    lab: ChartsLab, rows: list[dict[str, Any]], records_from: date = date(2000, 1, 1)
) -> list[dict[str, Any]]:
    """The values that are charted of these monthly measures."""
    lab.fill("marts", "fct_monthly_measures", MONTHLY, rows)
    feeds = [{"feed": "sharepoint_sessions", "records_from": records_from}]
    columns = {"feed": "varchar", "records_from": "date"}
    lab.fill("intermediate", "int_records_from", columns, feeds)
    lab.run("int_spc_rules", "int_spc_days", "int_spc_values")
    return lab.ask(
        "from intermediate.int_spc_values where measure_code = 'in_date' order by as_at, point_number"
    )


def test_a_chart_holds_the_last_twenty_four_whole_months(lab: ChartsLab) -> None:
    days, today = month_ends(date(2026, 10, 31), 36), date(2026, 11, 20)
    now = [row for row in charted(lab, council(days, today)) if row["as_at"] == today]
    assert [row["month_end_on"] for row in now] == days[-24:]
    assert {row["value"] for row in now} == {90.0}
    missed = lab.ask(
        "select distinct value from intermediate.int_spc_values where measure_code = 'missed_in_month'"
    )
    assert missed == [{"value": 7.0}]


def test_a_month_whose_last_day_is_the_data_date_is_not_whole_yet(lab: ChartsLab) -> None:
    days, today = month_ends(date(2026, 10, 31), 36), date(2026, 11, 30)
    now = [row for row in charted(lab, council(days, today)) if row["as_at"] == today]
    assert now[-1]["month_end_on"] == date(2026, 10, 31)


def test_a_chart_looked_at_on_an_earlier_month_end_ends_there(lab: ChartsLab) -> None:
    days = month_ends(date(2026, 10, 31), 36)
    then = [
        row
        for row in charted(lab, council(days, date(2026, 11, 20)))
        if row["as_at"] == date(2026, 3, 31)
    ]
    assert then[-1]["month_end_on"] == date(2026, 3, 31) and len(then) == 24


def test_months_in_which_nothing_can_have_fallen_overdue_yet_are_left_out(lab: ChartsLab) -> None:
    days, today = month_ends(date(2026, 10, 31), 36), date(2026, 11, 20)
    found = charted(lab, council(days, today), records_from=date(2025, 12, 15))
    assert min(row["month_end_on"] for row in found) == date(2026, 3, 31)


def test_a_chart_begins_with_its_first_month_and_a_place_with_nothing_now_has_none(
    lab: ChartsLab,
) -> None:
    days, today = month_ends(date(2026, 10, 31), 24), date(2026, 11, 20)
    rows = council(days, today)
    rows[0]["open_count"] = rows[5]["open_count"] = 0
    found = [row for row in charted(lab, rows) if row["as_at"] == today]
    assert found[0]["month_end_on"] == days[1]
    assert [row["value"] for row in found if row["month_end_on"] == days[5]] == [None]
    rows[-2]["open_count"] = 0
    assert not [row for row in charted(lab, rows) if row["as_at"] == today]
