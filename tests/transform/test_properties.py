"""What holds of the ledger for any council: thousands of small ones, in batches, by the real SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.oracle.compare import shape
from tests.oracle.councils import write_merged_councils
from tests.oracle.ledger import expect

from .laboratory import Laboratory, lay_out

TOGETHER = 15
LAST = date(2026, 10, 31)
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
SUPERVISION = "obligation_type in ('staff_supervision', 'case_supervision')"
# A batch of councils has nothing smaller to shrink to: the failing batch is named as it is.
CALM = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
FEW = settings(CALM, max_examples=2)
MANY = settings(CALM, max_examples=100)
BATCHES = st.integers(0, 1)
ANY_BATCH = st.integers(100, 10_000)
SEEDS = st.integers(0, 2**31)
DAYS = st.dates(date(2025, 3, 1), date(2026, 9, 30))
Fill = Callable[[int], Laboratory]


@pytest.fixture(scope="module")
def fill(make_built: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Fill:
    """A laboratory filled with a batch of fifteen small councils, nasty on purpose."""
    folder = tmp_path_factory.mktemp("laboratory")
    laboratory = Laboratory(make_built(), folder)

    @cache
    def laid_out(batch: int) -> Path:
        inbox = folder / f"inbox-{batch}"
        write_merged_councils(inbox, range(batch * TOGETHER, (batch + 1) * TOGETHER))
        return lay_out(inbox, folder / f"data-{batch}")

    def with_batch(batch: int) -> Laboratory:
        laboratory.fill(laid_out(batch))
        return laboratory

    return with_batch


def _no_overlap_and_no_gap(laboratory: Laboratory) -> None:
    laboratory.make_ledger()
    assert not laboratory.ledger("obligation_id", f"{SUPERVISION} and due_on <= opened_on")
    # A spell is covered from its first day to its end, or to now, by obligations that touch.
    assert not laboratory.query(
        f"""with owed as (
            select policy_id, obligation_type, subject_id, opened_on, closed_on, closed_reason,
                lead(opened_on) over subject as next_on,
                lag(closed_on) over subject as last_on,
                lag(closed_reason) over subject as last_reason
            from marts.fct_obligations where {SUPERVISION}
            window subject as (
                partition by policy_id, obligation_type, subject_id order by opened_on))
        select owed.* from owed
        left join intermediate.int_supervision_spells spells
            on spells.policy_id = owed.policy_id
            and spells.obligation_type = owed.obligation_type
            and spells.subject_id = owed.subject_id
            and owed.opened_on >= spells.spell_from
            and owed.opened_on < coalesce(spells.ended_on, 'infinity')
        where spells.spell_from is null
            or next_on < coalesce(closed_on, 'infinity')
            or (closed_reason = 'met') <> coalesce(next_on = closed_on and closed_reason = 'met', false)
            or (opened_on > spells.spell_from and last_on is distinct from opened_on)
            or (closed_reason <> 'met' and closed_on is distinct from spells.ended_on)
            or (closed_on is null and spells.ended_on is not null)"""
    )
    assert not laboratory.query(
        """select spells.* from intermediate.int_supervision_spells spells
        anti join marts.fct_obligations owed
            on owed.policy_id = spells.policy_id and owed.obligation_type = spells.obligation_type
            and owed.subject_id = spells.subject_id and owed.opened_on = spells.spell_from"""
    )
    assert not laboratory.query(
        "select obligation_id from marts.fct_obligations group by 1 having count(*) > 1"
    )


@FEW
@given(BATCHES)
def test_obligations_never_overlap_leave_no_gap_and_fall_due_after_they_open(
    fill: Fill, batch: int
) -> None:
    _no_overlap_and_no_gap(fill(batch))


def _shuffling_changes_nothing(laboratory: Laboratory, seed: int) -> None:
    laboratory.make_ledger()
    before = laboratory.ledger("*")
    laboratory.shuffle(seed)
    laboratory.make_ledger()
    assert laboratory.ledger("*") == before


@FEW
@given(BATCHES, SEEDS)
def test_the_order_of_the_rows_in_an_export_changes_nothing(
    fill: Fill, batch: int, seed: int
) -> None:
    _shuffling_changes_nothing(fill(batch), seed)


def _losing_never_helps(laboratory: Laboratory, seed: int, tenths: int) -> None:
    laboratory.make_ledger()
    laboratory.fix_records_from()
    laboratory.query("create or replace temp table before as from marts.fct_obligations")
    laboratory.lose(seed, tenths)
    laboratory.make_ledger()
    assert not laboratory.query(
        f"""select before.obligation_id from before
        join marts.fct_obligations after using (obligation_id)
        where before.met_on is null and after.met_on is not null and before.{SUPERVISION}"""
    )
    overdue = f"""select policy_id, obligation_type, subject_id, sum(greatest(0,
        coalesce(closed_on, date '{LAST}' + 1) - due_on - 1)) as days from {{}}
        where {SUPERVISION} group by all"""
    assert not laboratory.query(
        f"""select * from ({overdue.format("before")}) before
        left join ({overdue.format("marts.fct_obligations")}) after
            using (policy_id, obligation_type, subject_id)
        where before.days > coalesce(after.days, 0)"""
    )


@FEW
@given(BATCHES, SEEDS, st.integers(1, 5))
def test_a_lost_session_never_makes_anybody_look_better_supervised(
    fill: Fill, batch: int, seed: int, tenths: int
) -> None:
    _losing_never_helps(fill(batch), seed, tenths)


def _replaying_agrees(laboratory: Laboratory, day: date) -> None:
    """Who was overdue on a day, asked of today's ledger and of one worked out on that day.

    An absence that ran on that day may have become a long one since, and a pause longer: those
    people are left out of the comparison.
    """
    laboratory.make_ledger()
    laboratory.fix_records_from()
    overdue = f"""select policy_id, obligation_type, subject_id, opened_on from marts.fct_obligations
        where marts.obligation_status(opened_on, due_on, met_on, closed_on, tolerance_days,
            notice_days, false, date '{day}') = 'overdue'
        order by all"""
    since = laboratory.query(overdue)
    laboratory.query(
        f"""create or replace temp table changed as
        select distinct worker_id from intermediate.int_absences
        where breaks_supervision and away_from <= date '{day}' and away_to > date '{day}' - 28
        union select worker_id from intermediate.int_asye_pauses
        where paused_from <= date '{day}' and paused_to > date '{day}'"""
    )
    laboratory.move_to(day)
    laboratory.make_ledger()
    then = laboratory.query(overdue)
    left_out = {row[0] for row in laboratory.query("from changed")}
    assert [row for row in since if row[2] not in left_out] == [
        row for row in then if row[2] not in left_out
    ]


@FEW
@given(BATCHES, DAYS)
def test_a_past_day_replayed_has_the_same_people_and_cases_overdue(
    fill: Fill, batch: int, day: date
) -> None:
    _replaying_agrees(fill(batch), day)


def _plain_calculation_agrees(laboratory: Laboratory, inbox: Path) -> None:
    laboratory.make_ledger()
    rows = [dict(zip(CORE, row, strict=True)) for row in laboratory.ledger(", ".join(CORE))]
    assert shape(rows, CORE) == shape(expect(inbox), CORE)


@pytest.mark.soak
@MANY
@given(ANY_BATCH, SEEDS, st.integers(1, 5), DAYS)
def test_thousands_more_councils_keep_every_property(
    fill: Fill, batch: int, seed: int, tenths: int, day: date
) -> None:
    _no_overlap_and_no_gap(fill(batch))
    _shuffling_changes_nothing(fill(batch), seed)
    _losing_never_helps(fill(batch), seed, tenths)
    _replaying_agrees(fill(batch), day)


@pytest.mark.soak
@MANY
@given(ANY_BATCH)
def test_thousands_more_councils_have_the_ledger_a_plain_calculation_gives(
    fill: Fill, tmp_path_factory: pytest.TempPathFactory, batch: int
) -> None:
    inbox = tmp_path_factory.mktemp("inbox")
    write_merged_councils(inbox, range(batch * TOGETHER, (batch + 1) * TOGETHER))
    _plain_calculation_agrees(fill(batch), inbox)
