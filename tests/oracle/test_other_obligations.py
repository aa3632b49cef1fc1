"""Worked examples of what is not supervision: each date here was worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .by_hand import DATA_DATE, EARLY, hold, make_alone, nqsw, row, social_worker
from .days import add_working_days
from .inbox import Council, Row
from .ledger import make_ledger

Told = tuple[str, str, str]  # opened, due, how it stands
OPEN = "open"


def told(council: Council, policy_id: str, kind: str, rule_id: str = "") -> list[Told]:
    """The rows of one type under one policy in order of opening."""
    return sorted(
        (
            str(one.opened_on),
            str(one.due_on),
            f"{one.closed_reason} {one.closed_on}" if one.closed_on else OPEN,
        )
        for one in make_ledger(council)
        if one.policy_id == policy_id
        and one.obligation_type == kind
        and rule_id in ("", one.rule_id)
    )


def review(on: str, kind: str = "Six monthly") -> Row:
    """A performance review of worker 1."""
    return row("sharepoint_reviews", Employee_Number="1", Review_Date=on, Kind=kind)


def completion(on: str, course: str = "Supervisee", who: str = "1") -> Row:
    """A course completed."""
    return row("sharepoint_training", Employee_Number=who, Course=course, Completed=on)


def post(manager: str, start: str, end: str = "", who: str = "1", fte: str = "") -> Row:
    """A social worker's post under a line manager."""
    return row(
        "hr_posts",
        Employee_Number=who,
        Staff_Category="social_worker",
        Team_Code=f"T{manager}",
        Line_Manager_Employee_Number=manager,
        Post_Start=start,
        Post_End=end,
        FTE=fte,
    )


def agreement(supervisor: str, supervisee_on: str, supervisor_on: str) -> Row:
    """An agreement of worker 1 as the two of them signed it."""
    return row(
        "sharepoint_agreements",
        Supervisee="1",
        Supervisor=supervisor,
        Supervisee_Signed=supervisee_on,
        Supervisor_Signed=supervisor_on,
    )


def session(status: str, **cells: str) -> Row:
    """One session of worker 1."""
    given = {"Session_ID": "S", "Supervisee": "1", "Format": "One to one"} | cells
    return row("sharepoint_sessions", Status=status, **given)


def agreements_of(council: Council, policy_id: str = "knowsley") -> list[Told]:
    """The agreements of worker 1."""
    return told(council, policy_id, "agreement")


def test_a_performance_review_is_due_six_months_after_the_last() -> None:
    """Started 5 January; the review on that day settles nothing, that of 10 March does."""
    council = social_worker(
        "2026-01-05", sharepoint_reviews=[review("2026-01-05"), review("2026-03-10", "Annual")]
    )
    assert told(council, "knowsley", "performance_review") == [
        ("2026-01-05", "2026-07-05", "met 2026-03-10"),
        ("2026-03-10", "2026-09-10", OPEN),
    ]
    assert not told(council, "st_helens", "performance_review")


def test_a_review_before_records_begin_still_says_when_the_next_is_due() -> None:
    """Employed since 2009, reviewed 1 February 2025, records from 1 April."""
    council = social_worker(
        "2009-03-02",
        sharepoint_reviews=[review("2025-02-01")],
        records_from={"sharepoint_reviews": date(2025, 4, 1)},
    )
    assert told(council, "knowsley", "performance_review") == [
        ("2025-04-01", "2025-08-01", OPEN),
    ]


def test_training_is_due_in_six_months_at_first_and_two_years_after_a_completion() -> None:
    """The supervisors' course settles nothing of the supervisees'."""
    council = social_worker(
        "2024-02-29",
        leaving="2026-06-15",
        sharepoint_training=[completion("2024-06-30"), completion("2024-05-01", "Supervisor")],
    )
    assert told(council, "knowsley", "training") == [
        ("2024-02-29", "2024-08-29", "met 2024-06-30"),
        ("2024-06-30", "2026-06-30", "left 2026-06-16"),
    ]


