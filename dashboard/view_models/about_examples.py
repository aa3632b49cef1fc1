"""A worked example for each measure of ASYE, audits, survey and what-if, in a sentence."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.days import say_count, say_date, say_interval, say_month
from dashboard.view_models.grammar import noun, verb
from dashboard.view_models.markdown import plain
from dashboard.view_models.shares import Share, hours_of, together

Row = Mapping[str, Any]
Examples = dict[str, str]


def _shares(day: date, told: Mapping[str, tuple[Share, str]]) -> Examples:
    """A sentence for every share with somebody in it."""
    return {
        name: f"on {say_date(day)}, {share.counts} {words}: {share.percent_text}."
        for name, (share, words) in told.items()
        if share.whole
    }


@once
def of_asye(counts: Row, phases: Row, day: date) -> Examples:
    """Evidence and the sessions of the phases that NQSWs are in."""
    return _shares(
        day,
        {
            "asye_evidence": (
                Share(counts["evidence_short_count"], counts["running_count"]),
                "NQSWs whose ASYE runs are short of evidence",
            ),
            "asye_phase": (
                Share(phases["held_count"], phases["expected_count"]),
                f"sessions expected so far in the present phases of "
                f"{say_count(phases['nqsw_count'], 'NQSW')} were held",
            ),
        },
    )


@once
def of_audits(coverage: Row, supervisors: Row, actions: Row, agreement: Row, day: date) -> Examples:
    """Audits planned and done, who has been audited, moderations and actions."""
    due = actions["done_in_time_count"] + actions["done_late_count"] + actions["overdue_count"]
    return _shares(
        day,
        {
            "audit_coverage": (
                Share(coverage["done_count"], coverage["planned_count"]),
                "audits planned in all rounds have been done",
            ),
            "supervisors_audited": (
                Share(supervisors["lately_count"], supervisors["all_count"]),
                f"{noun(supervisors['all_count'], 'supervisor')} "
                f"{verb(supervisors['lately_count'], supervisors['all_count'], 'has', 'have')} "
                "been audited lately",
            ),
            "audit_actions": (
                Share(actions["done_in_time_count"], due),
                "actions done or past their day were done in time",
            ),
            "auditor_agreement": (
                Share(agreement.get("same_count", 0), agreement.get("pairs_count", 0)),
                "moderated audits were given the same grade twice",
            ),
        },
    )


@once
def of_quality(standard: Row | None, grades: Row, audit_round: str) -> Examples:
    """The standard met least often, and the grades, of the latest round; nothing held back."""
    examples = {}
    if standard is not None and standard["judged_count"]:
        met = Share(standard["met_count"], standard["judged_count"])
        examples["standard_met"] = (
            f"in {plain(audit_round)}, {met.counts} audits that judged "
            f"“{plain(standard['standard'])}” answered yes: {met.percent_text}."
        )
    good = Share(grades.get("good_or_better_count") or 0, grades.get("graded_count") or 0)
    if good.whole:
        examples["audit_grade"] = (
            f"in {plain(audit_round)}, {good.counts} graded audits were good or outstanding: "
            f"{good.percent_text}."
        )
    return examples


@once
def of_survey(response: Row | None, answer: Row | None, year: int) -> Examples:
    """The council's response rate and its least favourable question."""
    examples = {}
    if response is not None and not response["is_suppressed"] and response["invited_count"]:
        rate = Share(response["answered_count"], response["invited_count"])
        examples["survey_responses"] = (
            f"in {year}, {rate.counts} people who were asked answered: {rate.percent_text}."
        )
    if answer is not None and not answer["is_suppressed"]:
        liked = Share(answer["favourable_count"], answer["answers_count"])
        examples["survey_favourable"] = (
            f"in {year}, {liked.counts} answers to “{plain(answer['question'])}” were favourable: "
            f"{liked.percent_text}."
        )
    return examples


@once
def of_months(charts: Iterable[Row]) -> Examples:
    """The sessions missed in the council's last whole month, beside the average month."""
    council = next((row for row in charts if row["level_code"] == "council"), None)
    if council is None:
        return {}
    missed = say_count(council["latest_numerator"] or 0, "session was", "sessions were")
    return {
        "missed_in_month": (
            f"{missed} missed in {say_month(council['latest_on'])}; in an average month of the "
            f"{council['points_count']} before the data date it was {council['mean_value']:.0f}."
        )
    }


@once
def of_what_if(asked: Row | None) -> Examples:
    """A year of sessions, and its hours, of the people under the interval most are asked for."""
    if asked is None:
        return {}
    each, people = asked["sessions_a_year"], asked["people_count"]
    year = together(each, people)
    interval = say_interval(asked["interval_count"], asked["interval_unit"])
    examples = {
        "what_if_year": (
            f"{say_count(people, 'person is', 'people are')} asked for supervision {interval}, "
            f"which comes round {each:.1f} times a year: {people:,} × {each:.1f} = {year:,.0f} "
            "sessions a year."
        )
    }
    hours = hours_of(asked["session_minutes"], year)
    if hours is not None:
        examples["what_if_hours"] = (
            f"half of the sessions held with them took {asked['session_minutes']:.0f} minutes or "
            f"less: {year:,.0f} sessions of {asked['session_minutes']:.0f} minutes are "
            f"{hours:,.0f} hours a year."
        )
    return examples
