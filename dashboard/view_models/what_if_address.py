"""A what-if as its address tells it: checked against what there is, refused in words.

The address is the only place where a what-if is kept, so that it can be sent to somebody else.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from dashboard.scenario import CASES, STAFF, Scenario, Step

Row = Mapping[str, Any]

RULE, POLICY = "rule", "policy"
#: Stands in the place of a rule for the values that hold for every rule of a policy.
WHOLE_POLICY = "whole_policy"
#: What may be tried.
KINDS = {RULE: "One rule changed", POLICY: "Another policy in its place"}
#: The longest interval, and the latest beginning of a step, that may be tried in each unit.
UNITS = {"day": 366, "week": 104, "month": 60}
#: The fewest and the most days that may be tried.
DAYS = {"tolerance": (0, 90), "absence": (1, 366)}
MOST_STEPS = 9
_STEPS = range(1, MOST_STEPS + 1)
#: The values of a rule in the address.
VALUES = (
    *(f"every{number}" for number in _STEPS),
    *(f"begins{number}" for number in _STEPS),
    "counts",
    "tolerance",
    "absence",
)
#: Everything of a what-if in the address but the list that is open.
OWN = ("try", "policy", "instead", "rule", *VALUES, "of")
LISTS = ("list", "supervisor")
_ABOUT_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}


@dataclass(frozen=True)
class Asked:
    """What an address asks to try. Without a scenario there is nothing to work out."""

    kind: str = RULE
    policy: Row | None = None
    rule: Row | None = None
    instead: Row | None = None
    scenario: Scenario | None = None
    #: The scenario as it stands in an address.
    parameters: dict[str, str] = field(default_factory=dict)
    refusals: tuple[str, ...] = ()


class _Refusal(Exception):  # noqa: N818  (it is told to the reader)
    """Something of the address cannot be had; its words say what."""


def policy_by_default(policies: Sequence[Row]) -> Row | None:
    """The first policy that somebody is held to, or the first there is."""
    held = [row for row in policies if row["in_force_for"]]
    return next(iter([*held, *policies]), None)


def read(
    asked: Mapping[str, str],
    policies: Sequence[Row],
    rules: Sequence[Row],
    formats: Collection[str],
) -> Asked:
    """What the address asks to try, with what cannot be had told in words and left out."""
    named = {row["policy_id"]: row for row in policies}
    policy = named.get(asked.get("policy", ""), policy_by_default(policies))
    refusals = []
    if asked.get("policy", policy and policy["policy_id"]) not in named:
        refusals.append("The link asked for a policy that there is not. Another is shown instead.")
    if policy is None:
        return Asked(refusals=tuple(refusals))
    if asked.get("try", RULE) not in KINDS:
        refusals.append("The link asked for a kind of what-if that there is not.")
    if asked.get("try") == POLICY:
        return _read_policy(asked, policy, named, rules, refusals)
    return _read_rule(asked, policy, rules, formats, refusals)


def _read_policy(
    asked: Mapping[str, str],
    policy: Row,
    named: Mapping[str, Row],
    rules: Iterable[Row],
    refusals: list[str],
) -> Asked:
    """Those held to one policy, as if held to another."""
    instead = named.get(asked.get("instead", ""))
    if "instead" in asked and (instead is None or instead is policy):
        refusals.append("The link asked for a policy in place of itself, or for one there is not.")
        instead = None
    parameters = {"try": POLICY, "policy": str(policy["policy_id"])}
    if instead is None:
        return Asked(POLICY, policy, parameters=parameters, refusals=tuple(refusals))
    both = (policy["policy_id"], instead["policy_id"])
    types = _present(row for row in rules if row["policy_id"] in both)
    scenario = Scenario(policy["policy_id"], types, instead=instead["policy_id"])
    parameters["instead"] = str(instead["policy_id"])
    return Asked(POLICY, policy, None, instead, scenario, parameters, tuple(refusals))


def _read_rule(
    asked: Mapping[str, str],
    policy: Row,
    rules: Sequence[Row],
    formats: Collection[str],
    refusals: list[str],
) -> Asked:
    """One rule changed, or the values that hold for a whole policy where no rule is named."""
    mine = [row for row in rules if row["policy_id"] == policy["policy_id"]]
    name = asked.get("rule", mine[0]["rule_id"] if mine else WHOLE_POLICY)
    rule = next((row for row in mine if row["rule_id"] == name), None)
    here = str(rule["rule_id"]) if rule else WHOLE_POLICY
    if name != here:
        refusals.append("The link asked for a rule that cannot be tried with this policy.")
    parameters = {"policy": str(policy["policy_id"]), "rule": here}
    changes: dict[str, Any] = {}
    try:
        if name == parameters["rule"]:
            changes = _changes(asked, policy, rule, formats)
    except _Refusal as refused:
        refusals.append(f"{refused} So nothing was worked out.")
    changes = {name: value for name, value in changes.items() if value not in (None, ())}
    if not changes:
        return Asked(RULE, policy, rule, None, None, parameters, tuple(refusals))
    scenario = Scenario(
        policy["policy_id"],
        _types(rule, mine, changes),
        rule_id=rule["rule_id"] if rule else None,
        valid_from=rule["valid_from"] if rule else None,
        **changes,
    )
    parameters |= write(scenario, rule)
    return Asked(RULE, policy, rule, None, scenario, parameters, tuple(refusals))


def _types(rule: Row | None, mine: Iterable[Row], changes: Mapping[str, Any]) -> tuple[str, ...]:
    """What a change bears on: its rule's kind of supervision; absences bear on people's alone."""
    if rule is not None:
        return (str(rule["obligation_type"]),)
    if set(changes) == {"absence_min_days"}:
        return (STAFF,)
    return _present(mine)


def _present(rules: Iterable[Row]) -> tuple[str, ...]:
    """The kinds of supervision that rules ask for; people's where they ask for none."""
    present = {row["obligation_type"] for row in rules}
    return tuple(kind for kind in (STAFF, CASES) if kind in present) or (STAFF,)


