"""The sentence that says why a date is what it is, held to the worked examples of the ledger."""

from datetime import date
from typing import Any

from dashboard.view_models.why import explain_case, explain_person, say_absence


def row(**given: Any) -> dict[str, Any]:
    """A monthly obligation opened by a session on 3 October 2026."""
    return {
        "opened_on": date(2026, 10, 3),
        "opened_by": "session",
        "judged_from": date(2024, 3, 2),
        "due_on": date(2026, 11, 3),
        "due_from_opening": date(2026, 11, 3),
        "due_from_change": date(2024, 4, 2),
        "interval_count": 1,
        "interval_unit": "month",
        "clause": "St Helens section 3",
        **given,
    }


def test_a_plain_monthly_date_cites_the_clause_and_the_sum() -> None:
    assert explain_person(row()) == (
        "Last supervised 3 October 2026. St Helens section 3 asks for supervision every calendar "
        "month, so due 3 November 2026."
    )


def test_several_sections_ask_and_one_asks() -> None:
    assert "Knowsley sections 4 and 5 ask for" in explain_person(
        row(clause="Knowsley sections 4 and 5")
    )


def test_somebody_never_supervised_is_explained_by_their_start() -> None:
    last = date(2026, 2, 28)
    told = explain_person(
        row(
            opened_by="started",
            opened_on=date(2026, 1, 31),
            due_on=last,
            due_from_opening=last,
        )
    )
    assert told.startswith("Started on 31 January 2026; no session since then counts.")
    assert told.endswith("so due 28 February 2026.")


def test_a_return_from_absence_starts_the_clock() -> None:
    assert explain_person(row(opened_by="returned")).startswith(
        "Back from a long absence on 3 October 2026"
    )


def test_a_session_on_the_day_the_clock_opened_is_not_said_to_be_missing() -> None:
    day = date(2026, 10, 3)
    for opened_by, which in (
        ("records", "the day the records begin"),
        ("started", "the day they started"),
    ):
        told = explain_person(row(opened_by=opened_by, last_held_on=day, last_counted_on=None))
        assert told.startswith(f"A session was held on 3 October 2026, {which}.")
        assert told.endswith("so due 3 November 2026.")
        assert "no session" not in told


def test_a_clock_that_starts_with_the_records_says_so() -> None:
    assert explain_person(row(opened_by="records")).startswith(
        "The records begin on 3 October 2026"
    )


def test_an_interval_that_changed_on_the_way_runs_from_the_last_session() -> None:
    told = explain_person(
        row(opened_on=date(2026, 2, 10), judged_from=date(2026, 2, 16), due_on=date(2026, 2, 24),
            due_from_opening=date(2026, 2, 24), due_from_change=date(2026, 3, 2),
            interval_count=2, interval_unit="week")
    )  # fmt: skip
    assert "From 16 February 2026 St Helens section 3 asks for supervision every 2 weeks" in told
    assert "counted from 10 February 2026, that is 24 February 2026" in told


def test_a_shorter_interval_never_bites_before_a_whole_new_one_has_passed() -> None:
    told = explain_case(
        row(opened_on=date(2026, 1, 10), judged_from=date(2026, 1, 20), due_on=date(2026, 2, 20),
            due_from_opening=date(2026, 2, 10), due_from_change=date(2026, 2, 20))
    )  # fmt: skip
    assert "The rule changed on 20 January 2026" in told
    assert "so due 20 February 2026" in told


def test_a_change_that_leaves_the_old_date_says_that_it_does() -> None:
    told = explain_person(
        row(opened_on=date(2026, 1, 1), judged_from=date(2026, 2, 10), due_on=date(2026, 3, 1),
            due_from_opening=date(2026, 2, 1), due_from_change=date(2026, 3, 10))
    )  # fmt: skip
    assert told.startswith("Last supervised 1 January 2026. Due 1 March 2026 by the rule before.")
    assert "leaves the date where it was" in told


def test_a_later_session_that_does_not_count_is_named() -> None:
    told = explain_person(
        row(
            last_held_on=date(2026, 10, 20),
            last_counted_on=date(2026, 10, 3),
            last_held_format_label="Peer",
        )
    )
    assert told.endswith("The peer session on 20 October 2026 does not count under this policy.")


def test_nothing_owed_needs_no_reason() -> None:
    assert explain_person(row(due_on=None)) == ""


def test_a_clause_cannot_bring_markdown_in() -> None:
    assert "](http" not in explain_person(row(clause="[x](http://y)"))


def test_a_short_absence_is_written_as_a_stretch_of_days() -> None:
    away = {"away_from": date(2026, 11, 3), "away_to": date(2026, 11, 17), "is_away_long": False}
    assert say_absence(away) == "away 3 to 17 November"


def test_a_long_absence_with_no_end_known_says_since_when() -> None:
    away = {"away_from": date(2026, 9, 1), "away_to": None, "is_away_long": True}
    assert say_absence(away) == "away since 1 September 2026 (long absence)"
