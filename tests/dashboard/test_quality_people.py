"""Who cannot be told is said with its effect, and leads to those it may be; nobody is named to who may not see them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.datasets.identity import (
    likely_duplicates,
    people_maybe_not_overdue,
    person_spellings,
    references_counted,
    references_listed,
    references_matched,
    settled_counted,
    settled_listed,
)
from dashboard.scope import NOBODY, Scope
from dashboard.settings import settings
from dashboard.view_models.addresses import Links
from dashboard.view_models.identity import (
    say_duplicates,
    say_effects,
    say_matched,
    say_settled,
    say_spellings,
)
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import visit, words
from tests.transform.identity_council import write_answers, write_identity_council

Publish = Callable[[str, Path], Path]
MakeOnce = Callable[[str, Callable[[Path], None]], Path]
EVERYBODY, COUNTS_ONLY = Scope(sees_everyone=True), Scope(sees_counts=True)
EVE = Scope(worker_ids=("000107",))


@pytest.fixture(scope="module")
def council(publish: Publish, make_once: MakeOnce) -> Path:
    """A council whose exports name its people in every way that exports do."""
    return publish("identity-data", make_once("identity-inbox", write_identity_council))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, council: Path) -> Iterator[Path]:
    """That council in a demonstration."""
    monkeypatch.setenv("SUPERVISION_DATA", str(council))
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    yield council
    settings.cache_clear()


@pytest.fixture(scope="module")
def settled(council: Path, publish: Publish, make_once: MakeOnce) -> Path:
    """The same council after an officer settled what could not be told."""
    answers = make_once("identity-answers", lambda folder: write_answers(folder, council))
    return publish("identity-settled", answers)


@pytest.fixture
def run(council: Path) -> Published:
    """Its warehouse."""
    return published(council)


def test_people_are_said_to_be_overdue_because_a_supervisee_cannot_be_told(run: Published) -> None:
    told = say_effects(references_counted(run, EVERYBODY).to_dicts(), Links())
    assert told[0].startswith("At most **[7 people](")
    assert "show as overdue because the supervisee of [12 sessions](" in told[0]
    assert told[1].startswith("**3 open cases** have no known worker: the allocated worker of [")
    assert told[2].startswith("**1 person** has no known supervisor: the line manager of [1 post](")


def test_the_number_of_people_is_the_people_listed(run: Published) -> None:
    for row in references_counted(run, EVERYBODY).to_dicts():
        asked = {"feed": row["feed"], "column_name": row["column_name"]}
        people = people_maybe_not_overdue(run, EVERYBODY, **asked)
        assert people["worker_id"].n_unique() == row["people_overdue_count"]
        listed = references_listed(run, EVERYBODY, **asked)
        assert listed.height == row["texts_count"]
        assert listed["rows_count"].sum() == row["rows_count"]


def test_who_sees_counts_only_is_told_the_effect_and_nobody_s_name(run: Published) -> None:
    assert references_counted(run, COUNTS_ONLY).equals(references_counted(run, EVERYBODY))
    listed = references_listed(run, COUNTS_ONLY)
    assert listed.height
    assert not listed["written_text"].drop_nulls().len()
    assert not listed["nearest_people"].drop_nulls().len()
    assert not people_maybe_not_overdue(run, COUNTS_ONLY).height
    assert not likely_duplicates(run, COUNTS_ONLY).height
    assert not person_spellings(run, COUNTS_ONLY, "000101").height


def test_whoever_sees_one_person_sees_what_most_likely_means_them_and_no_more(
    run: Published,
) -> None:
    written = references_listed(run, EVE)["written_text"].drop_nulls().to_list()
    assert written == ["Eve Lostwithial"]
    assert people_maybe_not_overdue(run, EVE)["worker_id"].to_list() == ["000107"]


def test_who_sees_nothing_is_told_nothing(run: Published) -> None:
    for ask in (
        references_counted,
        references_listed,
        people_maybe_not_overdue,
        references_matched,
    ):
        assert not ask(run, NOBODY).height


def test_what_was_told_by_name_or_e_mail_is_counted_and_said(run: Published) -> None:
    told = say_matched(references_matched(run, EVERYBODY).to_dicts())
    assert "by e-mail" in told and "by name" in told
    assert "the leading zeros of a whole column being lost" in told
    assert say_matched([]) == ""
    spelt = say_spellings(person_spellings(run, EVERYBODY, "000101").to_dicts())
    assert any(
        "“ANN.ONEILL@council.gov.uk” in 1 row, told by e-mail" in one.replace("\\", "")
        for one in spelt
    )


def test_what_the_council_settled_is_said_with_who_and_when_and_is_no_more_to_do(
    settled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = published(settled)
    told = say_settled(settled_counted(run, EVERYBODY).to_dicts(), Links())
    assert (
        told.startswith("[6 identifiers](") and "2 of them are no worker of ours, in 2 rows" in told
    )
    assert settled_counted(run, COUNTS_ONLY).equals(settled_counted(run, EVERYBODY))
    assert not settled_listed(run, COUNTS_ONLY)["identifier"].drop_nulls().len()
    monkeypatch.setenv("SUPERVISION_DATA", str(settled))
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    listed = visit("quality", list="settled", persona="director")
    rows = listed.table[0].value
    mailbox = rows[rows["As written"] == "**Duty mailbox**"]
    assert list(mailbox["Means"]) == ["No worker of ours"] * 2
    for told in mailbox["Settled"]:
        said = told.replace("\\", "").replace("\u00a0", " ")
        assert "A. Officer" in said and "2 Nov" in said
    assert "Duty mailbox" not in words(visit("quality", list="checks", persona="director"))
    assert "Duty mailbox" not in words(visit("quality", list="not_told", persona="director"))
    settings.cache_clear()


def test_two_numbers_of_one_person_are_said_to_count_twice(run: Published) -> None:
    pairs = likely_duplicates(run, EVERYBODY).to_dicts()
    assert "1 person may be counted twice." in say_duplicates(pairs, Links())


def test_the_page_says_it_and_its_lists_show_it(shown: Path) -> None:
    page = words(visit("quality", persona="director"))
    assert "show as overdue because the supervisee of" in page
    listed = visit("quality", list="not_told", persona="director")
    assert "Eve Lostwithial" in words(listed) and "000107 Eve Lostwithiel" in words(listed)
    people = visit("quality", list="maybe_not_overdue", persona="director")
    assert people.title[0].value.endswith("7 people")
    assert "Gilbert Twice" in words(visit("quality", list="duplicates", persona="director"))


def test_the_person_s_page_says_how_they_were_told(shown: Path) -> None:
    said = words(visit("person", worker="000108", persona="director"))
    assert "“Ms Fay Login” in 1 row, told by name" in said
