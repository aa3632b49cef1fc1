"""What a feed that was never supplied tells is not measured: never zero, never all clear."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import settings
from tests.dashboard.demo_visits import visit, words
from tests.dashboard.small_council import Row, council, publish


def missing_feed(feed: str) -> Row:
    return {"feed": feed, "title": feed, "role": "evidence", "is_supplied": False}


@pytest.fixture
def lacking(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    """A demonstration of the small council that never supplied some feeds."""
    tables = council()
    others = [row for row in tables["dim_feeds"] if row["feed"] not in request.param]
    tables["dim_feeds"] = [*others, *map(missing_feed, request.param)]
    if "ics_case_supervisions" in request.param:
        unsaid: Row = {"status_code": "not_measured", "due_on": None, "days_overdue": None}
        tables["fct_cases"] = [{**row, **unsaid} for row in tables["fct_cases"]]
    if "ics_involvements" in request.param:
        tables["fct_cases"] = []
    if "hr_posts" in request.param:
        unsaid = {"supervisor_id": None, "supervisor_name": None, "supervisor_state": "none"}
        tables["fct_supervisees"] = [{**row, **unsaid} for row in tables["fct_supervisees"]]
    monkeypatch.setenv("SUPERVISION_DATA", str(publish(tmp_path, tables)))
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def without(*feeds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("lacking", [feeds], indirect=True, ids=str)


def cards(at: AppTest) -> dict[str, str]:
    """Each card's figure; a dash where words stand below it in place of one."""
    told = "not measured" if "**Not measured**" in words(at) else "–"
    return {metric.label: metric.value.replace("–", told) for metric in at.metric}


@without("asye_supervisors")
def test_without_the_register_of_assessors_nobody_is_without_one(lacking: None) -> None:
    at = visit("asye", persona="director")
    assert cards(at)["Without an assessor"] == "not measured"
    assert "not measured" in at.table[0].value["Assessor"].iloc[0]
    assert "none ■" not in words(at) and "list=no_assessor" not in words(at)
    listed = words(visit("asye", persona="director", list="no_assessor"))
    assert "not measured" in listed and "was not supplied" in listed


@without("asye_reviews")
def test_without_reviews_none_is_due_held_or_overdue(lacking: None) -> None:
    at = visit("asye", persona="director")
    assert cards(at)["Review due"] == cards(at)["Review overdue"] == "not measured"
    assert at.table[0].value["Reviews"].iloc[0] == "not measured"
    assert "None left open" not in words(at)


@without("ics_case_supervisions")
def test_without_case_supervisions_the_cases_are_not_measured(lacking: None) -> None:
    at = visit("cases", persona="director")
    said = "Case supervision is not measured for 6 cases: the export of case supervisions was not"
    assert said in words(at)
    assert "No case supervision is owed here" not in words(at)
    assert "nothing asked" not in words(at)
    assert set(at.table[0].value["In date"]) == {"not measured"}
    assert cards(at)["In date"] == cards(at)["Overdue"] == "not measured"
    assert "See the 0" not in words(at) and "0 of 0" not in words(at)


@without("ics_involvements")
def test_without_any_cases_the_page_says_that_none_were_supplied(lacking: None) -> None:
    for asked in ({}, {"list": "overdue"}):
        told = words(visit("cases", persona="director", **asked))
        assert "no export of cases was supplied" in told
        assert "Clear the filters" not in told


@without("hr_posts")
def test_without_posts_nobody_is_said_to_lack_a_line_manager(lacking: None) -> None:
    for asked in ({}, {"list": "unsupervised"}, {"state": "none"}):
        at = visit("managers", persona="director", **asked)
        told = words(at)
        assert "Who supervises whom is not measured: no posts export was read." in told
        assert not at.metric and not at.table


@without("sharepoint_sessions")
def test_without_sessions_no_supervisor_is_said_to_have_nobody_overdue(lacking: None) -> None:
    at = visit("managers", persona="director")
    assert cards(at)["With somebody overdue"] == cards(at)["Overdue themselves"] == "not measured"
    told = words(visit("managers", persona="director", need="overdue"))
    assert "How their people stand is not measured" in told


@without("sharepoint_sessions")
def test_without_sessions_no_standard_is_said_to_be_kept_and_nothing_to_be_cancelled(
    lacking: None,
) -> None:
    at = visit("standards", persona="director")
    assert "Cancelled sessions are not measured: no export of sessions" in words(at)
    assert "No cancelled session is on record" not in words(at)


@without("audit_answers", "audit_plan", "audit_actions", "survey_answers")
def test_without_audits_and_survey_nothing_is_said_of_them(lacking: None) -> None:
    for view in ("coverage", "standards", "grades", "moderation", "actions", "beside", "survey"):
        at = visit("audit", persona="director", view=view)
        assert "not measured" in words(at), view
        assert not at.metric and not at.table, view
    for name in ("never", "overdue", "audits", "moderation", "actions"):
        at = visit("audit", persona="director", list=name)
        assert "not measured" in words(at) and not at.table, name


@without("audit_plan")
def test_without_a_plan_no_audit_is_overdue_or_unplanned(lacking: None) -> None:
    at = visit("audit", persona="director")
    assert "Coverage against the plan is not measured" in words(at)
    assert "Overdue" not in cards(at) and cards(at)["None on record"] == "1"
    listed = visit("audit", persona="director", list="unplanned")
    assert "not measured" in words(listed) and not listed.table


@without("ics_risk_flags", "asye_evidence")
@pytest.mark.parametrize("page", ["overview", "cases"])
def test_without_risk_flags_high_risk_cases_are_said_to_be_those_by_type(
    lacking: None, page: str
) -> None:
    told = words(visit(page, persona="director"))
    assert "risk flags not supplied: by type alone" in told
    assert page == "cases" or "some of what makes an NQSW at risk not measured" in told


@without("sharepoint_training")
def test_with_risk_flags_nothing_is_said_of_them(lacking: None) -> None:
    assert "risk flags not supplied" not in words(visit("overview", persona="director"))
