"""The worked examples of the About page: every measure, out of the data the reader may see."""

from typing import Any

from dashboard.datasets import audits
from dashboard.datasets.asye import nqsw_counts
from dashboard.datasets.cases import cases_by_team
from dashboard.datasets.charts import spc_series
from dashboard.datasets.examples import interval_asked_most, nqsw_phase_counts
from dashboard.datasets.memory import rows_of
from dashboard.datasets.people import nqsw_standing, people_by_team, people_listed
from dashboard.datasets.standards import cancellations_counts, cancellations_for_all
from dashboard.datasets.survey import survey_answers, survey_responses, survey_years
from dashboard.once import once
from dashboard.pages.standards_parts import read_standings
from dashboard.scope import EVERYWHERE, Scope
from dashboard.view_models import about, about_examples, overview
from dashboard.view_models.standards_examples import of_cancelled, say_example
from dashboard.warehouse import Published

Examples = dict[str, str]


@once
def examples(run: Published, scope: Scope) -> Examples:
    """A sentence for each measure that has something to show, by measure id."""
    return {
        **_of_people(run, scope),
        **_of_asye(run, scope),
        **_of_standards(run, scope),
        **_of_audits(run, scope),
        **_of_survey(run),
    }


def _first(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    return rows[0] if rows else None


def _of_people(run: Published, scope: Scope) -> Examples:
    day = run.data_date
    people = rows_of(people_by_team(run, scope, EVERYWHERE))
    cases = rows_of(cases_by_team(run, scope, EVERYWHERE))
    nqsws: dict[str, Any] = rows_of(nqsw_standing(run, scope, EVERYWHERE))[0]
    place = about.telling_place(people)
    told = about.worked_examples(place, overview.total(people), overview.total(cases), nqsws, day)
    longest = _first(rows_of(people_listed(run, scope, EVERYWHERE, "overdue", 1)))
    asked = _first(rows_of(interval_asked_most(run, scope)))
    return {
        **told,
        "sessions_missed": about.say_missed(longest, day),
        **about_examples.of_what_if(asked),
        **about_examples.of_months(rows_of(spc_series(run, scope, EVERYWHERE, "missed_in_month"))),
    }


def _of_asye(run: Published, scope: Scope) -> Examples:
    counts = rows_of(nqsw_counts(run, scope, EVERYWHERE))[0]
    phases = rows_of(nqsw_phase_counts(run, scope))[0]
    return about_examples.of_asye(counts, phases, run.data_date)


def _of_standards(run: Published, scope: Scope) -> Examples:
    cancelled = (
        cancellations_counts(run, scope, EVERYWHERE)
        if scope.names_people
        else cancellations_for_all(run)
    )
    listed = read_standings(run, scope, EVERYWHERE)
    told = {one.code: say_example(one, run.data_date) for one in listed}
    return {**told, **of_cancelled(cancelled.to_dicts(), run.data_date)}


def _of_audits(run: Published, scope: Scope) -> Examples:
    told = about_examples.of_audits(
        rows_of(audits.audit_coverage_counts(run, scope, EVERYWHERE))[0],
        rows_of(audits.audited_supervisors_counts(run, scope, EVERYWHERE))[0],
        rows_of(audits.audit_actions_counts(run, scope, EVERYWHERE))[0],
        _first(rows_of(audits.moderation_agreement(run))) or {},
        run.data_date,
    )
    latest = next((row for row in rows_of(audits.audit_rounds(run)) if row["is_latest"]), None)
    if latest is None:
        return told
    # The council's own figures, which are the same for everybody.
    name = latest["audit_round"]
    standards = rows_of(audits.audit_standards_for_all(run, name))
    grades = rows_of(audits.audit_grades_for_all(run, name))
    quality = about_examples.of_quality(
        next((row for row in standards if row["level_code"] == "council"), None),
        next((row for row in grades if row["level_code"] == "council"), {}),
        name,
    )
    return {**told, **quality}


def _of_survey(run: Published) -> Examples:
    years = survey_years(run)["survey_year"].to_list()
    if not years:
        return {}
    responses = rows_of(survey_responses(run, years[0]))
    answers = rows_of(survey_answers(run, years[0]))
    return about_examples.of_survey(
        next((row for row in responses if row["level_code"] == "council"), None),
        next((row for row in answers if row["level_code"] == "council"), None),
        years[0],
    )
