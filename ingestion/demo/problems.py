"""What was planted, kind by kind: what each is and what a reader of the product should see of it.

A kind without anybody to play it (in a very small council) is simply not planted; whatever is
planted is listed, with whom or what it concerns, and can be found in the files.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of planted problem: the part of the demo it belongs to and what should show."""

    area: str
    shows: str


@dataclass(frozen=True, slots=True)
class PlantedProblem:
    """One planted problem: its code, a sentence, and the ids it concerns as they are in the files."""

    code: str
    sentence: str
    concerns: tuple[str, ...]

    @property
    def area(self) -> str:
        """The part of the demo it belongs to."""
        return KINDS[self.code].area

    @property
    def shows(self) -> str:
        """What a reader of the product should see."""
        return KINDS[self.code].shows


TEAMS, PEOPLE, SESSIONS = "Teams and managers", "People", "Sessions"
CASES, ASYE, FILES = "Cases", "ASYE", "Files"

KINDS: dict[str, Kind] = {
    "manager_slipping": Kind(TEAMS, "The whole team is overdue, most of it several times over."),
    "manager_caught_up": Kind(TEAMS, "On time falls for half a year, then nearly every date is met."),
    "team_in_difficulty": Kind(TEAMS, "The lowest of the teams, beyond chance for its size."),
    "manager_post_vacant": Kind(TEAMS, "No line manager: everybody counts, under nobody's name."),
    "manager_left_still_named": Kind(TEAMS, "Line manager has left; HR still names them."),
    "manager_on_long_absence": Kind(TEAMS, "Line manager is away: shown beside every row."),
    "manager_register_lapsed": Kind(TEAMS, "Registration ran out a year ago."),
    "manager_not_registered": Kind(TEAMS, "Line manager is no social worker."),
    "director_without_line_manager": Kind(
        TEAMS, "No line manager in HR; the chief executive is known to the supervision site only."
    ),
    "team_replaced": Kind(TEAMS, "History stays with the old team, today's figures with the new."),
    "teams_merged": Kind(TEAMS, "Half the team has a first year under another team and manager."),
    "late_recording": Kind(TEAMS, "Supervised in time, on the case file late."),
    "bad_summer": Kind(TEAMS, "A dip across all teams, outside the usual limits."),
    "never_supervised": Kind(PEOPLE, "Overdue with no session on record."),
    "away_maternity": Kind(PEOPLE, "Away: not overdue, not in date, counted beside."),
    "away_sick": Kind(PEOPLE, "Away, with no day of return."),
    "away_on_secondment": Kind(PEOPLE, "Away."),
    "back_from_long_absence": Kind(PEOPLE, "The clock opened again on the day after."),
    "absences_touching": Kind(PEOPLE, "Two short absences that touch are one long one."),
    "absence_of_27_days": Kind(PEOPLE, "One day too short to stop the clock."),
    "short_absence_now": Kind(PEOPLE, "Away for a short time: shown beside the row only."),
    "leave_now": Kind(PEOPLE, "On leave: shown beside the row only."),
    "override_performance_concern": Kind(PEOPLE, "Fortnightly while it lasts; an earlier one ended."),
    "override_practice_concern": Kind(PEOPLE, "Fortnightly under the adults' policy."),
    "override_performance_management": Kind(PEOPLE, "Weekly, which is shorter than fortnightly."),
    "override_agreed_deviation": Kind(PEOPLE, "Shown, and binds nobody."),
    "agency_made_permanent": Kind(PEOPLE, "Two numbers, one registration: likely one person."),
    "two_posts": Kind(PEOPLE, "Two posts at once in two teams."),
    "job_title_only": Kind(PEOPLE, "Staff category taken from the job title."),
    "job_title_unknown": Kind(PEOPLE, "No staff category: listed as unmapped, under no rule."),
    "category_without_rule": Kind(PEOPLE, "The policy is silent: listed, never counted compliant."),
    "safeguarding_role_elsewhere": Kind(PEOPLE, "Safeguarding role, supervised by another manager."),
    "peer_sessions_only": Kind(PEOPLE, "Peer sessions replace no one to one: overdue."),
    "supervisee_not_in_hr": Kind(PEOPLE, "Known to the supervision site only."),
    "cancelled_without_new_date": Kind(SESSIONS, "Cancelled and never rearranged."),
    "cancelled_without_reason": Kind(SESSIONS, "Cancelled with no reason given."),
    "rearranged_not_held": Kind(SESSIONS, "The new date passed with no session."),
    "planned_date_passed": Kind(SESSIONS, "Planned, the date gone, neither held nor cancelled."),
    "held_after_data_date": Kind(SESSIONS, "Held in the future: has not happened."),
    "session_before_start": Kind(SESSIONS, "Dated before the first day of employment."),
    "session_after_leaving": Kind(SESSIONS, "Dated after the leaving date."),
    "case_unallocated": Kind(CASES, "Shown as unallocated, never dropped."),
    "case_with_leaver": Kind(CASES, "Allocated to somebody who has left."),
    "case_worker_unknown": Kind(CASES, "The worker is known to the case system only."),
    "case_never_supervised": Kind(CASES, "Child protection plan, no supervision on record."),
    "high_risk_adult_overdue": Kind(CASES, "High risk, and overdue under the adults' policy."),
    "exploitation_overdue": Kind(CASES, "Flag of exploitation, overdue in youth justice."),
    "case_stepping": Kind(CASES, "The due date walks through looser and stricter intervals."),
    "turning_18": Kind(CASES, "Looked after, eighteen within weeks."),
    "turned_18": Kind(CASES, "A care leaver since the eighteenth birthday."),
    "turned_21": Kind(CASES, "The interval is three months since the birthday."),
    "birth_dates_disagree": Kind(CASES, "Two dates of birth: taken as missing and reported."),
    "supervision_left_in_draft": Kind(CASES, "Drafts do not count as supervision."),
    "asye_first_six_weeks": Kind(ASYE, "Weekly."),
    "asye_to_six_months": Kind(ASYE, "Fortnightly."),
    "asye_to_twelve_months": Kind(ASYE, "Monthly."),
    "asye_part_time": Kind(ASYE, "Reviews move out in proportion to hours."),
    "asye_paused": Kind(ASYE, "Paused: later reviews move with every day."),
    "asye_pause_ended": Kind(ASYE, "Later reviews moved by the length of the pause."),
    "asye_review_missed": Kind(ASYE, "The six month review is overdue."),
    "asye_past_end": Kind(ASYE, "Past 24 months with no recommendation."),
    "asye_awaiting_panel": Kind(ASYE, "Recommended; the panel is to come."),
    "asye_panel_overdue": Kind(ASYE, "Recommended over a month ago; no panel yet."),
    "asye_completed": Kind(ASYE, "Completed and confirmed."),
    "asye_not_confirmed": Kind(ASYE, "The panel did not confirm; the programme runs on."),
    "asye_failed": Kind(ASYE, "Failed: an individual arrangement to all but the line."),
    "asye_withdrawn": Kind(ASYE, "Withdrawn; still employed, now monthly."),
    "asye_left": Kind(ASYE, "Left during the year; open reviews closed."),
    "asye_no_assessor": Kind(ASYE, "No assessor for some weeks."),
    "asye_handover_not_noted": Kind(ASYE, "Assessor changed; the next review does not note it."),
    "asye_concerns_without_plan": Kind(ASYE, "Concerns at a review with no support plan."),
    "asye_shared_without_reflection": Kind(ASYE, "A case supervisor, no reflective supervisor."),
    "asye_weekly_missed": Kind(ASYE, "Most of the weekly sessions missed."),
    "asye_short_sessions": Kind(ASYE, "Weekly sessions shorter than an hour."),
    "registration_unreadable": Kind(FILES, "Cell emptied, row kept, reported."),
    "booked_on_unreadable": Kind(FILES, "Cells emptied, rows kept, reported."),
    "held_without_date": Kind(FILES, "Row quarantined: held, with no held date."),
    "session_typed_twice": Kind(FILES, "Same key, rows differ: both quarantined."),
    "absence_start_unreadable": Kind(FILES, "Row quarantined, with the text as typed."),
    "case_start_unreadable": Kind(FILES, "Row quarantined, with the text as typed."),
    "row_repeated": Kind(FILES, "One of the equal rows kept, the rest counted."),
    "code_unknown": Kind(FILES, "Row kept as unmapped; no rule for it until mapped."),
    "code_spelt_otherwise": Kind(FILES, "Mapped to the code it means."),
    "heading_with_narrative": Kind(FILES, "Heading dropped unread; not a word of it landed."),
}
