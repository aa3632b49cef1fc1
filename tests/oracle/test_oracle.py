"""The calculation is held against the worked examples, the example council and its own laws."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from .by_hand import case, nqsw, row, social_worker
from .compare import describe, find_differences, read_csv
from .councils import write_council, write_merged_councils
from .inbox import Council, Row, make_council, read_council
from .ledger import expect, make_ledger
from .obligation import CORE_COLUMNS, SUPERVISION, Obligation, sessions_missed, status

EXAMPLE = Path(__file__).parents[3] / "shared" / "data" / "example-council"
Shown = tuple[str, str, str, str, str, str]  # opened, due, rule, met, closed, reason


def rows_of(council: Council, policy_id: str) -> list[Obligation]:
    """The supervision rows of one policy in order of opening."""
    rows = [row for row in make_ledger(council) if row.policy_id == policy_id]
    return sorted(
        (row for row in rows if row.obligation_type in SUPERVISION),
        key=lambda row: row.opened_on,
    )


def shown(council: Council, policy_id: str) -> list[Shown]:
    """Those rows as the worked examples show them."""
    return [
        (
            str(row.opened_on),
            str(row.due_on),
            f"{row.rule_id} {row.interval_count} {row.interval_unit}",
            str(row.met_on or ""),
            str(row.closed_on or ""),
            row.closed_reason or "",
        )
        for row in rows_of(council, policy_id)
    ]


MONTHLY = "kno_social_worker 1 month"


def met(opened: str, due: str, rule: str, on: str) -> Shown:
    """A row met on a day, which is the day it closes."""
    return (opened, due, rule, on, on, "met")


def still_open(opened: str, due: str, rule: str) -> Shown:
    """A row nobody has met or closed."""
    return (opened, due, rule, "", "", "")


def test_a_worker_never_supervised_has_one_open_row_due_at_the_month_end() -> None:
    """Started 31 January: a month later is 28 February."""
    assert shown(social_worker("2026-01-31"), "knowsley") == [
        still_open("2026-01-31", "2026-02-28", MONTHLY)
    ]


def test_each_session_meets_the_open_row_and_opens_the_next() -> None:
    """Sessions on 28 February and 30 March, the second late."""
    assert shown(social_worker("2026-01-31", sessions="2026-02-28 2026-03-30"), "knowsley") == [
        met("2026-01-31", "2026-02-28", MONTHLY, "2026-02-28"),
        met("2026-02-28", "2026-03-28", MONTHLY, "2026-03-30"),
        still_open("2026-03-30", "2026-04-30", MONTHLY),
    ]


def test_nobody_missed_the_years_before_records_begin() -> None:
    """Started in 2009, records from 1 April 2025."""
    council = social_worker(
        "2009-03-02",
        sessions="2025-04-20",
        records_from={"sharepoint_sessions": date(2025, 4, 1)},
    )
    assert shown(council, "knowsley")[0] == met("2025-04-01", "2025-05-01", MONTHLY, "2025-04-20")


def test_an_nqsw_goes_from_weekly_to_fortnightly_to_monthly() -> None:
    """The long worked example, with what was missed on the way."""
    days = "2026-01-12 2026-01-20 2026-02-10 2026-02-24 2026-06-24 2026-07-24"
    council = nqsw("2026-01-05", days, data_date=date(2026, 8, 1))
    weekly, fortnightly, monthly = (f"sfc_nqsw {n}" for n in ("1 week", "2 week", "1 month"))
    assert shown(council, "skills_for_care") == [
        met("2026-01-05", "2026-01-12", weekly, "2026-01-12"),
        met("2026-01-12", "2026-01-19", weekly, "2026-01-20"),
        met("2026-01-20", "2026-01-27", weekly, "2026-02-10"),
        met("2026-02-10", "2026-02-24", fortnightly, "2026-02-24"),
        met("2026-02-24", "2026-03-10", fortnightly, "2026-06-24"),
        met("2026-06-24", "2026-07-24", monthly, "2026-07-24"),
        still_open("2026-07-24", "2026-08-24", monthly),
    ]
    rows = rows_of(council, "skills_for_care")
    assert [sessions_missed(row, date(2026, 8, 1)) for row in rows] == [0, 1, 2, 0, 8, 0, 0]


CIN, CP, LAC = (
    "sth_child_in_need 2 month",
    "sth_child_protection 1 month",
    "sth_looked_after 2 month",
)
IN_NEED_THEN_PLAN = (
    ("child_in_need", "2026-01-01", "2026-01-19"),
    ("child_protection", "2026-01-20", ""),
)


def test_a_shorter_interval_bites_only_after_a_whole_one_has_passed() -> None:
    """Child in need to child protection on 20 January, with and without a session."""
    assert shown(case(*IN_NEED_THEN_PLAN, sessions="2026-01-10"), "st_helens") == [
        met("2026-01-01", "2026-03-01", CIN, "2026-01-10"),
        still_open("2026-01-10", "2026-02-20", CP),
    ]
    assert shown(case(*IN_NEED_THEN_PLAN), "st_helens") == [
        still_open("2026-01-01", "2026-02-20", CP)
    ]


def test_what_was_overdue_stays_overdue_when_the_case_steps_up() -> None:
    """The plan began a month after the due date."""
    council = case(
        ("child_in_need", "2026-01-01", "2026-03-31"), ("child_protection", "2026-04-01", "")
    )
    assert shown(council, "st_helens") == [still_open("2026-01-01", "2026-03-01", CIN)]


def test_a_longer_interval_runs_from_the_last_session() -> None:
    """Child protection to child in need on 20 January."""
    council = case(
        ("child_protection", "2026-01-01", "2026-01-19"), ("child_in_need", "2026-01-20", "")
    )
    assert shown(council, "st_helens") == [still_open("2026-01-01", "2026-03-01", CIN)]


def test_a_lapse_of_the_plan_loosens_within_bounds() -> None:
    """Protection, five days in need, protection again."""
    council = case(
        ("child_protection", "2026-01-01", "2026-01-19"),
        ("child_in_need", "2026-01-20", "2026-01-24"),
        ("child_protection", "2026-01-25", ""),
    )
    assert shown(council, "st_helens") == [still_open("2026-01-01", "2026-02-25", CP)]


def test_a_case_that_tightens_and_loosens_is_judged_by_its_last_phase() -> None:
    """In need, protection, looked after."""
    council = case(
        ("child_in_need", "2026-01-01", "2026-01-09"),
        ("child_protection", "2026-01-10", "2026-01-24"),
        ("looked_after", "2026-01-25", ""),
    )
    assert shown(council, "st_helens") == [still_open("2026-01-01", "2026-03-01", LAC)]


def test_an_assessment_is_due_in_twenty_days_then_monthly() -> None:
    """Never supervised, stepped up from level 2, and supervised on the way."""
    rule = "sth_assessment"
    alone = ("assessment", "2026-01-01", "")
    assert shown(case(alone), "st_helens") == [
        still_open("2026-01-01", "2026-01-21", f"{rule} 20 day")
    ]
    stepped = case(
        ("level_2", "2025-12-01", "2026-01-09"),
        ("assessment", "2026-01-10", ""),
        sessions="2026-01-05",
    )
    assert shown(stepped, "st_helens")[1] == still_open(
        "2026-01-05", "2026-01-30", f"{rule} 20 day"
    )
    assert shown(case(alone, sessions="2026-01-11"), "st_helens")[1] == still_open(
        "2026-01-11", "2026-02-11", f"{rule} 1 month"
    )


def test_a_long_absence_closes_the_row_and_leaving_closes_the_next() -> None:
    """Off sick 10 February to 30 April, leaves 15 June."""
    council = social_worker(
        "2026-01-01",
        leaving="2026-06-15",
        sessions="2026-01-20",
        hr_absences=[
            row(
                "hr_absences",
                Employee_Number="1",
                Absence_Type="Sickness",
                First_Day="2026-02-10",
                Last_Day="2026-04-30",
            )
        ],
    )
    assert shown(council, "knowsley") == [
        met("2026-01-01", "2026-02-01", MONTHLY, "2026-01-20"),
        ("2026-01-20", "2026-02-20", MONTHLY, "", "2026-02-10", "absent"),
        ("2026-05-01", "2026-06-01", MONTHLY, "", "2026-06-16", "left"),
    ]
    _, away, left = rows_of(council, "knowsley")
    assert status(away, date(2026, 2, 10)) == "closed_in_time"
    assert sessions_missed(away, date(2026, 9, 1)) == 0
    assert status(left, date(2026, 6, 15)) == "overdue"
    assert status(left, date(2026, 6, 16)) == "closed_overdue"
    assert sessions_missed(left, date(2026, 9, 1)) == 1


@pytest.mark.parametrize(("last_day", "is_long"), [("2026-03-09", True), ("2026-03-08", False)])
def test_an_absence_is_long_from_its_twenty_eighth_day(last_day: str, is_long: bool) -> None:
    """10 February to 9 March is 28 days, both included."""
    absence = row(
        "hr_absences",
        Employee_Number="1",
        Absence_Type="Sickness",
        First_Day="2026-02-10",
        Last_Day=last_day,
    )
    reasons = [r[5] for r in shown(social_worker("2026-01-20", hr_absences=[absence]), "knowsley")]
    assert ("absent" in reasons) is is_long


def test_annual_leave_between_two_sicknesses_does_not_join_them() -> None:
    """Twenty days, a week of leave, twenty days: no long absence."""
    absences = [
        row(
            "hr_absences",
            Employee_Number="1",
            Absence_Type=kind,
            First_Day=first,
            Last_Day=last,
        )
        for kind, first, last in (
            ("Sickness", "2026-02-01", "2026-02-20"),
            ("Annual leave", "2026-02-21", "2026-02-27"),
            ("Sickness", "2026-02-28", "2026-03-19"),
        )
    ]
    assert len(shown(social_worker("2026-01-20", hr_absences=absences), "knowsley")) == 1


def test_an_agreed_deviation_never_binds_and_a_concern_only_tightens() -> None:
    """Two months asked for a concern is looser than monthly; one week is tighter."""

    def under(count: str, unit: str, reason: str) -> str:
        override = row(
            "sharepoint_overrides",
            Supervisee="1",
            Interval=count,
            Unit=unit,
            From="2026-01-20",
            Reason=reason,
        )
        return shown(social_worker("2026-01-20", sharepoint_overrides=[override]), "knowsley")[0][2]

    assert under("1", "week", "Agreed deviation") == MONTHLY
    assert under("2", "month", "Practice concern") == MONTHLY
    assert under("1", "week", "Practice concern") == "kno_override 1 week"
    assert under("30", "day", "Practice concern") == "kno_override 30 day"


def test_a_care_leaver_loosens_at_twenty_one_and_is_not_bound_before_eighteen() -> None:
    """Born 29 February 2004: 21 on 28 February 2025; born 2010: no rule."""
    grown = case(("care_leaver", "2025-01-10", ""), born="2004-02-29")
    assert shown(grown, "st_helens")[0][:3] == (
        "2025-01-10",
        "2025-04-10",
        "sth_care_leaver_21 3 month",
    )
    assert shown(case(("care_leaver", "2025-01-10", ""), born="2010-05-01"), "st_helens") == []
    assert shown(case(("care_leaver", "2025-01-10", "")), "st_helens")[0][2] == (
        "sth_care_leaver_18 2 month"
    )


def test_a_flag_binds_whatever_the_involvement() -> None:
    """Pre-proceedings has no rule under St Helens until exploitation is flagged."""
    involved = ("pre_proceedings", "2026-01-01", "")
    assert shown(case(involved), "st_helens") == []
    flagged = case(involved, flags=[("exploitation_high", "2026-02-01", "2026-02-15")])
    assert shown(flagged, "st_helens") == [
        (
            "2026-02-01",
            "2026-03-01",
            "sth_exploitation 1 month",
            "",
            "2026-02-16",
            "no_rule",
        )
    ]


def reviews_of(council: Council) -> dict[int | None, Obligation]:
    """The reviews of the one NQSW under the national floor, by milestone."""
    return {
        row.milestone_months: row
        for row in make_ledger(council)
        if row.obligation_type == "asye_review" and row.policy_id == "skills_for_care"
    }


def test_a_part_timers_review_moves_with_hours_and_a_pause_moves_it_again() -> None:
    """Half time doubles 90 days; a fortnight's pause before the due date adds 14."""
    programme = {"FTE": "0.5"}
    assert reviews_of(nqsw("2026-01-01", programme=programme))[3].due_on == date(2026, 6, 30)
    pause = row("asye_pauses", NQSW="1", From="2026-06-30", To="2026-07-13")
    paused = nqsw("2026-01-01", programme=programme, asye_pauses=[pause])
    assert reviews_of(paused)[3].due_on == date(2026, 7, 14)
    later = replace_cell(pause, "From", date(2026, 7, 1))
    assert reviews_of(nqsw("2026-01-01", programme=programme, asye_pauses=[later]))[
        3
    ].due_on == date(2026, 6, 30)


