"""What came of the audits: actions, whose they are, and when they were done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ingestion.demo.audit_rounds import PlannedAudit
from ingestion.demo.audits import NO, PARTLY, Audit
from ingestion.demo.days import Day, working_on_or_before
from ingestion.demo.pairs import Pair, runs_at
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.streams import Bands, Streams, chance, choose, draw, pick

MOST_OF_AN_AUDIT, OF_PARTLY, OWNER_IS_SUPERVISOR = 3, 0.45, 0.8
DAYS_TO_DO = (28, 42, 56, 84)
#: Done by so many days after it was due (below nought: before); None for not done.
DONE: tuple[tuple[float, Bands | None], ...] = (
    (0.74, ((1.0, -21, 0),)), (0.18, ((0.7, 3, 25), (0.3, 26, 70))), (0.08, None),
)  # fmt: skip
#: An owner who goes leaves it open with this chance.
LEFT_OPEN = 0.4


@dataclass(slots=True)
class Action:
    """One row of audit_actions."""

    action_id: str
    audit: Audit
    owner: str
    due: Day
    done: Day | None


def make_actions(
    audits: list[Audit], pairs: list[Pair], workers: list[Worker], records: tuple[Streams, Day]
) -> list[Action]:
    """Every action, by its number; moderations lead to none."""
    streams, today = records
    leaves = {worker.number: worker.leaves for worker in workers}
    actions: list[Action] = []
    above: dict[Day, dict[str, str]] = {}
    for audit in audits:
        if audit.is_moderation:
            continue
        rng = streams.stream("audit actions", audit.audit_id)
        begins = audit.planned.round.starts
        if begins not in above:
            above[begins] = {
                pair.supervisee: manager
                for manager, own in runs_at(pairs, begins).items()
                for pair in own
            }
        for owner, due, done in _actions(audit, above[begins], rng):
            last = leaves.get(owner, today)
            day = done
            if last < (done or today) and last < due:
                day = None if chance(rng, LEFT_OPEN) else max(audit.day, last)
            day = day if day is not None and day <= today else None
            actions.append(Action(f"AC{len(actions) + 1:05d}", audit, owner, due, day))
    _leave_open(actions, leaves, today)
    return actions


def _actions(
    audit: Audit, above: dict[str, str], rng: Random
) -> Iterator[tuple[str, Day, Day | None]]:
    """Owner, day due and day done of what one audit asks for."""
    count = 0
    for answer in audit.answers.values():
        wanted = answer == NO or (answer == PARTLY and chance(rng, OF_PARTLY))
        if not wanted or count == MOST_OF_AN_AUDIT:
            continue
        count += 1
        supervisor = audit.planned.supervisor
        is_own = chance(rng, OWNER_IS_SUPERVISOR)
        due = working_on_or_before(audit.day + pick(rng, DAYS_TO_DO))
        bands = choose(rng, DONE)
        done = working_on_or_before(due + draw(rng, bands)) if bands else None
        owner = supervisor if is_own else above.get(supervisor, supervisor)
        yield owner, due, None if done is None else max(done, audit.day)


def _leave_open(actions: list[Action], leaves: dict[str, Day], today: Day) -> None:
    """The last action of the manager who left last is still open, whoever that is."""
    gone = [each for each in actions if each.owner in leaves and leaves[each.owner] <= today]
    if gone:
        max(gone, key=lambda each: (leaves[each.owner], each.action_id)).done = None


def tell_of_audits(plan: list[PlannedAudit], audits: list[Audit]) -> Iterator[PlantedProblem]:
    """How far the running round is, what was never done, and where second auditors differ."""
    current = plan[-1].round
    done = [each.planned for each in audits if not each.is_moderation]
    of_current = [each for each in plan if each.round == current]
    done_of_current = [each for each in done if each.round == current]
    yield planted(
        "audit_round_running", current.name, done=len(done_of_current), count=len(of_current)
    )
    seen = {(each.round.name, each.supervisor, each.due) for each in done}
    never = [
        each.supervisor
        for each in plan
        if each.round != current and (each.round.name, each.supervisor, each.due) not in seen
    ]
    if never:
        yield planted("audit_never_done", *dict.fromkeys(never), count=len(never))
    first = {(each.planned.round.name, each.pair.supervisee): each for each in audits
             if not each.is_moderation}  # fmt: skip
    again = [each for each in audits if each.is_moderation]
    if again:
        yield planted("audit_moderated", *(each.audit_id for each in again), count=len(again))
    differ = [
        each.audit_id
        for each in again
        if first[each.planned.round.name, each.pair.supervisee].grade != each.grade
    ]
    if differ:
        yield planted("audit_moderated_otherwise", *differ, count=len(differ))


def tell_of_actions(
    actions: list[Action], workers: list[Worker], today: Day
) -> Iterator[PlantedProblem]:
    """Which actions are late, and whose owner has left."""
    gone = {worker.number for worker in workers if worker.leaves < today}
    still = [each for each in actions if each.done is None]
    for code, found in (
        ("audit_action_overdue", [each for each in still if each.due < today]),
        ("audit_action_late", [each for each in actions if each.done and each.done > each.due]),
        ("audit_owner_left", [each for each in still if each.owner in gone]),
    ):
        if found:
            ids = [each.action_id for each in found]
            yield planted(code, *ids, count=len(ids))
