"""What is planted, kind by kind: what it is in a sentence, and what a reader should see of it.

Whatever is planted is listed with whom or what it concerns, and can be found in the files. A kind
that a very small council has nobody for is not planted, and so not listed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo import assurance_kinds


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: the part of the demo, a sentence to fill in, and what the product should show."""

    area: str
    sentence: str
    shows: str


@dataclass(frozen=True, slots=True)
class PlantedProblem:
    """One planted problem: its code, its sentence and the ids it concerns, as in the files.

    Ids: employee numbers, team codes, cases as `system-Person ID`, sessions and case records by
    their own id, else the text that was typed.
    """

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


def planted(code: str, *concerns: str, **words: object) -> PlantedProblem:
    """A planted problem of a kind, its sentence filled in; `{0}`, `{1}` are what it concerns."""
    return PlantedProblem(code, KINDS[code].sentence.format(*concerns, **words), concerns)


def _kinds(area: str, *kinds: tuple[str, str, str]) -> dict[str, Kind]:
    return {code: Kind(area, sentence, shows) for code, sentence, shows in kinds}


KINDS: dict[str, Kind] = {
    **_kinds(
        "Teams and managers",
        ("manager_slipping", "Nobody supervised by {0} ({team}) has had a session since {since}.",
         "The whole team overdue, each with several sessions missed"),
        ("manager_caught_up", "{0} ({team}) supervised late from {since} to {until}, and in time "
         "since.", "On time falls for half a year, then nearly every date is met"),
        ("team_in_difficulty", "{team} supervises far fewer in time than other teams do.",
         "On time far below the other teams, beyond chance for its size"),
        ("manager_post_vacant", "{team} has had no manager since {since}; its posts name nobody.",
         "No line manager recorded; nobody drops out of the figures"),
        ("manager_left_still_named", "{0} ({team}) left on {since}; the posts still name them.",
         "Line manager has left"),
        ("manager_on_long_absence", "{0} ({team}) has been away since {since}.",
         "Line manager is away, beside every row of the team"),
        ("manager_register_lapsed", "The registration of {0} ({team}) ended on {since}.",
         "Supervised by somebody not registered that day"),
        ("manager_not_registered", "{0} ({team}) manages social workers and has no SWE number.",
         "Line manager is no social worker"),
        ("director_without_line_manager", "{0} ({title}) has no line manager in HR and is "
         "supervised by {1}, the chief executive, who is in no HR list.",
         "No line manager recorded, though supervised"),
        ("team_replaced", "{old} closed on {since} and was replaced by {team}.",
         "History stays with the old team, today's figures with the new"),
        ("teams_merged", "{old} closed on {since} and was merged into {team}.",
         "Half the team has earlier months under another team and manager"),
        ("late_recording", "Case supervisions of {0} ({team}) reach the file a week or more late.",
         "Recent supervisions missing; recorded late by 2 working days' rule"),
        ("bad_summer", "Every team slipped from July to September {year}.",
         "A dip outside the usual limits, then recovery"),
    ),
    **_kinds(
        "People",
        ("never_supervised", "{0} started ten weeks ago and has never had a session.",
         "Overdue with no session on record"),
        ("away_maternity", "{0} has been away since {first}, until {last}.",
         "Away: neither in date nor overdue, counted beside"),
        ("away_sick", "{0} has been away since {first}, with no day of return.", "Away"),
        ("away_on_secondment", "{0} is away from {first} to {last}.", "Away"),
        ("back_from_long_absence", "{0} is back from nine weeks away.",
         "The clock opened on the day after the absence"),
        ("absences_touching", "{0} had two absences, one right after the other: 33 days in all.",
         "One long absence: closed as absent, opened after it"),
        ("absence_of_27_days", "{0} was away for 27 days.", "A day too short: the clock ran on"),
        ("short_absence_now", "{0} is away from {first} to {last}.",
         "Shown beside the row; the date does not move"),
        ("leave_now", "{0} is on leave from {first} to {last}.", "The same: leave breaks nothing"),
        ("override_performance_concern", "{0} is to be seen every two weeks, and was for "
         "three months the year before.",
         "Fortnightly while it lasts; an individual arrangement to others"),
        ("override_practice_concern", "{0} is to be seen every two weeks.",
         "Fortnightly under the adults' policy"),
        ("override_performance_management", "{0} is to be seen every week.",
         "Weekly: its own interval is the shorter"),
        ("override_agreed_deviation", "{0} has agreed to six weeks.", "Shown, and binds nobody"),
        ("agency_made_permanent", "{0} (agency) and {1} are one person, since employed.",
         "Two numbers with one registration: likely one person"),
        ("two_posts", "{0} works half in one team and half in another.", "Under the later post"),
        ("job_title_only", "{0} has a job title and no staff category.",
         "Category taken from the job title"),
        ("job_title_unknown", "{0} has a job title nobody has mapped, and no staff category.",
         "Category not recognised: listed, under no rule"),
        ("category_without_rule", "{count} people are in the category other.",
         "No rule: listed, never counted as compliant"),
        ("safeguarding_role_elsewhere", "{0} holds a safeguarding role and has for half a year "
         "been supervised by another manager than their own.", "A finding for each session"),
        ("peer_sessions_only", "{0} has had nothing but peer sessions for half a year.",
         "Overdue: peer sessions replace no one to one"),
        ("supervisee_not_in_hr", "{0} and {1} have sessions and are in no HR list.",
         "Reported with its effect"),
    ),
    **_kinds(
        "Sessions",
        ("cancelled_without_new_date", "The session of {0} on {day} was cancelled and has no new "
         "date.", "Cancelled and not rearranged"),
        ("cancelled_without_reason", "The session of {0} on {day} was cancelled with no reason "
         "given.", "A finding"),
        ("rearranged_not_held", "The session of {0} on {day} was moved to {moved}, and none was "
         "held then or since.", "A finding"),
        ("planned_date_passed", "The session of {0} planned for {day} is neither held nor "
         "cancelled.", "A finding"),
        ("held_after_data_date", "A session of {0} is marked held on {day}.",
         "Has not happened: counts for nothing"),
        ("session_before_start", "A session of {0} on {day} is before the first day of work.",
         "Counts for nothing"),
        ("session_after_leaving", "A session of {0} on {day} is after the leaving date.",
         "Counts for nothing"),
    ),
    **_kinds(
        "Cases",
        ("case_unallocated", "{count} open cases of {team} have no allocated worker.",
         "Unallocated: shown and counted, never dropped"),
        ("case_with_leaver", "{count} open cases are still allocated to {0}, who has left.",
         "Reported; the cases count"),
        ("case_worker_unknown", "{count} cases are allocated to log-ins that HR does not know.",
         "Reported; the cases count"),
        ("case_never_supervised", "{0} has had a child protection plan since {since} and no "
         "supervision.", "Overdue, nothing on record"),
        ("high_risk_adult_overdue", "{0} is flagged high risk, with no supervision since "
         "{silent}.", "Overdue under the adults' policy"),
        ("exploitation_overdue", "{0} is flagged at high risk of exploitation, with no "
         "supervision since {silent}.", "Overdue in youth justice"),
        ("exploitation_in_adults", "{0}, just of age, is flagged at medium risk of exploitation "
         "in the adults' system.", "No rule in the adults' policy; monthly under St Helens'"),
        ("case_stepping", "{0} has moved five times between child in need and child protection.",
         "The date walks through looser and stricter intervals"),
        ("turning_18", "{0} is looked after and turns 18 on {birthday}.",
         "A care leaver soon; known in advance"),
        ("turned_18", "{0} turned 18 on {birthday} and has been a care leaver since.",
         "Two months, from one involvement to the next without a gap"),
        ("turned_21", "{0}, a care leaver, turned 21 on {birthday}.",
         "Three months since the birthday, where it was two"),
        ("birth_dates_disagree", "{0} has two dates of birth, fourteen months apart.",
         "Taken as missing, and reported"),
        ("supervision_left_in_draft", "{count} supervisions of {team} were left in draft.",
         "Not counted until completed"),
    ),
    **_kinds(
        "ASYE",
        ("asye_first_six_weeks", "{0} is in the first six weeks.", "Weekly"),
        ("asye_to_six_months", "{0} is between six weeks and six months.", "Fortnightly"),
        ("asye_to_twelve_months", "{0} is between six and twelve months.", "Monthly"),
        ("asye_part_time", "{0} works {fte} of full time.", "Reviews move out with the hours"),
        ("asye_paused", "{0} has had a pause since {since}.", "Paused; reviews move day by day"),
        ("asye_pause_ended", "{0} had a pause of two months.", "Later reviews moved by it"),
        ("asye_review_missed", "{0} has had no six month review.", "Review overdue"),
        ("asye_past_end", "{0} is past two years with no recommendation.", "Past its end"),
        ("asye_awaiting_panel", "{0} is recommended and awaits the panel.", "Awaiting panel"),
        ("asye_panel_overdue", "{0} was recommended on {recommended}; no panel yet.",
         "Panel overdue"),
        ("asye_completed", "{0} has completed, confirmed on {panel}.", "Completed"),
        ("asye_not_confirmed", "{0} was not confirmed by the panel on {panel}.",
         "Not confirmed, evidence not sufficient; still supervised as newly qualified"),
        ("asye_failed", "{0} was not recommended.", "Failed: shown to the line only"),
        ("asye_withdrawn", "{0} has withdrawn and is still employed.", "Withdrawn; now monthly"),
        ("asye_left", "{0} left during the year.", "Left; open reviews closed"),
        ("asye_no_assessor", "{0} has had no assessor for six weeks.", "A finding: no assessor"),
        ("asye_handover_not_noted", "{0} changed assessor, and the next review does not note it.",
         "A finding"),
        ("asye_concerns_without_plan", "{0} had concerns at a review and has no support plan.",
         "A finding, shown to the line only"),
        ("asye_shared_without_reflection", "{0} has a case supervisor and no reflective "
         "supervisor.", "A finding"),
        ("asye_weekly_missed", "{0} missed most of the weekly sessions.",
         "Late, with several missed"),
        ("asye_short_sessions", "{0} has weekly sessions of under an hour.",
         "Findings under Rotherham's rules"),
    ),
    **_kinds(
        "Files",
        ("registration_unreadable", 'The registration of {0} is typed as ending on "{text}".',
         "Cell emptied, row kept, reported"),
        ("booked_on_unreadable", '{count} sessions are typed as booked on "{text}".',
         "Cells emptied, rows kept, reported"),
        ("held_without_date", "Session {0} is held and has no held date.", "Row quarantined"),
        ("session_typed_twice", "Session {0} is typed twice, on two days.",
         "Both rows quarantined: same key, rows differ"),
        ("absence_start_unreadable", 'An absence of {0} is typed as beginning on "{text}".',
         "Row quarantined, with the text as typed"),
        ("case_start_unreadable", 'An assessment of {0} is typed as beginning on "{text}".',
         "Row quarantined, with the text as typed"),
        ("row_repeated", "{count} rows of ics_case_supervisions come a second time.",
         "One of each kept, the others counted as duplicates"),
        ("code_unknown", '{count} running plans carry the code "{text}".',
         "Rows kept as unmapped, under no rule until mapped"),
        ("code_spelt_otherwise", 'One in {every} of {means} is spelt "{0}".',
         "Mapped to the code it means"),
        ("heading_with_narrative", "{0} has a heading {1} with invented remarks under it.",
         "Heading dropped unread; not a word of it landed"),
        *assurance_kinds.FILES,
    ),
    **_kinds("Agreements, training and reviews", *assurance_kinds.AGREEMENTS),
    **_kinds("Audits and survey", *assurance_kinds.AUDITS),
}  # fmt: skip
