"""Any month end: chosen in the side bar, told by the address, kept over pages, refused in words."""

import re
from datetime import date

import pytest

from dashboard.datasets.council import days_offered
from dashboard.datasets.people import monthly_in_date, people_by_team, people_listed
from dashboard.datasets.team import team_months
from dashboard.navigation import ENTRIES
from dashboard.scope import Place, Scope
from dashboard.view_models import overview
from dashboard.view_models.as_at import REFUSED, day_asked, day_options
from dashboard.view_models.reported import say_as_reported
from dashboard.view_models.team_months import month_points, months_in_order, say_months
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.warehouse import Published
from tests.dashboard.small_council import DATA_DATE, MONTH_END
from tests.dashboard.test_pages import visit, words

pytestmark = pytest.mark.usefixtures("demo_settings")
AT = MONTH_END.isoformat()
ANY_DAY = [entry.path for entry in ENTRIES if entry.any_day]
LATEST_ALONE = [entry.path for entry in ENTRIES if not entry.any_day]
EVERYBODY = Scope(sees_everyone=True)


@pytest.mark.parametrize("page", ANY_DAY)
def test_a_page_of_people_or_cases_says_which_month_end_it_shows(page: str) -> None:
    at = visit(page, persona="director", team="C", at=AT)
    assert not at.exception
    said = words(at)
    assert "shown **as at 31 October 2026**, as now recorded" in said
    assert "Data to 20 November 2026" in said
    assert ":blue-badge[As at: 31 October 2026] [Show the latest](./" in said


@pytest.mark.parametrize("page", LATEST_ALONE)
def test_a_page_that_knows_the_latest_alone_says_so_and_leads_to_the_latest(page: str) -> None:
    at = visit(page, persona="director", at=AT, worker="w1")
    assert not at.exception
    said = words(at)
    assert "shows the latest, **data to 20 November 2026**" in said
    body = said.split("is the latest too.", 1)[1]
    assert f"at={AT}" not in body


def test_the_latest_needs_no_word_about_the_day() -> None:
    at = visit("overview", persona="director")
    assert "as at" not in words(at).lower()
    (chosen,) = [box for box in at.selectbox if box.label == "As at"]
    assert chosen.value == ""
    assert chosen.options == ["20 November 2026 (latest)", "31 October 2026"]


def test_who_was_overdue_then_is_listed_and_who_is_overdue_now_is_not() -> None:
    then = words(visit("people", persona="director", list="overdue", at=AT))
    assert "Hal Worker" in then and "Flo Worker" not in then
    now = words(visit("people", persona="director", list="overdue"))
    assert "Hal Worker" in now and "Flo Worker" in now


def test_nothing_is_said_of_the_diary_of_an_old_day() -> None:
    now = words(visit("people", persona="director", list="in_date"))
    assert "Next:" in now
    assert "Next:" not in words(visit("people", persona="director", list="in_date", at=AT))


@pytest.mark.parametrize(
    "asked", ["2026-10-30", "2019-01-31", "yesterday", "2026-11-30", "31/10/2026"]
)
@pytest.mark.parametrize("page", ["overview", "person"])
def test_a_day_that_is_not_offered_is_refused_in_words_and_the_latest_shown(
    page: str, asked: str
) -> None:
    at = visit(page, persona="director", at=asked, worker="w1")
    assert not at.exception
    assert [info.value for info in at.info if info.value == REFUSED] == [REFUSED]
    assert "as at" not in words(at).replace(REFUSED, "").lower()


def test_the_links_of_a_page_keep_the_day() -> None:
    said = words(visit("overview", persona="director", at=AT))
    addresses = re.findall(r"\]\((\./[a-z][^)\s]*)\)", said.split("now recorded", 1)[1])
    assert len(addresses) > 10
    assert [address for address in addresses if f"at={AT}" not in address] == []


def test_the_side_bar_puts_the_day_in_the_address_and_the_side_menu_keeps_it() -> None:
    at = visit("overview", persona="director")
    (box,) = [box for box in at.selectbox if box.label == "As at"]
    box.set_value(AT).run()
    assert AT in at.query_params["at"]
    assert "31 October 2026" in words(at)
    # The side menu takes everything out of the address.
    at.query_params.clear()
    at.run()
    assert AT in at.query_params["at"]


