"""The four policies as this calculation reads them: a second reading, on purpose not the seeds.

An interval is (count, unit).  A step is (months or days after the clock, its name, interval).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

IN_FORCE_FROM = date(2000, 1, 1)
POLICIES = ("skills_for_care", "knowsley", "st_helens", "rotherham")

Interval = tuple[int, str]
Step = tuple[Interval, Interval]  # how long after the clock it begins, what it asks

WEEKLY_THEN_SLOWER: tuple[Step, ...] = (
    ((0, "day"), (1, "week")),
    ((6, "week"), (2, "week")),
    ((6, "month"), (1, "month")),
)
ALL_FORMATS = (
    "one to one",
    "group",
    "peer",
    "observation",
    "reflective case discussion",
    "learning circle",
)


@dataclass(frozen=True)
class StaffPolicy:
    """What one policy asks for staff: the NQSW rule, rules by category of post, the override."""

    nqsw_rule: str
    nqsw_clock: str  # "asye" or "employment"
    formats: frozenset[str]
    review_rule: str
    posts: dict[str, tuple[str, Interval]] = field(default_factory=dict)
    override_rule: str | None = None
    override_reasons: frozenset[str] = frozenset()
    override_at_most: Interval | None = None


ONE_TO_ONE = frozenset({"one to one"})
_KNOWSLEY_MONTHLY = ("kno_social_worker", (1, "month"))
_ST_HELENS_MONTHLY = ("sth_social_worker", (1, "month"))
_ST_HELENS_OTHER_YJ = ("sth_youth_justice_other", (2, "month"))

STAFF = {
    "skills_for_care": StaffPolicy("sfc_nqsw", "asye", ONE_TO_ONE, "sfc_review"),
    "rotherham": StaffPolicy("rot_nqsw", "employment", ONE_TO_ONE, "rot_review"),
    "knowsley": StaffPolicy(
        "kno_nqsw",
        "employment",
        ONE_TO_ONE,
        "kno_review_asye",
        posts={
            "social_worker": _KNOWSLEY_MONTHLY,
            "team_manager": _KNOWSLEY_MONTHLY,
            "senior_manager": _KNOWSLEY_MONTHLY,
            "student": ("kno_student", (1, "month")),
        },
        override_rule="kno_override",
        override_reasons=frozenset(
            {"performance concern", "practice concern", "performance management"}
        ),
    ),
    "st_helens": StaffPolicy(
        "sth_nqsw",
        "asye",
        frozenset(ALL_FORMATS) - {"peer"},
        "sth_review",
        posts={
            "social_worker": _ST_HELENS_MONTHLY,
            "team_manager": _ST_HELENS_MONTHLY,
            "senior_manager": _ST_HELENS_MONTHLY,
            "student": ("sth_student", (1, "week")),
            "personal_adviser": ("sth_personal_adviser", (1, "month")),
            "family_time_worker": ("sth_family_time", (1, "month")),
            "family_intervention_worker": ("sth_family_intervention", (1, "month")),
            "business_support": ("sth_business_support", (6, "week")),
            "youth_justice_case_holder": ("sth_youth_justice_cases", (1, "month")),
            "youth_justice_specialist": _ST_HELENS_OTHER_YJ,
            "youth_justice_administrator": _ST_HELENS_OTHER_YJ,
        },
        override_rule="sth_performance",
        override_reasons=frozenset({"performance management", "performance concern"}),
        override_at_most=(2, "week"),
    ),
}


@dataclass(frozen=True)
class CaseRule:
    """One case rule: which involvement (None: any), under which flags, at which age."""

    rule_id: str
    involvement: str | None
    steps: tuple[Step, ...]
    flags: frozenset[str] = frozenset()
    age: str | None = None  # "18 to 21" or "from 21"


def _every(count: int, unit: str = "month") -> tuple[Step, ...]:
    return (((0, "day"), (count, unit)),)


CASES = {
    "skills_for_care": (),
    "rotherham": (),
    "knowsley": (
        CaseRule("kno_high_risk", None, _every(1), frozenset({"high_risk"})),
        CaseRule("kno_pre_proceedings", "pre_proceedings", _every(1)),
    ),
    "st_helens": (
        CaseRule("sth_level_2", "level_2", _every(2)),
        CaseRule(
            "sth_assessment",
            "assessment",
            (((0, "day"), (20, "day")), ((20, "day"), (1, "month"))),
        ),
        CaseRule("sth_child_in_need", "child_in_need", _every(2)),
        CaseRule(
            "sth_child_in_need_risk",
            "child_in_need",
            _every(1),
            frozenset({"high_risk", "increased_support"}),
        ),
        CaseRule("sth_child_protection", "child_protection", _every(1)),
        CaseRule("sth_looked_after", "looked_after", _every(2)),
        CaseRule("sth_looked_after_risk", "looked_after", _every(1), frozenset({"high_risk"})),
        CaseRule("sth_care_leaver_18", "care_leaver", _every(2), age="18 to 21"),
        CaseRule("sth_care_leaver_21", "care_leaver", _every(3), age="from 21"),
        CaseRule(
            "sth_exploitation",
            None,
            _every(1),
            frozenset({"exploitation_medium", "exploitation_high"}),
        ),
    ),
}


@dataclass(frozen=True)
class RunningRule:
    """Something owed again and again: by whom, how soon at first, how often, what settles it."""

    obligation_type: str
    rule_id: str
    whose: str  # "employed", "manager" of somebody's post, or "nqsw"
    interval: Interval
    starter: Interval
    feed: str
    person: str
    dated: str
    counts: dict[str, frozenset[str]] = field(default_factory=dict)


def _training(course: str, whose: str) -> RunningRule:
    return RunningRule(
        "training",
        f"kno_training_{course}",
        whose,
        (2, "year"),
        (6, "month"),
        "sharepoint_training",
        "Employee Number",
        "Completed",
        {"Course": frozenset({course})},
    )


RUNNING = {
    "knowsley": (
        RunningRule(
            "performance_review",
            "kno_review",
            "employed",
            (6, "month"),
            (6, "month"),
            "sharepoint_reviews",
            "Employee Number",
            "Review Date",
            {"Kind": frozenset({"six monthly", "annual"})},
        ),
        _training("supervisee", "employed"),
        _training("supervisor", "manager"),
    ),
    "st_helens": (
        RunningRule(
            "group_supervision",
            "sth_group",
            "nqsw",
            (1, "month"),
            (1, "month"),
            "sharepoint_sessions",
            "Supervisee",
            "Held Date",
            {"Status": frozenset({"held"}), "Format": frozenset({"group"})},
        ),
    ),
}


# What is owed once: the rule and the time allowed, in working days where it is one number.
RECORD = {"st_helens": ("sth_record", 7)}
CASE_RECORD = {"st_helens": ("sth_case_record", 2)}
REBOOKED = {"knowsley": ("kno_cancelled", 10), "st_helens": ("sth_rearranged", 10)}
A_MONTH: Interval = (1, "month")
AGREEMENT = {"knowsley": ("kno_agreement", A_MONTH), "st_helens": ("sth_agreement", A_MONTH)}
NQSW_AGREEMENT = {"rotherham": ("rot_agreement", A_MONTH)}
PANEL = {
    "skills_for_care": ("sfc_panel", A_MONTH),
    "knowsley": ("kno_panel", A_MONTH),
    "st_helens": ("sth_panel", A_MONTH),
}
AUDIT_ACTION = {"knowsley": "kno_audit", "st_helens": "sth_audit"}


def name_step(after: Interval) -> str:
    """A step is called by where it begins: `0 days`, `6 weeks`, `20 days`."""
    count, unit = after
    return f"{count} {unit}s"