def _changes(
    asked: Mapping[str, str], policy: Row, rule: Row | None, formats: Collection[str]
) -> dict[str, Any]:
    """The values of the address that differ from what stands; raises _Refusal."""
    told = rule if rule is not None else policy
    changes: dict[str, Any] = {"tolerance_days": _days(asked, "tolerance", told["tolerance_days"])}
    if rule is None or rule["obligation_type"] == STAFF:
        changes["absence_min_days"] = _days(asked, "absence", policy["absence_min_days"])
    if rule is not None:
        changes["steps"] = _steps(asked, rule)
    if rule is not None and rule["obligation_type"] == STAFF:
        changes["formats"] = _formats(asked, rule, formats)
    return changes


def _is_number(told: str) -> bool:
    """Whether it is a number in figures that anybody would type: the longest that may be tried is
    a thousand.
    """
    return told.isascii() and told.isdecimal() and len(told) <= 4


def _days(asked: Mapping[str, str], name: str, stands: int) -> int | None:
    """A number of days that differs from what stands; None where it does not."""
    if name not in asked:
        return None
    least, most = DAYS[name]
    if not (_is_number(asked[name]) and least <= int(asked[name]) <= most):
        raise _Refusal(f"The link asked for {name} days outside {least} to {most}.")
    days = int(asked[name])
    return None if days == stands else days


def _span(told: str) -> tuple[int, str]:
    """'4-week' as four weeks."""
    number, _, unit = told.partition("-")
    if unit not in UNITS or not _is_number(number) or not 1 <= int(number) <= UNITS[unit]:
        offered = ", ".join(f"1 to {most} {unit}s" for unit, most in UNITS.items())
        raise _Refusal(f"The link asked for an interval that cannot be tried: {offered}.")
    return int(number), unit


def _steps(asked: Mapping[str, str], rule: Row) -> tuple[Step, ...]:
    """The steps of a rule that differ from what stands, in their order."""
    stands = [Step(**step) for step in rule["steps"]]
    known = {f"{name}{step.step_number}" for step in stands for name in ("every", "begins")}
    told_of = {name for name in asked if name.startswith(("every", "begins"))}
    if told_of - known or "begins1" in told_of:
        raise _Refusal("The link asked for a step that the rule has not.")
    tried = []
    for step in stands:
        interval = (step.interval_count, step.interval_unit)
        begins = (step.step_from_count, step.step_from_unit)
        if told := asked.get(f"every{step.step_number}"):
            interval = _span(told)
        if told := asked.get(f"begins{step.step_number}"):
            begins = _span(told)
        tried.append(Step(step.step_number, *begins, *interval))
    starts = [step.step_from_count * _ABOUT_DAYS[step.step_from_unit] for step in tried]
    if any(later <= earlier for earlier, later in pairwise(starts)):
        raise _Refusal("Each step has to begin after the one before it.")
    return tuple(step for step in tried if step not in stands)


def _formats(asked: Mapping[str, str], rule: Row, known: Collection[str]) -> tuple[str, ...]:
    """The session formats that are to count, where they differ from what stands."""
    if "counts" not in asked:
        return ()
    wanted = tuple(sorted(set(asked["counts"].split(","))))
    if not set(wanted) <= set(known):
        raise _Refusal("The link asked to count a kind of session that there is not, or none.")
    return () if set(wanted) == set(rule["formats"]) else wanted


def write(scenario: Scenario, rule: Row | None) -> dict[str, str]:
    """The values of a scenario as an address holds them."""
    told = {}
    stands = {step["step_number"]: Step(**step) for step in rule["steps"]} if rule else {}
    for step in scenario.steps:
        before = stands[step.step_number]
        if (step.interval_count, step.interval_unit) != (
            before.interval_count,
            before.interval_unit,
        ):
            told[f"every{step.step_number}"] = f"{step.interval_count}-{step.interval_unit}"
        if (step.step_from_count, step.step_from_unit) != (
            before.step_from_count,
            before.step_from_unit,
        ):
            told[f"begins{step.step_number}"] = f"{step.step_from_count}-{step.step_from_unit}"
    if scenario.formats:
        told["counts"] = ",".join(scenario.formats)
    if scenario.tolerance_days is not None:
        told["tolerance"] = str(scenario.tolerance_days)
    if scenario.absence_min_days is not None:
        told["absence"] = str(scenario.absence_min_days)
    return told
