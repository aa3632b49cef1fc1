"""How cases go: the pathways of children, adults and young people through the three systems.

A pathway is a row of stages, each an involvement of some days. No name, address or story belongs
to a case here: a number, a year of birth and dates are all there is.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo.streams import Bands


@dataclass(frozen=True, slots=True)
class Stage:
    """One involvement: its type, its days and the teams that may hold it."""

    kind: str
    days: Bands
    teams: tuple[str, ...]
    #: Begins so many days before the stage before it ends (overlapping it), where not nought.
    overlap: int = 0


@dataclass(frozen=True, slots=True)
class Pathway:
    """A weighted row of stages, and the ages (in years) of those who start on it."""

    name: str
    weight: float
    stages: tuple[Stage, ...]
    ages: tuple[int, int] = (0, 16)
    #: Started long before records began and still running then.
    is_stock: bool = False


ASSESSING = ("assessment_north", "assessment_south")
SAFEGUARDING = ("safeguarding_1", "safeguarding_2", "safeguarding_3")
CARING = ("care_east", "care_west")

ASSESSMENT = Stage("assessment", ((0.25, 18, 30), (0.60, 31, 63), (0.15, 64, 80)), ASSESSING)
IN_NEED = Stage("child_in_need", ((0.4, 90, 180), (0.6, 181, 380)), SAFEGUARDING)
SHORT_PLAN = Stage("child_in_need", ((1.0, 60, 130),), ASSESSING)
STEP_DOWN = Stage("child_in_need", ((1.0, 60, 160),), SAFEGUARDING)
STEP_UP = Stage("child_in_need", ((1.0, 45, 150),), SAFEGUARDING)
PROTECTION = Stage("child_protection", ((0.5, 180, 300), (0.5, 301, 540)), SAFEGUARDING)
SHORT_PROTECTION = Stage("child_protection", ((1.0, 60, 120),), SAFEGUARDING)
BEFORE_COURT = Stage("pre_proceedings", ((1.0, 80, 160),), ("court",), overlap=90)
IN_COURT = Stage("looked_after", ((1.0, 150, 280),), ("court",))
IN_CARE = Stage("looked_after", ((0.35, 200, 700), (0.65, 701, 3200)), CARING)
EARLY_HELP = Stage("level_2", ((0.6, 80, 170), (0.4, 171, 300)), ("early_help",))
EXPLOITED = Stage("child_in_need", ((1.0, 120, 420),), ("exploitation",))

ICS: tuple[Pathway, ...] = (
    Pathway("assessed and closed", 0.285, (ASSESSMENT,)),
    Pathway("early help", 0.130, (EARLY_HELP,)),
    Pathway("early help, then assessed", 0.025, (EARLY_HELP, ASSESSMENT, IN_NEED)),
    Pathway("short plan", 0.080, (ASSESSMENT, SHORT_PLAN)),
    Pathway("child in need", 0.160, (ASSESSMENT, IN_NEED)),
    Pathway("child protection", 0.095, (ASSESSMENT, PROTECTION, STEP_DOWN)),
    Pathway("stepping up", 0.035, (ASSESSMENT, STEP_UP, PROTECTION, STEP_DOWN)),
    Pathway("back and forth", 0.012, (ASSESSMENT, STEP_UP, SHORT_PROTECTION, STEP_DOWN,
                                      SHORT_PROTECTION, STEP_DOWN)),
    Pathway("into care", 0.045, (ASSESSMENT, PROTECTION, BEFORE_COURT, IN_COURT, IN_CARE), (0, 14)),
    Pathway("exploited", 0.028, (ASSESSMENT, EXPLOITED), (12, 16)),
    Pathway("in care", 0.080, (IN_CARE,), (1, 16), is_stock=True),
    Pathway("leaving care", 0.075, (), (18, 24), is_stock=True),
)  # fmt: skip

ENQUIRY = Stage("safeguarding_enquiry", ((0.7, 25, 80), (0.3, 81, 160)), ("adult_safeguarding",))
CARE_ACT = Stage("care_act_assessment", ((0.7, 20, 60), (0.3, 61, 110)),
                 ("first_contact", "hospital", "community_north", "community_south"))  # fmt: skip
SUPPORT_TEAMS = ("community_north", "community_south", "learning_disability", "mental_health")
SUPPORT = Stage("long_term_support", ((0.2, 300, 800), (0.8, 801, 3600)), SUPPORT_TEAMS)
REVIEW = Stage("planned_review", ((1.0, 20, 70),), SUPPORT_TEAMS, overlap=300)

SWIFT: tuple[Pathway, ...] = (
    Pathway("enquiry", 0.20, (ENQUIRY,), (19, 96)),
    Pathway("assessed", 0.16, (CARE_ACT,), (19, 96)),
    Pathway("assessed and supported", 0.24, (CARE_ACT, SUPPORT), (19, 96)),
    Pathway("supported", 0.32, (SUPPORT,), (19, 92), is_stock=True),
    Pathway("supported and reviewed", 0.08, (SUPPORT, REVIEW), (19, 92), is_stock=True),
)

COURT_ORDER = Stage("court_order", ((0.3, 120, 270), (0.7, 271, 720)), ("youth_court",))
OUT_OF_COURT = Stage("out_of_court", ((1.0, 60, 150),), ("youth_prevention",))

CHILDVIEW: tuple[Pathway, ...] = (
    Pathway("court order", 0.5, (COURT_ORDER,), (12, 16)),
    Pathway("out of court", 0.4, (OUT_OF_COURT,), (10, 16)),
    Pathway("out of court, then court", 0.1, (OUT_OF_COURT, COURT_ORDER), (11, 16)),
)

PATHWAYS = {"ics": ICS, "swift": SWIFT, "childview": CHILDVIEW}

#: Risk flags: (system, kinds they fall on, flag, chance per case, days it lasts).
FLAGS: tuple[tuple[str, tuple[str, ...], str, float, Bands], ...] = (
    ("ics", ("child_protection",), "high_risk", 0.16, ((1.0, 50, 220),)),
    ("ics", ("child_in_need",), "high_risk", 0.09, ((1.0, 40, 160),)),
    ("ics", ("child_in_need",), "increased_support", 0.08, ((1.0, 40, 150),)),
    ("ics", ("looked_after",), "high_risk", 0.12, ((1.0, 60, 300),)),
    ("swift", ("safeguarding_enquiry",), "high_risk", 0.40, ((1.0, 30, 160),)),
    ("swift", ("long_term_support",), "high_risk", 0.22, ((1.0, 120, 500),)),
    ("swift", ("safeguarding_enquiry",), "exploitation_medium", 0.05, ((1.0, 40, 200),)),
    ("swift", ("long_term_support",), "exploitation_high", 0.02, ((1.0, 90, 300),)),
    ("childview", ("court_order",), "high_risk", 0.15, ((1.0, 60, 250),)),
    ("childview", ("court_order", "out_of_court"), "exploitation_medium", 0.20, ((1.0, 90, 400),)),
    ("childview", ("court_order",), "exploitation_high", 0.10, ((1.0, 90, 400),)),
)
#: The pathway whose cases all carry a flag of exploitation, and how strong it is.
EXPLOITED_FLAGS = ((0.65, "exploitation_medium"), (0.35, "exploitation_high"))