def replace_cell(one: Row, heading: str, value: object) -> Row:
    """The row with one cell changed."""
    return {**one, heading: value}


def test_a_review_after_the_programme_ended_meets_nothing() -> None:
    """Ended 1 May: the three-month review of 2 May is too late, that of 1 May is not."""
    for held, reason in (("2026-05-01", "met"), ("2026-05-02", "programme_ended")):
        review = row("asye_reviews", NQSW="1", Milestone_Months="3", Held_Date=held)
        council = nqsw("2026-01-01", ended="2026-05-01", asye_reviews=[review])
        assert reviews_of(council)[3].closed_reason == reason


def test_twenty_weeks_of_silence_under_a_fortnightly_rule_is_nine_missed() -> None:
    """One late row, nine sessions."""
    council = nqsw("2025-11-01", "2026-01-01", data_date=date(2026, 4, 1))
    silent = rows_of(council, "skills_for_care")[-1]
    assert silent.interval_unit == "week"
    assert sessions_missed(silent, silent.opened_on + timedelta(days=140)) == 9


def test_the_states_of_an_open_row_follow_the_days() -> None:
    """Opened 31 January, due 28 February."""
    one = rows_of(social_worker("2026-01-31"), "knowsley")[0]
    days = {
        date(2026, 1, 30): "not_opened",
        date(2026, 2, 20): "in_date",
        date(2026, 2, 21): "due_soon",
        date(2026, 2, 28): "due_soon",
        date(2026, 3, 1): "overdue",
    }
    assert {day: status(one, day) for day in days} == days
    assert status(one, date(2026, 3, 1), is_away=True) == "away"


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the example council is not beside this folder")
def test_the_example_council_has_exactly_the_ledger_kept_with_it() -> None:
    """Every row of the twelve types, as a multiset on the eight columns."""
    differences = find_differences(
        expect(EXAMPLE / "inbox"), read_csv(EXAMPLE / "expected_ledger.csv")
    )
    assert not differences


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Council:
    """A few nasty councils in one inbox."""
    folder = tmp_path_factory.mktemp("councils")
    write_merged_councils(folder, range(1, 5), cases=12)
    return read_council(folder)


