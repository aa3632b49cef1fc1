"""The worked examples of the About page: every measure, out of the data the reader may see."""

from typing import Any

from dashboard.datasets import audits
from dashboard.datasets.asye import nqsw_counts
from dashboard.datasets.cases import cases_by_team
from dashboard.datasets.charts import spc_series
from dashboard.datasets.examples import interval_asked_most, nqsw_phase_counts
from dashboard.datasets.people import nqsw_standing, people_by_team, people_listed
from dashboard.datasets.standards import cancellations_counts, cancellations_for_all
from dashboard.datasets.survey import survey_answers, survey_responses, survey_years
from dashboard.pages.standards_parts import read_standings
from dashboard.scope import EVERYWHERE
from dashboard.view_models import about, about_examples, overview
from dashboard.view_models.standards_examples import of_cancelled, say_example
from dashboard.visit import Visit

Examples = dict[str, str]


def examples(visit: Visit) -> Examples:
    """A sentence for each measure that has something to show, by measure id."""
    return {
        **_of_people(visit),
        **_of_asye(visit),
        **_of_standards(visit),
        **_of_audits(visit),
        **_of_survey(visit),
    }


def _first(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    return rows[0] if rows else None


def _of_people(visit: Visit) -> Examples:
    run, scope, day = visit.run, visit.scope, visit.run.data_date
    people = people_by_team(run, scope, EVERYWHERE).to_dicts()
    cases = cases_by_team(run, scope, EVERYWHERE).to_dicts()
    nqsws: dict[str, Any] = nqsw_standing(run, scope, EVERYWHERE).to_dicts()[0]
    place = about.telling_place(people)
    told = about.worked_examples(place, overview.total(people), overview.total(cases), nqsws, day)
    longest = _first(people_listed(run, scope, EVERYWHERE, "overdue", 1).to_dicts())
    asked = _first(interval_asked_most(run, scope).to_dicts())
    return {
        **told,
        "sessions_missed": about.say_missed(longest, day),
        **about_examples.of_what_if(asked),
        **about_examples.of_months(
            spc_series(run, scope, EVERYWHERE, "missed_in_month").to_dicts()
        ),
    }


def _of_asye(visit: Visit) -> Examples:
    counts = nqsw_counts(visit.run, visit.scope, EVERYWHERE).to_dicts()[0]
    phases = nqsw_phase_counts(visit.run, visit.scope).to_dicts()[0]
    return about_examples.of_asye(counts, phases, visit.run.data_date)


def _of_standards(visit: Visit) -> Examples:
    run, scope = visit.run, visit.scope
    cancelled = (
        cancellations_counts(run, scope, EVERYWHERE)
        if scope.names_people
        else cancellations_for_all(run)
    )
    listed = read_standings(run, scope, EVERYWHERE)
    told = {one.code: say_example(one, run.data_date) for one in listed}
    return {**told, **of_cancelled(cancelled.to_dicts(), run.data_date)}


def _of_audits(visit: Visit) -> Examples:
    run, scope = visit.run, visit.scope
    told = about_examples.of_audits(
        audits.audit_coverage_counts(run, scope, EVERYWHERE).to_dicts()[0],
        audits.audited_supervisors_counts(run, scope, EVERYWHERE).to_dicts()[0],
        audits.audit_actions_counts(run, scope, EVERYWHERE).to_dicts()[0],
        _first(audits.moderation_agreement(run).to_dicts()) or {},
        run.data_date,
    )
    latest = next((row for row in audits.audit_rounds(run).to_dicts() if row["is_latest"]), None)
    if latest is None:
        return told
    # The council's own figures, which are the same for everybody.
    name = latest["audit_round"]
    standards = audits.audit_standards_for_all(run, name).to_dicts()
    grades = audits.audit_grades_for_all(run, name).to_dicts()
    quality = about_examples.of_quality(
        next((row for row in standards if row["level_code"] == "council"), None),
        next((row for row in grades if row["level_code"] == "council"), {}),
        name,
    )
    return {**told, **quality}


def _of_survey(visit: Visit) -> Examples:
    years = survey_years(visit.run)["survey_year"].to_list()
    if not years:
        return {}
    responses = survey_responses(visit.run, years[0]).to_dicts()
    answers = survey_answers(visit.run, years[0]).to_dicts()
    return about_examples.of_survey(
        next((row for row in responses if row["level_code"] == "council"), None),
        next((row for row in answers if row["level_code"] == "council"), None),
        years[0],
    )
