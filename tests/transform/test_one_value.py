"""One value of a policy file moved by a day changes the rows it should, and no others.

The same value is moved in the seeds and in the plain calculation, which must then agree again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.oracle import policies
from tests.oracle.compare import shape
from tests.oracle.councils import write_merged_councils
from tests.oracle.ledger import expect

from .laboratory import Laboratory, lay_out

CORE = [
    "policy_id",
    "obligation_type",
    "subject_id",
    "opened_on",
    "due_on",
    "met_on",
    "closed_on",
    "closed_reason",
]
Patch = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Move:
    """What is moved: the seed's value, the same in the plain calculation, and whose rows it is."""

    seed: str
    where: str
    to: str
    patch: Patch
    policy: str
    types: frozenset[str]


def _post(category: str, interval: tuple[int, str]) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        posts = policies.STAFF["st_helens"].posts
        monkeypatch.setitem(posts, category, (posts[category][0], interval))

    return patch


def _case(rule_id: str, steps: tuple[policies.Step, ...]) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        rules = tuple(
            replace(rule, steps=steps) if rule.rule_id == rule_id else rule
            for rule in policies.CASES["st_helens"]
        )
        monkeypatch.setitem(policies.CASES, "st_helens", rules)

    return patch


def _single(asked: dict[str, tuple[str, object]], policy: str, value: object) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(asked, policy, (asked[policy][0], value))

    return patch


def _running(policy: str, rule_id: str, **values: object) -> Patch:
    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        rules = tuple(
            replace(rule, **values) if rule.rule_id == rule_id else rule
            for rule in policies.RUNNING[policy]
        )
        monkeypatch.setitem(policies.RUNNING, policy, rules)

    return patch


def _step(rule_id: str, to: str, patch: Patch, policy: str, kind: str, number: int = 1) -> Move:
    where = f"rule_id = '{rule_id}' and step_number = {number}"
    return Move("rule_steps", where, to, patch, policy, frozenset({kind}))


STH, KNO = "st_helens", "knowsley"
MOVES = {
    "business support: six weeks and a day": _step(
        "sth_business_support", "interval_count = 43, interval_unit = 'day'",
        _post("business_support", (43, "day")), STH, "staff_supervision"),
    "assessment: by day 21": _step(
        "sth_assessment", "interval_count = 21",
        _case("sth_assessment", (((0, "day"), (21, "day")), ((20, "day"), (1, "month")))),
        STH, "case_supervision"),
    "assessment: monthly from day 21": _step(
        "sth_assessment", "step_from_count = 21",
        _case("sth_assessment", (((0, "day"), (20, "day")), ((21, "day"), (1, "month")))),
        STH, "case_supervision", 2),
    "a record within eight working days": _step(
        "sth_record", "interval_count = 8", _single(policies.RECORD, STH, 8), STH, "session_record"),
    "case supervision on file within three working days": _step(
        "sth_case_record", "interval_count = 3",
        _single(policies.CASE_RECORD, STH, 3), STH, "case_record"),
    "rearranged within eleven working days": _step(
        "kno_cancelled", "interval_count = 11",
        _single(policies.REBOOKED, KNO, 11), KNO, "session_rebooked"),
    "an agreement within 32 days": _step(
        "kno_agreement", "interval_count = 32, interval_unit = 'day'",
        _single(policies.AGREEMENT, KNO, (32, "day")), KNO, "agreement"),
    "a panel within 32 days": _step(
        "sth_panel", "interval_count = 32, interval_unit = 'day'",
        _single(policies.PANEL, STH, (32, "day")), STH, "asye_panel"),
    "a starter's course within 180 days": Move(
        "rules", "rule_id = 'kno_training_supervisee'",
        "starter_interval_count = 180, starter_interval_unit = 'day'",
        _running(KNO, "kno_training_supervisee", starter=(180, "day")),
        KNO, frozenset({"training"})),
    "a group every 32 days": _step(
        "sth_group", "interval_count = 32, interval_unit = 'day'",
        _running(STH, "sth_group", interval=(32, "day"), starter=(32, "day")),
        STH, "group_supervision"),
}  # fmt: skip


#: A step and a working day. The rest are the long run's.
OFTEN = (
    "assessment: by day 21",
    "a record within eight working days",
)


@pytest.fixture(scope="module")
def before(
    make_built: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Laboratory, Path, Counter[tuple[str, ...]]]:
    """A laboratory of a dozen small councils, their inbox, and the ledger as the policies are."""
    folder = tmp_path_factory.mktemp("one-value")
    inbox = folder / "inbox"
    write_merged_councils(inbox, range(700, 712))
    laboratory = Laboratory(make_built(), folder)
    laboratory.fill(lay_out(inbox, folder / "data"))
    return laboratory, inbox, _ledger(laboratory)


def _ledger(laboratory: Laboratory) -> Counter[tuple[str, ...]]:
    laboratory.make_ledger()
    rows = laboratory.ledger(", ".join(CORE))
    return shape([dict(zip(CORE, row, strict=True)) for row in rows], CORE)


@pytest.mark.parametrize(
    "name",
    [name if name in OFTEN else pytest.param(name, marks=pytest.mark.soak) for name in MOVES],
)
def test_one_value_moved_by_a_day_changes_the_rows_it_should_and_no_others(
    before: tuple[Laboratory, Path, Counter[tuple[str, ...]]],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    laboratory, inbox, unmoved = before
    move = MOVES[name]
    move.patch(monkeypatch)
    laboratory.query("begin")
    try:
        laboratory.query(f"update seeds.{move.seed} set {move.to} where {move.where}")
        moved = _ledger(laboratory)
    finally:
        laboratory.query("rollback")
    changed = (moved - unmoved) + (unmoved - moved)
    assert changed
    assert {row[0] for row in changed} == {move.policy}
    assert {row[1] for row in changed} == move.types
    assert moved == shape(expect(inbox), CORE)