def test_rows_of_one_subject_never_overlap_and_leave_no_gap_but_where_closed(
    made_up: Council,
) -> None:
    """Each opens when the last was met; due dates lie after opening."""
    by_subject = defaultdict(list)
    for one in make_ledger(made_up):
        if one.obligation_type in SUPERVISION:
            by_subject[one.policy_id, one.obligation_type, one.subject_id].append(one)
    assert len(by_subject) > 100
    for rows in by_subject.values():
        rows.sort(key=lambda one: one.opened_on)
        assert all(one.due_on > one.opened_on for one in rows)
        for one, following in itertools.pairwise(rows):
            assert one.closed_on is not None
            if one.closed_reason == "met":
                assert one.closed_on == following.opened_on
            else:
                assert one.closed_on <= following.opened_on
        assert rows[-1].closed_reason != "met"


def test_shuffled_and_doubled_rows_change_nothing(made_up: Council) -> None:
    """The same rows in another order, each fifth one twice."""
    rng = random.Random(3)
    feeds = {}
    for feed, rows in made_up.feeds.items():
        again = rows + [dict(one) for one in rows[::5]]
        rng.shuffle(again)
        feeds[feed] = again
    assert make_ledger(make_council(made_up.data_date, feeds)) == make_ledger(made_up)


