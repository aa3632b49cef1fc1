"""The overview tells a director whether it is getting better, where it is worst, and whether it is any good."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.datasets.charts import funnel_places, services_beside_quality, spc_points, spc_series
from dashboard.scope import Place, Scope
from dashboard.settings import settings
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import visit, words
from tests.dashboard.small_council import council, person, publish

DIRECTOR = Scope(sees_everyone=True)
COUNTS = Scope(sees_counts=True)
HEAD = Scope(team_ids=("A", "B"))
MANAGER = Scope(team_ids=("A",), worker_ids=("m1", "w6"), reader_id="m1")
pytestmark = pytest.mark.usefixtures("demo_settings")


def headings(**asked: str) -> list[str]:
    """The headings of the overview."""
    return [header.value for header in visit("overview", **asked).header]


def alts(**asked: str) -> list[str]:
    """What each chart says to who cannot see it."""
    at = visit("overview", **asked)
    return [chart.proto.alt for chart in at.get("vega_lite_chart")]


def test_the_chart_says_what_its_last_month_means_and_since_when() -> None:
    assert "Staff in date: concern, lower since September 2026" in headings(persona="director")
    told = words(visit("overview", persona="director"))
    assert "**80% (8 of 10)** in date on 31 October 2026." in told
    assert "**▼ Concern, lower**: 7 or more months in a row are falling." in told
    assert "By chance alone a month lies between 81% and 100%, around a mean of 88%." in told
    assert "No target is set" in told


def test_every_chart_has_words_with_a_figure_and_a_table_of_the_same() -> None:
    at = visit("overview", persona="director")
    said = alts(persona="director")
    assert len(said) == 2
    assert all(any(letter.isdigit() for letter in text) and "*" not in text for text in said)
    assert [expander.label for expander in at.expander] == ["Show as a table"] * 2


def test_the_table_of_the_chart_names_the_rule_of_each_month() -> None:
    told = words(visit("overview", persona="director"))
    assert "31 October 2026,80% (8 of 10)" in told
    assert "▼ Concern, lower" in told and "A trend" in told


def test_a_service_too_small_for_limits_says_so_and_draws_none() -> None:
    asked = {"persona": "director", "service": "Front door"}
    told = words(visit("overview", **asked))
    assert "8 people have something owed in an average month. With fewer than 30" in told
    assert "Staff in date, month by month" in headings(**asked)
    assert "By chance alone" not in told


def test_a_service_with_too_few_months_says_so() -> None:
    told = words(visit("overview", persona="director", service="Adults"))
    assert "There are 5 months to look at. With fewer than 7 nothing can be told" in told


def test_a_team_has_its_months_without_limits() -> None:
    told = words(visit("overview", persona="director", team="A"))
    assert "Limits of chance are drawn for the council and for whole services only" in told
    assert "By chance alone" not in told


def test_a_measure_that_is_not_offered_is_staff_in_date() -> None:
    asked = headings(persona="director", measure="nonsense")
    assert asked[0].startswith("Staff in date")


def test_the_funnel_names_who_is_lower_with_their_counts_and_the_caution() -> None:
    told = words(visit("overview", persona="director"))
    assert "Staff in date: one team is lower than expected for its size" in headings(
        persona="director"
    )
    assert "**Lower than expected:** Protection \\*east\\* (0 of 3, 0%)" in told
    assert "if every team were like the council: 6 of 10 (60%) in date" in told
    assert "about one in twenty would still lie outside the dashed lines" in told
    assert "Nobody is ranked" in told
    assert "differ by more than chance" not in told


def test_line_managers_are_compared_where_the_address_asks_for_them() -> None:
    asked = {"persona": "director", "compare": "supervisor"}
    assert (
        "Staff in date: no line manager is lower than expected for the size of their line"
        in headings(**asked)
    )
    told = words(visit("overview", **asked))
    assert "Marie Manager" in told
    assert (
        "Line managers differ by more than chance alone gives, so expect more than one in twenty "
        "outside the lines."
    ) in told


def test_who_sees_counts_only_is_shown_no_team_and_no_manager() -> None:
    for compare in ("team", "supervisor"):
        told = words(visit("overview", persona="task_and_finish", compare=compare))
        assert "expected for" not in told
        for name in ("Protection", "Assessment", "Marie", "Cy Manager"):
            assert name not in told
    assert "Staff in date: concern, lower since September 2026" in headings(
        persona="task_and_finish"
    )


@pytest.mark.parametrize(("scope", "seen"), [
    (DIRECTOR, ["", "Adults", "Front door"]), (COUNTS, ["", "Adults", "Front door"]),
    (HEAD, ["Front door"]), (MANAGER, []), (Scope(worker_ids=("w1",)), []),
])  # fmt: skip
def test_a_chart_is_for_who_sees_counts_or_every_team_of_the_service(
    scope: Scope, seen: list[str], small_run: Published
) -> None:
    rows = spc_series(small_run, scope, Place(), "in_date").to_dicts()
    assert [row["place_id"] for row in rows] == seen
    for place_id, level in (("", "council"), ("Front door", "service"), ("Adults", "service")):
        points = spc_points(
            small_run, scope, Place(), measure_code="in_date", level_code=level, place_id=place_id
        )
        assert (points.height > 0) == (place_id in seen), place_id


@pytest.mark.parametrize(("scope", "level", "seen"), [
    (DIRECTOR, "team", {"A", "B", "C"}), (COUNTS, "team", set()), (HEAD, "team", {"A", "B"}),
    (MANAGER, "team", {"A"}), (DIRECTOR, "supervisor", {"m1", "m3"}), (COUNTS, "supervisor", set()),
    (HEAD, "supervisor", {"m1"}),
])  # fmt: skip
def test_a_place_of_the_funnel_is_for_who_may_see_it(
    scope: Scope, level: str, seen: set[str], small_run: Published
) -> None:
    rows = funnel_places(small_run, scope, Place(), "in_date", level)
    assert set(rows["place_id"]) == seen


def test_a_head_of_service_has_the_chart_of_the_service_without_asking() -> None:
    told = words(visit("overview", persona="head_of_service", **{"as": "Front door"}))
    assert "With fewer than 30" in told


def beside(run: Published, scope: Scope = DIRECTOR) -> dict[str, dict[str, Any]]:
    """Quality beside frequency, by service."""
    rows = services_beside_quality(run, scope, Place()).to_dicts()
    return {row["service_name"]: row for row in rows}


def judged(folder: Path, name: str, in_date: int, grades: list[str]) -> Published:
    """The small council, Adults with ten people of whom so many are in date, and audits of these grades."""
    tables = council()
    tables["fct_supervisees"] = [
        person(f"x{n}", f"Person {n}", "C", "in_date" if n < in_date else "overdue")
        for n in range(10)
    ]
    audit = next(row for row in tables["fct_audits"] if row["audit_id"] == "A4")
    tables["fct_audits"] = [
        {**audit, "audit_id": f"G{n}", "is_graded": grade != "none",
         "is_good_or_better": grade == "good", "headline_grade_code": grade}
        for n, grade in enumerate(grades)
    ]  # fmt: skip
    return published(publish(folder / name, tables))


POOR, FINE = ["inadequate"] * 7 + ["good"] * 2, ["good"] * 6 + ["inadequate"] * 4


@pytest.mark.parametrize(("name", "in_date", "grades", "named"), [
    ("high and poor", 9, POOR, True),
    ("high and not graded", 9, ["none"], True),
    ("high and good enough", 9, FINE, False),
    ("high and too few to say", 9, ["inadequate"], False),
    ("not high", 8, POOR, False),
])  # fmt: skip
def test_a_high_frequency_is_named_where_the_audits_do_not_bear_it_out(
    name: str, in_date: int, grades: list[str], named: bool, tmp_path: Path
) -> None:
    row = beside(judged(tmp_path, name.replace(" ", "-"), in_date, grades))["Adults"]
    assert row["is_beyond_quality"] == named


@pytest.fixture
def poor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A demonstration in which Adults has a high frequency and poor audits."""
    judged(tmp_path, "poor", 9, POOR)
    monkeypatch.setenv("SUPERVISION_DATA", str(tmp_path / "poor"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_the_page_says_that_frequency_is_high_but_audits_are_poor(poor: None) -> None:
    told = words(visit("overview", persona="director"))
    assert (
        "**Adults**: frequency is 90%, but 2 of 9 audits of R1 were graded good or better." in told
    )
    assert "Quality: 2 of 9 audits good or better" in told


def test_a_limit_of_quality_stands_in_its_file_and_nowhere_else(tmp_path: Path) -> None:
    run = judged(tmp_path, "fine", 9, FINE)
    assert not beside(run)["Adults"]["is_beyond_quality"]
    tables = council()
    changed = [
        {"limit_code": code, "limit_value": value}
        for code, value in (("frequency_high", 50), ("audits_good", 100), ("fewest_audits", 1),
                            ("recorded_within", 12))
    ]  # fmt: skip
    stricter = published(
        publish(tmp_path / "stricter", {**tables, "dim_assurance_limits": changed})
    )
    assert not beside(stricter)["Front door"]["is_beyond_quality"]
    assert beside(stricter)["Adults"]["is_beyond_quality"]


def test_few_audits_of_a_service_are_not_shown_to_who_sees_counts_only(
    small_run: Published,
) -> None:
    rows = beside(small_run, COUNTS)
    assert rows["Front door"]["is_suppressed"]
    assert rows["Front door"]["graded_count"] is None
    told = words(visit("overview", persona="task_and_finish"))
    assert "too few to show" in told and "audits good or better\n" not in told


def test_records_are_counted_over_whole_months_of_those_whose_policy_asks(tmp_path: Path) -> None:
    tables = council()
    months = [(date(2025, 11, 30), 9, 9), (date(2026, 10, 31), 3, 1), (date(2026, 11, 20), 5, 5)]
    tables["fct_monthly_measures"] = [
        {"as_at": day, "is_data_date": day == date(2026, 11, 20), "policy_id": "in_force",
         "obligation_type": "session_record", "level_code": "service", "place_id": "Front door",
         "case_type": "all", "met_on_time_count": met, "missed_count": missed}
        for day, met, missed in months
    ]  # fmt: skip
    tables["dim_policies_in_force"] = [
        {"directorate_code": "children", "policy_id": "st_helens", "valid_from": date(2000, 1, 1)}
    ]
    tables["dim_rules"] = [
        {"rule_id": "sth_record", "policy_id": "st_helens", "valid_from": date(2000, 1, 1),
         "outcome": "obligation", "obligation_type": "session_record", "is_measured": True}
    ]  # fmt: skip
    rows = beside(published(publish(tmp_path / "records", tables)))
    front, adults = rows["Front door"], rows["Adults"]
    # Twelve months before 20 November 2026 the month of November 2025 is one of them.
    assert (front["in_time_count"], front["due_count"]) == (12, 22)
    assert front["is_record_measured"] and not adults["is_record_asked"]


def test_the_graded_audits_beside_frequency_are_those_in_the_file(
    demo_data: Path, demo_inbox: Path
) -> None:
    """Counted from the cells: the newest round, no moderations, the moderated grade where there is one."""
    (file,) = demo_inbox.glob("audit_answers_2*.csv")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        typed = list(csv.DictReader(stream))
    run = published(demo_data)
    rows = services_beside_quality(run, DIRECTOR, Place()).to_dicts()
    newest = rows[0]["audit_round"]
    mine = [row for row in typed if row["Audit Round"] == newest]
    moderated = {
        (row["Session ID"], row["Supervisee"]): row["Grade"]
        for row in mine
        if row["Is Moderation"] == "Yes"
    }
    grades = {
        row["Audit ID"]: moderated.get((row["Session ID"], row["Supervisee"]), row["Grade"])
        for row in mine
        if row["Is Moderation"] == "No"
    }
    good = sum(grade in ("Good", "Outstanding") for grade in grades.values())
    assert sum(row["graded_count"] for row in rows) == len(grades) > 20
    assert sum(row["good_or_better_count"] for row in rows) == good
