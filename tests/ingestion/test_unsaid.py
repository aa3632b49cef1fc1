"""Which unknown codes are kept as they were typed: whatever the models could read is never lost, a slip is named,
and what may be said of somebody is not.
"""

import pytest

from ingestion.contract import known_spellings
from ingestion.unsaid import _is_private, code_words, vocabulary_of
from tests.transform.test_annex_a_status import SPELLINGS, status_of

KNOWN = known_spellings()


def is_kept(code_list: str, typed: str) -> bool:
    return vocabulary_of(code_list, KNOWN[code_list]).is_code(typed)


@pytest.mark.parametrize("code_list", sorted(KNOWN))
def test_every_known_spelling_is_kept_in_any_case(code_list: str) -> None:
    for typed in KNOWN[code_list]:
        assert is_kept(code_list, typed) and is_kept(code_list, typed.upper())
        assert is_kept(code_list, typed.title())


@pytest.mark.parametrize("code", SPELLINGS)
def test_a_case_status_means_the_same_after_what_is_not_shown_is_taken_out(code: str) -> None:
    vocabulary = vocabulary_of("annex_a_case_status", KNOWN["annex_a_case_status"])
    beside = [f"{each} (XYZ)" for each in SPELLINGS[code] if "." not in each]
    for typed in [*SPELLINGS[code], *beside]:
        kept = typed if vocabulary.is_code(typed.strip()) else vocabulary.kept(typed.strip())
        assert status_of(kept) == status_of(typed), (typed, kept)


@pytest.mark.parametrize(
    ("code_list", "typed"),
    [
        *(("session_status", typed) for typed in ("Hled", "Canceld", "Planed", "Held (virtual)")),
        *(
            ("session_status", typed)
            for typed in ("Scheduled", "Did not attend", "DNA", "n/a", "2")
        ),
        *(
            ("involvement_type", typed)
            for typed in ("Chlid protection", "CP Plan (interim)", "S47")
        ),
        *(("involvement_type", typed) for typed in ("child protecton plan", "Looked after (s20)")),
        *(("staff_category", typed) for typed in ("Socail worker", "Team managr", "Youth justice")),
        *(
            ("session_format", typed)
            for typed in ("Face to face", "Teams", "Walk and talk", "1 : 1")
        ),
        *(("cancellation_reason", typed) for typed in ("supervisor unavaliable", "Court", "leave")),
    ],
)
def test_a_slip_and_a_new_code_are_named(code_list: str, typed: str) -> None:
    assert is_kept(code_list, typed)


@pytest.mark.parametrize(
    ("code_list", "typed"),
    [
        *(("session_status", typed) for typed in ("abused", "abused by partner", "hell", "HIV")),
        *(("session_status", typed) for typed in ("she left", "h i v", "died", "Smith")),
        *(("end_reason", typed) for typed in ("jailed", "killed", "left him", "failed by mum")),
        *(("session_format", typed) for typed in ("grope", "beer", "group of boys")),
        *(("involvement_type", typed) for typed in ("child hurt", "partner", "12/03/2014")),
        *(("cancellation_reason", typed) for typed in ("partner left", "crisis at home", "count")),
        *(("risk_flag", typed) for typed in ("high on drugs", "risk to his sister")),
    ],
)
def test_what_may_be_said_of_somebody_is_not(code_list: str, typed: str) -> None:
    assert not is_kept(code_list, typed)


def test_no_word_that_codes_are_made_of_is_a_private_one() -> None:
    assert [word for word in code_words() if _is_private(word)] == []