def test_who_manages_somebody_owes_the_supervisors_course_while_they_do() -> None:
    """Two posts that touch are one stretch; it is cut to the manager's own employment."""
    council = social_worker(
        "2025-03-01",
        hr_posts=[
            post("1", "2025-01-10", "2025-06-30", who="2"),
            post("1", "2025-06-30", "2025-12-31", who="3"),
        ],
        sharepoint_training=[completion("2025-04-01", "Supervisor", who="9")],
    )
    rule = "kno_training_supervisor"
    assert told(council, "knowsley", "training", rule) == [
        ("2025-03-01", "2025-09-01", "no_rule 2026-01-01")
    ]


def test_only_group_supervision_settles_an_nqsws_monthly_group() -> None:
    """Group on 20 February, one to one after it; the programme ends on 31 March."""
    sessions = [*hold("2026-02-20", "Group"), *hold("2026-03-02")]
    council = nqsw("2026-01-31", ended="2026-03-31", sharepoint_sessions=sessions)
    assert told(council, "st_helens", "group_supervision") == [
        ("2026-01-31", "2026-02-28", "met 2026-02-20"),
        ("2026-02-20", "2026-03-20", "programme_ended 2026-04-01"),
    ]


def test_who_leaves_on_the_day_the_programme_ends_has_left_but_for_the_reviews() -> None:
    """Of two endings on one day a review alone takes the programme's."""
    council = nqsw(
        "2026-01-31",
        leaving="2026-03-31",
        ended="2026-03-31",
        sharepoint_sessions=hold("2026-01-31", "Group"),
        sharepoint_agreements=[],
    )
    assert told(council, "st_helens", "group_supervision")[0][2] == "left 2026-04-01"
    assert agreements_of(council, "rotherham")[0][2] == "left 2026-04-01"
    assert told(council, "rotherham", "asye_review")[0][2] == "programme_ended 2026-04-01"


def test_an_agreement_is_in_place_on_the_later_signature() -> None:
    """Started 31 January: due 28 February; one signature alone is no agreement."""
    posts = [post("2", "2026-01-31")]
    signed = [agreement("2", "2026-02-03", "2026-02-10"), agreement("2", "2026-02-01", "")]
    council = social_worker("2026-01-31", hr_posts=posts, sharepoint_agreements=signed)
    assert agreements_of(council) == [("2026-01-31", "2026-02-28", "met 2026-02-10")]
    assert agreements_of(council) == agreements_of(council, "st_helens")
    assert not agreements_of(council, "rotherham")


def test_an_agreement_of_long_ago_with_the_same_manager_counts_on_the_first_day() -> None:
    """Signed in 2024; back under that manager on 1 May 2026."""
    council = social_worker(
        "2023-01-01",
        hr_posts=[post("2", "2026-05-01")],
        sharepoint_agreements=[agreement("2", "2024-02-01", "2024-02-01")],
    )
    assert agreements_of(council) == [("2026-05-01", "2026-06-01", "met 2026-05-01")]


def test_two_managers_at_once_are_two_agreements_and_a_change_supersedes() -> None:
    """Posts that touch under manager 2 are one stretch; manager 3 is beside it, at half time."""
    council = social_worker(
        "2026-01-01",
        hr_posts=[
            post("2", "2026-01-01", "2026-03-31"),
            post("2", "2026-04-01", "2026-05-31"),
            post("3", "2026-04-01", fte="0.5"),
        ],
        sharepoint_agreements=[agreement("9", "2026-01-05", "2026-01-05")],
    )
    assert agreements_of(council) == [
        ("2026-01-01", "2026-02-01", "superseded 2026-06-01"),
        ("2026-04-01", "2026-05-01", OPEN),
    ]
    lines = {
        (str(one.opened_on), one.supervisor_id, one.team_id)
        for one in make_ledger(council)
        if one.obligation_type == "agreement"
    }
    assert lines == {("2026-01-01", "2", "T2"), ("2026-04-01", "3", "T3")}