def test_movement_compares_with_the_month_end_before_the_day_shown(small_run: Published) -> None:
    now = monthly_in_date(small_run, EVERYBODY, Place(), "staff_supervision").to_dicts()
    assert overview.movement(now).endswith("since 31 October 2026")
    then = monthly_in_date(
        small_run, EVERYBODY, Place(as_at=MONTH_END), "staff_supervision"
    ).to_dicts()
    assert [row["as_at"] for row in then] == [MONTH_END]
    assert overview.movement(then) == "No earlier month to compare with"


def test_a_place_with_no_day_is_the_data_date(small_run: Published) -> None:
    latest = people_by_team(small_run, EVERYBODY, Place()).to_dicts()
    assert latest == people_by_team(small_run, EVERYBODY, Place(as_at=DATA_DATE)).to_dicts()
    then = people_by_team(small_run, EVERYBODY, Place(as_at=MONTH_END)).to_dicts()
    assert overview.total(then)["overdue_count"] == 1
    assert overview.total(latest)["overdue_count"] == 4
    assert people_listed(small_run, EVERYBODY, Place(as_at=MONTH_END), "overdue").height == 1


def test_the_latest_day_is_offered_first_and_may_be_asked_for_by_name(small_run: Published) -> None:
    days = days_offered(small_run).to_dicts()
    assert list(day_options(days)) == ["", AT]
    assert day_asked(DATA_DATE.isoformat(), days) == (None, ())
    assert day_asked(AT, days) == (MONTH_END, ())
    assert day_asked("2026-10-30", days) == (None, (REFUSED,))


def test_a_teams_months_have_everybody_on_each_day_with_symbol_and_words(
    small_run: Published,
) -> None:
    rows = team_months(small_run, EVERYBODY, Place(team_id="C")).to_dicts()
    assert months_in_order(rows) == ["Oct 26", "20 Nov"]
    assert len(rows) == 2 * 4
    vocabulary = Vocabulary(
        [
            {"code_list": "status", "code": "overdue", "label": "Overdue", "tone": "bad",
             "symbol": "■", "meaning": "", "sort_order": 1},
        ]
    )  # fmt: skip
    points = {(point["person"], point["month"]): point for point in month_points(rows, vocabulary)}
    then = points["Hal Worker", "Oct 26"]
    assert (then["symbol"], then["said"]) == ("■", "overdue 20 days")
    assert points["Hal Worker", "20 Nov"]["said"] == "overdue 40 days"
    sentence = say_months(rows)
    assert "31 October 2026 to 20 November 2026" in sentence
    assert "**1** of 4 people was overdue at least once" in sentence


def test_a_teams_months_end_at_the_day_shown(small_run: Published) -> None:
    rows = team_months(small_run, EVERYBODY, Place(team_id="C", as_at=MONTH_END)).to_dicts()
    assert {row["as_at"] for row in rows} == {MONTH_END}


def test_who_sees_one_team_gets_the_months_of_that_team_alone(small_run: Published) -> None:
    rows = team_months(small_run, Scope(team_ids=("A",)), Place()).to_dicts()
    assert {row["worker_id"] for row in rows} == {"m1", "w1", "w2", "w3", "w4", "w5"}


def test_what_was_reported_then_is_said_beside_what_is_recorded_now() -> None:
    row = {
        "reported_on": date(2026, 11, 20),
        "reported_open_count": 466,
        "reported_in_date_count": 391,
        "open_count": 465,
        "in_date_count": 400,
    }
    assert say_as_reported(row, MONTH_END, "staff_supervision") == (
        "Staff in date on 31 October 2026: reported **84% (391 of 466)** with data to "
        "20 November 2026; now **86% (400 of 465)** after later recording."
    )
    same = {**row, "open_count": 466, "in_date_count": 391}
    assert "nothing recorded since has changed it" in say_as_reported(
        same, MONTH_END, "case_supervision"
    )
    assert "was not reported at the time" in say_as_reported(None, MONTH_END, "case_supervision")
