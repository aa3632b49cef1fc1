"""A policy changed for a try: which rule is asked to say something else, or which policy stands in.

A value and nothing more, so that it can be part of an address and of the key under which an answer
is remembered. What it comes to is worked out by `dashboard.rerunning`.
"""

from dataclasses import dataclass
from datetime import date

STAFF = "staff_supervision"
CASES = "case_supervision"


@dataclass(frozen=True)
class Step:
    """One step of a rule: when it begins after the clock began, and the interval it asks for."""

    step_number: int
    step_from_count: int
    step_from_unit: str
    interval_count: int
    interval_unit: str


@dataclass(frozen=True)
class Scenario:
    """What is tried on those held to a policy. What is None or empty stays as it is."""

    policy_id: str
    #: What the change bears on; nothing else is worked out.
    obligation_types: tuple[str, ...] = (STAFF, CASES)
    #: Another loaded policy that takes its place, with nothing of it changed.
    instead: str | None = None
    #: The rule that is changed, and the version of the policy it stands in.
    rule_id: str | None = None
    valid_from: date | None = None
    #: The steps that are changed, whole.
    steps: tuple[Step, ...] = ()
    #: The session formats that count.
    formats: tuple[str, ...] = ()
    #: Of the rule where one is named, else of the policy.
    tolerance_days: int | None = None
    #: From how many days an absence stops the clock; of the policy.
    absence_min_days: int | None = None

    @property
    def judged_by(self) -> str:
        """The policy whose rules, changed or not, people and cases are then judged by."""
        return self.instead or self.policy_id

    @property
    def changes_nothing(self) -> bool:
        """Whether everything would be as it is: the rules of the policy as they were published."""
        return (
            not self.steps
            and not self.formats
            and self.tolerance_days is None
            and self.absence_min_days is None
        )