def test_a_post_begun_before_the_job_makes_no_agreement_unless_records_begin_within_it() -> None:
    """The post is dated a month before employment: what opens outside it makes no row."""
    given: dict[str, Any] = {
        "hr_posts": [post("2", "2025-12-01")],
        "sharepoint_agreements": [agreement("9", "2025-01-05", "2025-01-05")],
    }
    assert not agreements_of(social_worker("2026-01-01", **given))
    begins = {"sharepoint_agreements": date(2026, 2, 1)}
    assert agreements_of(social_worker("2026-01-01", records_from=begins, **given)) == [
        ("2026-02-01", "2026-03-01", OPEN)
    ]


def test_rotherham_asks_an_nqsw_for_an_agreement_with_any_supervisor() -> None:
    """Signed with somebody who is no line manager."""
    council = nqsw(
        "2026-01-31", sharepoint_agreements=[agreement("77", "2026-02-27", "2026-03-02")]
    )
    assert agreements_of(council, "rotherham") == [("2026-01-31", "2026-02-28", "met 2026-03-02")]


def test_working_days_leave_out_weekends_and_englands_bank_holidays() -> None:
    """Good Friday and Easter Monday 2026 are 3 and 6 April; Christmas 2025 a Thursday."""
    assert add_working_days(date(2026, 4, 2), 7) == date(2026, 4, 15)
    assert add_working_days(date(2025, 12, 23), 2) == date(2025, 12, 29)
    assert add_working_days(date(2026, 8, 21), 10) == date(2026, 9, 7)
    assert add_working_days(date(2026, 8, 22), 1) == date(2026, 8, 24)


@pytest.mark.parametrize(
    ("shared", "stands"),
    [
        ("2026-04-15", "met 2026-04-15"),
        ("2026-03-30", "met 2026-04-02"),
        ("2026-05-01", "left 2026-05-01"),
        ("2026-12-01", "left 2026-05-01"),
    ],
)
def test_a_record_is_due_in_seven_working_days_and_counts_until_the_supervisee_left(
    shared: str, stands: str
) -> None:
    """Held on Maundy Thursday; the supervisee left on 30 April."""
    held = session("Held", Held_Date="2026-04-02", Record_Shared=shared)
    council = social_worker("2026-01-01", leaving="2026-04-30", sharepoint_sessions=[held])
    assert told(council, "st_helens", "session_record") == [("2026-04-02", "2026-04-15", stands)]


def test_a_peer_session_a_plan_and_a_session_outside_employment_need_no_record() -> None:
    """Only what the policy counts as supervision of somebody employed."""
    sessions = [
        session("Held", Format="Peer", Held_Date="2026-03-02", Record_Shared="2026-03-02"),
        session("Planned", Session_ID="P", Planned_Date="2026-03-03"),
        session("Held", Session_ID="B", Held_Date="2025-12-31"),
    ]
    council = social_worker("2026-01-01", sharepoint_sessions=sessions)
    assert not told(council, "st_helens", "session_record")


def test_where_no_record_was_ever_dated_records_are_not_measured() -> None:
    """A blank column is not a thousand missed deadlines."""
    council = social_worker("2026-01-01", "", "2026-02-02 2026-03-02")
    assert told(council, "st_helens", "staff_supervision")
    assert not told(council, "st_helens", "session_record")