def test_a_deleted_session_never_helps(made_up: Council) -> None:
    """With a tenth of the sessions gone no subject is less overdue in total."""
    rng = random.Random(5)
    fewer = {
        feed: [one for one in rows if not feed.endswith("sessions") or rng.random() > 0.1]
        for feed, rows in made_up.feeds.items()
    }
    less = make_council(made_up.data_date, fewer, made_up.records_from)

    def days_overdue(council: Council) -> dict[tuple[str, str], int]:
        total: dict[tuple[str, str], int] = defaultdict(int)
        for one in make_ledger(council):
            if one.obligation_type == "staff_supervision":
                until = one.closed_on or council.data_date
                total[one.policy_id, one.subject_id] += max((until - one.due_on).days, 0)
        return total

    before, after = days_overdue(made_up), days_overdue(less)
    assert before != after
    assert all(after[subject] >= days for subject, days in before.items())


def test_a_changed_row_is_named_with_the_exports_behind_it(tmp_path: Path) -> None:
    """A due date moved by a day is one difference, shown with its subject's rows."""
    write_council(tmp_path, 11, people=4, cases=3)
    council = read_council(tmp_path)
    rows = make_ledger(council)
    assert not find_differences(rows, rows)
    wrong = [replace(rows[0], due_on=rows[0].due_on + timedelta(days=1)), *rows[1:]]
    differences = find_differences(rows, wrong, CORE_COLUMNS)
    lines = "\n".join(describe(differences, council))
    assert lines.startswith("1 rows only expected, 1 only found, 1 subjects differ")
    assert rows[0].subject_id.removeprefix("ics-") in lines
    assert "due_on 1" in lines
