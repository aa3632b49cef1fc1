"""Every surprise of docs/bad-inputs.md that one file can show: what becomes of it, and what is said."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingestion.problems import CATALOGUE

from .conftest import Loaded
from .surprises import AS_MEANT, CASES, REFUSED, Case

Land = Callable[..., Loaded]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAID = HERE / "surprises_said.csv"
COLUMNS = ("code", "outcome", "source_row", "heading", "typed_text", "sentence", "fix")


def said_of(case: Case, loaded: Loaded) -> list[dict[str, str]]:
    """What was said of a case, as text."""
    rows = loaded.problems.select(COLUMNS).rows(named=True)
    return [
        {"case": case.name, **{name: "" if row[name] is None else str(row[name]) for name in COLUMNS}}
        for row in rows
    ]  # fmt: skip


def _expected() -> dict[str, list[dict[str, str]]]:
    told: dict[str, list[dict[str, str]]] = {case.name: [] for case in CASES}
    with SAID.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            told[row["case"]].append(row)
    return told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_surprise_has_its_outcome_and_its_words(land: Land, case: Case) -> None:
    loaded = land(case.feed, case.content)
    load = loaded.load
    assert load.received == load.accepted + load.quarantined + load.duplicate
    assert load.accepted == case.accepted
    assert (load.outcome == "refused") == (case.outcome == REFUSED)
    told = {(row["code"], row["outcome"]) for row in loaded.problems.to_dicts()}
    assert told == (set() if case.outcome == AS_MEANT else {(case.code, case.outcome)})
    assert said_of(case, loaded) == _expected()[case.name]
    if case.reads:
        first = loaded.rows.row(0, named=True)
        assert {name: str(first[name]) for name in case.reads} == case.reads


def test_no_two_surprises_have_one_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 130


def _listed() -> list[list[str]]:
    text = (ROOT / "docs" / "bad-inputs.md").read_text(encoding="utf-8")
    rows = [re.split(r" *\| *", line.strip().strip("|").strip()) for line in text.splitlines()]
    return [cells for cells in rows if cells[0].isdigit()]


def test_the_list_of_surprises_is_whole_and_in_order() -> None:
    assert [int(cells[0]) for cells in _listed()] == list(range(1, 142))


def test_the_list_names_codes_that_there_are_and_those_the_cases_show() -> None:
    shown: dict[int, set[str]] = {}
    for case in CASES:
        shown.setdefault(case.number, set()).update({case.code} if case.code else set())
    for number, _, _, codes, _ in _listed():
        listed = set(re.findall(r"SM-\d{3}", codes))
        assert listed <= set(CATALOGUE)
        assert shown.get(int(number), set()) <= listed, number


def test_every_surprise_says_where_it_is_tried_and_it_is_tried_there() -> None:
    tried = {case.number for case in CASES}
    for number, words, outcome, _, where in _listed():
        assert words and outcome
        if where == "by a file":
            assert int(number) in tried, number
            continue
        for place in where.split(", "):
            path, name = place.strip("`").split("::")
            source = (ROOT / "tests" / path).read_text(encoding="utf-8")
            assert f"def {name}(" in source or f"{name}" in source, place


def test_no_sentence_is_left_with_a_brace_or_an_unfinished_end() -> None:
    for told in _expected().values():
        for row in told:
            assert not {"{", "}"} & set(row["sentence"] + row["fix"])
            assert row["sentence"].endswith(".") and row["fix"].endswith(".")