def test_a_case_supervision_goes_on_the_file_in_two_working_days_whoever_left() -> None:
    """Held on 23 December 2025; a draft is no supervision."""
    cells = {"Person_ID": "7", "Worker": "1", "Supervision_Date": "2025-12-23"}
    feeds = {
        "hr_workers": [
            row(
                "hr_workers",
                Employee_Number="1",
                Start_Date="2020-01-01",
                Leaving_Date="2025-12-31",
            )
        ],
        "swift_case_supervisions": [
            row(
                "swift_case_supervisions",
                Record_ID=record,
                Recorded_Date=recorded,
                Record_Status=status,
                **cells,
            )
            for record, recorded, status in (
                ("A", "2026-01-05", "Completed"),
                ("B", "", "Completed"),
                ("C", "", "Draft"),
            )
        ],
    }
    council = make_alone(DATA_DATE, feeds, EARLY)
    assert told(council, "st_helens", "case_record") == [
        ("2025-12-23", "2025-12-29", "met 2026-01-05"),
        ("2025-12-23", "2025-12-29", OPEN),
    ]
    subjects = {one.subject_id for one in make_ledger(council)}
    assert subjects == {"swift-A/7", "swift-B/7"}


def rebooked(policy_id: str, *others: Row, **cells: str) -> list[Told]:
    """A session cancelled for Friday 21 August, before a bank holiday, and what came after."""
    cancelled = session(
        "Cancelled", **{"Planned_Date": "2026-08-21", "Rearranged_To": "2026-09-01"} | cells
    )
    council = social_worker("2026-01-01", sharepoint_sessions=[cancelled, *others])
    return told(council, policy_id, "session_rebooked")


def test_a_cancelled_session_is_rebooked_by_the_first_new_day_or_a_session_held_sooner() -> None:
    """Rearranged to 1 September; a group on 26 August counts under St Helens alone."""
    row_of = ("2026-08-21", "2026-09-07")
    assert rebooked("knowsley") == [(*row_of, "met 2026-09-01")]
    group = hold("2026-08-26", "Group")[0]
    assert rebooked("st_helens", group) == [(*row_of, "met 2026-08-26")]
    assert rebooked("knowsley", group) == [(*row_of, "met 2026-09-01")]
    same_day = hold("2026-08-21")[0]
    assert rebooked("knowsley", same_day) == [(*row_of, "met 2026-09-01")]
    assert rebooked("knowsley", Format="Peer") == [(*row_of, "met 2026-09-01")]


def test_a_new_day_before_the_old_one_counts_at_once_and_one_to_come_not_yet() -> None:
    """The data date is 30 September."""
    assert rebooked("knowsley", Rearranged_To="2026-08-19")[0][2] == "met 2026-08-21"
    assert rebooked("knowsley", Rearranged_To="2026-10-01")[0][2] == OPEN


def test_a_cancelled_session_with_no_day_or_a_day_to_come_asks_for_nothing_yet() -> None:
    """There is nothing to count from."""
    held = hold("2026-02-02")[0]
    assert not rebooked("knowsley", held, Planned_Date="")
    assert not rebooked("knowsley", held, Planned_Date="2026-10-01")
    assert len(rebooked("knowsley", held, Planned_Date="2026-09-30")) == 1


def panels(recommended: str, panel: str, decision: str, **more: Any) -> list[Told]:
    """The panel of an NQSW whose year began in September 2025."""
    programme = {
        "Recommended_On": recommended,
        "Panel_Date": panel,
        "Panel_Decision": decision,
    }
    council = nqsw("2025-09-01", programme=programme, **more)
    return told(council, "skills_for_care", "asye_panel")


def test_a_panel_is_due_a_month_after_the_recommendation_and_met_by_its_decision() -> None:
    """Recommended 31 August: due 30 September; a panel held before counts on the day."""
    opened = ("2026-08-31", "2026-09-30")
    assert panels("2026-08-31", "2026-09-14", "Confirmed") == [(*opened, "met 2026-09-14")]
    assert panels("2026-08-31", "2026-08-01", "Not confirmed") == [(*opened, "met 2026-08-31")]
    assert panels("2026-08-31", "2026-09-14", "Confirmed", leaving="2026-09-13") == [
        (*opened, "left 2026-09-14")
    ]
    assert not panels("", "2026-09-14", "Confirmed")


