"""All judgements of an inbox, and the few columns by which two workings are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .findings import FINE, FOUND, NOT_KNOWN, NOT_RECOGNISED, Judgement, Setting
from .findings_asye import judge_asye
from .findings_people import judge_people
from .findings_sessions import judge_diary, judge_sessions
from .inbox import Council, read_council

COMPARED = (
    "rule_id",
    "finding_type",
    "subject_id",
    "worker_id",
    "found_on",
    "supervisor_id",
    "team_id",
    "began_on",
    "measured",
)
Counts = tuple[int, int, int, int]  # judged, found, not known, not recognised


def judge_inbox(folder: Path) -> list[Judgement]:
    """Everything the rules about findings judge in an inbox of exports."""
    return judge_council(read_council(folder))


def judge_council(council: Council) -> list[Judgement]:
    """Everything they judge in a council."""
    setting = Setting(council)
    return [
        *judge_sessions(setting),
        *judge_diary(setting),
        *judge_people(setting),
        *judge_asye(setting),
    ]


def shape_findings(judgements: Iterable[Judgement]) -> Counter[tuple[str, ...]]:
    """The findings as a multiset of texts."""
    return Counter(
        tuple(_text(getattr(one, name)) for name in COMPARED)
        for one in judgements
        if one.result == FOUND
    )


def count_judgements(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Counts]:
    """By rule and month: judged, found, not known, not recognised."""
    results: Counter[tuple[str, str, str]] = Counter(
        (one.rule_id, str(one.found_on or "")[:7], one.result) for one in judgements
    )
    return {
        key: (
            results[*key, FOUND] + results[*key, FINE],
            results[*key, FOUND],
            results[*key, NOT_KNOWN],
            results[*key, NOT_RECOGNISED],
        )
        for key in {(rule_id, month) for rule_id, month, _ in results}
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