def test_a_panel_date_with_no_decision_ever_given_is_not_measured() -> None:
    """Nobody's decision is told, so nobody's is missed."""
    assert not panels("2026-08-31", "2026-09-14", "")


def test_a_panel_that_met_and_decided_nothing_leaves_the_row_open() -> None:
    """Another NQSW's panel did decide, so decisions are measured."""
    council = nqsw("2025-09-01")
    undecided, decided = (
        {**programme, "Recommended On": date(2026, 8, 31), "Panel Date": date(2026, 9, 14)}
        for programme in council.feeds["asye_programmes"] * 2
    )
    decided |= {"Employee Number": "8", "Panel Decision": "confirmed"}
    feeds = council.feeds | {"asye_programmes": [undecided, decided]}
    assert told(make_alone(DATA_DATE, feeds, EARLY), "knowsley", "asye_panel") == [
        ("2026-08-31", "2026-09-30", OPEN)
    ]


def actions(owner_left: str = "", **cells: str) -> list[Told]:
    """One action of audit A of 2 March, owned by worker 1; another is done."""
    given = {"Action_ID": "1", "Audit_ID": "A", "Owner": "1", "Due": "2026-04-30"} | cells
    done = {"Action_ID": "0", "Audit_ID": "Z", "Owner": "1", "Due": "2020-01-01"}
    audit = {"Audit_ID": "A", "Audit_Round": "R", "Auditor": "2", "Supervisee": "3"}
    feeds = {
        "hr_workers": [
            row(
                "hr_workers",
                Employee_Number="1",
                Start_Date="2020-01-01",
                Leaving_Date=owner_left,
            )
        ],
        "audit_actions": [
            row("audit_actions", **given),
            row("audit_actions", Completed="2020-01-01", **done),
        ],
        "audit_answers": [
            row("audit_answers", Audit_Date=on, Standard=standard, Answer="Yes", **audit)
            for on, standard in (("2026-03-02", "Quality"), ("2026-03-04", "Recording"))
        ],
    }
    begins = {"audit_answers": date(2026, 1, 1)}
    return told(make_alone(DATA_DATE, feeds, begins), "st_helens", "audit_action")


def test_an_audits_action_runs_from_the_audit_to_its_due_date_whoever_owns_it() -> None:
    """Answers of 2 and 4 March: the audit is of the earlier; leaving closes no action."""
    assert actions() == [("2026-03-02", "2026-04-30", OPEN)]
    assert actions("2026-03-31", Completed="2026-05-05") == [
        ("2026-03-02", "2026-04-30", "met 2026-05-05")
    ]
    assert actions(Completed="2026-02-01") == [("2026-03-02", "2026-04-30", "met 2026-03-02")]


def test_an_action_of_an_unknown_audit_opens_when_it_is_due() -> None:
    """One due after the data date has not opened yet."""
    assert actions(Audit_ID="?") == [("2026-04-30", "2026-04-30", OPEN)]
    assert not actions(Audit_ID="?", Due="2026-10-01")


def test_somebody_employed_twice_begins_again() -> None:
    """Left on 31 March, back on 1 June; two rows that touch would be one employment."""

    def reviews(again: str) -> list[Told]:
        council = social_worker(
            "2025-10-01", leaving="2026-03-31", sharepoint_reviews=[review("2026-01-15")]
        )
        back = row("hr_workers", Employee_Number="1", Start_Date=again)
        feeds = council.feeds | {"hr_workers": [*council.feeds["hr_workers"], back]}
        twice = make_alone(council.data_date, feeds, EARLY)
        return told(twice, "knowsley", "performance_review")

    assert reviews("2026-06-01") == [
        ("2025-10-01", "2026-04-01", "met 2026-01-15"),
        ("2026-01-15", "2026-07-15", "left 2026-04-01"),
        ("2026-06-01", "2026-07-15", OPEN),
    ]
    assert reviews("2026-04-01")[1:] == [("2026-01-15", "2026-07-15", OPEN)]
