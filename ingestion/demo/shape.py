"""The shape of the council, as tables: what roles there are, which teams, who sits in them.

Reading this page is reading the organisation chart. Nothing here happens; other modules make it
happen. At scale 1 the council is one area of 27 open teams; a larger one has more areas alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo.streams import Bands

CHILDREN, ADULTS, YOUTH_JUSTICE = "Children", "Adults", "Youth Justice"

#: The part of hr_* and sharepoint_sessions a directorate's sessions come in, and the letter its
#: team codes begin with.
SESSION_PARTS = {CHILDREN: "children", ADULTS: "adults", YOUTH_JUSTICE: "youth"}
TEAM_LETTERS = {CHILDREN: "C", ADULTS: "A", YOUTH_JUSTICE: "Y"}

# How many days somebody stays from the day records begin (or from starting): about one social
# worker in six leaves in a year, one manager in ten, and agency staff within the year.
STEADY: Bands = ((0.09, 60, 365), (0.09, 366, 730), (0.09, 731, 1095), (0.73, 1200, 4000))
USUAL: Bands = ((0.15, 60, 365), (0.15, 366, 730), (0.14, 731, 1095), (0.56, 1100, 4000))
BRIEF: Bands = ((0.45, 90, 200), (0.45, 201, 400), (0.10, 401, 700))
PLACEMENT: Bands = ((0.4, 98, 112), (0.6, 140, 161))


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is employed as: the words HR uses, and what follows from them."""

    title: str
    category: str
    stay: Bands = USUAL
    registered: bool = False
    #: Cases a full-time holder is given, against another's; nought holds none.
    case_weight: float = 0.0
    employment: str = "Permanent"
    agency_share: float = 0.0


ROLES: dict[str, Role] = {
    "director_children": Role("Director of children's services", "senior_manager", STEADY, True),
    "director_adults": Role("Director of adult social care", "senior_manager", STEADY, True),
    "head": Role("Head of service", "senior_manager", STEADY, True),
    "service_manager": Role("Service manager", "senior_manager", STEADY, True),
    "team_manager": Role("Team manager", "team_manager", STEADY, True),
    "assistant_team_manager": Role("Assistant team manager", "team_manager", STEADY, True),
    "principal": Role("Principal social worker", "social_worker", STEADY, True),
    "practice_educator": Role("Practice educator", "social_worker", STEADY, True),
    "senior_social_worker": Role("Senior social worker", "social_worker", USUAL, True, 0.8),
    "social_worker": Role("Social worker", "social_worker", USUAL, True, 1.0, agency_share=0.5),
    "student": Role("Student social worker", "student", PLACEMENT, employment="Placement"),
    "personal_adviser": Role("Personal adviser", "personal_adviser", USUAL, False, 1.2),
    "family_time_worker": Role("Family time worker", "family_time_worker"),
    "family_worker": Role("Family intervention worker", "family_intervention_worker"),
    "early_help_worker": Role(
        "Early help practitioner", "family_intervention_worker", USUAL, False, 1.0
    ),
    "business_manager": Role("Business support manager", "business_support", STEADY),
    "business_support": Role("Business support officer", "business_support"),
    "youth_justice_officer": Role(
        "Youth justice officer", "youth_justice_case_holder", USUAL, False, 1.0
    ),
    "youth_justice_specialist": Role(
        "Youth justice specialist", "youth_justice_specialist", employment="Partner"
    ),
    "youth_justice_administrator": Role(
        "Youth justice administrator", "youth_justice_administrator"
    ),
    "assessor": Role("Social care assessor", "other", USUAL, False, 0.5),
    "occupational_therapist": Role("Occupational therapist", "other"),
    "coordinator": Role("ASYE co-ordinator", "other", STEADY, True),
    "analyst": Role("Performance analyst", "other"),
}

#: Roles whose holder is line manager of a team, a service, a group of services or a directorate.
MANAGER_ROLES = ("team_manager", "business_manager", "service_manager", "head")
DIRECTOR_ROLES = ("director_children", "director_adults")


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """One team of the chart. `level` is the share of supervision given in time in a plain month."""

    key: str
    name: str
    directorate: str
    service: str
    level: float
    seats: tuple[tuple[str, int], ...]
    #: What its manager is cast as (see casting.py); empty for an ordinary one.
    part: str = ""
    #: Formats the team meets in besides one to one, and every how many months.
    meetings: tuple[tuple[str, int], ...] = ()
    #: The team it was formed from, and how: `replaced` (all of it) or `merged` (half of it).
    former: tuple[str, str] | None = None


REFLECTIVE = (("Reflective case discussion", 3),)
PEERS = (("Peer", 2),)
CIRCLE = (("Learning circle", 4),)
FRONT, SAFE = "Front door and assessment", "Safeguarding and support"
CARE, FAMILY = "Children in care and leaving care", "Early help and family support"
COMMUNITY, HOSPITAL = "Adults community", "Adults hospital and safeguarding"
LIFELONG, JUSTICE = "Learning disability and mental health", "Youth justice"
LEADING_CHILDREN, LEADING_ADULTS = "Children's leadership", "Adults' leadership"
TM, ATM = "team_manager", "assistant_team_manager"
SW, SENIOR = "social_worker", "senior_social_worker"
FORMER_WEST = ("Safeguarding and support west", "replaced")
FORMER_EAST = ("Adults community east", "merged")

TEAMS: tuple[TeamPlan, ...] = (
    TeamPlan("front_door", "Front door", CHILDREN, FRONT, 0.90,
             ((TM, 1), (SENIOR, 2), (SW, 6), ("business_support", 2))),
    TeamPlan("assessment_north", "Assessment north", CHILDREN, FRONT, 0.91,
             ((TM, 1), (ATM, 1), (SENIOR, 1), (SW, 9), ("student", 1)), meetings=REFLECTIVE),
    TeamPlan("assessment_south", "Assessment south", CHILDREN, FRONT, 0.80,
             ((TM, 1), (SENIOR, 1), (SW, 7), ("student", 1)), "manager_away"),
    TeamPlan("exploitation", "Exploitation and missing", CHILDREN, FRONT, 0.94,
             ((TM, 1), (SENIOR, 1), (SW, 5), ("family_worker", 2)), meetings=REFLECTIVE),
    TeamPlan("safeguarding_1", "Safeguarding and support 1", CHILDREN, SAFE, 0.87,
             ((TM, 1), (ATM, 1), (SENIOR, 1), (SW, 9), ("student", 1)), meetings=REFLECTIVE),
    TeamPlan("safeguarding_2", "Safeguarding and support 2", CHILDREN, SAFE, 0.86,
             ((TM, 1), (SENIOR, 1), (SW, 8)), "slipping"),
    TeamPlan("safeguarding_3", "Safeguarding and support 3", CHILDREN, SAFE, 0.80,
             ((TM, 1), (SENIOR, 1), (SW, 8)), former=FORMER_WEST),
    TeamPlan("court", "Court team", CHILDREN, SAFE, 0.96,
             ((TM, 1), (SENIOR, 1), (SW, 6)), meetings=REFLECTIVE),
    TeamPlan("care_east", "Children in care east", CHILDREN, CARE, 0.84,
             ((TM, 1), (SENIOR, 1), (SW, 7), ("family_time_worker", 1)), "caught_up"),
    TeamPlan("care_west", "Children in care west", CHILDREN, CARE, 0.90,
             ((TM, 1), (SENIOR, 1), (SW, 8)), "late_recording", meetings=REFLECTIVE),
    TeamPlan("fostering", "Fostering", CHILDREN, CARE, 0.92,
             ((TM, 1), (SENIOR, 1), (SW, 6), ("business_support", 2)), meetings=REFLECTIVE),
    TeamPlan("leaving_care", "Leaving care", CHILDREN, CARE, 0.76,
             ((TM, 1), (SENIOR, 1), (SW, 1), ("personal_adviser", 8)), "vacant"),
    TeamPlan("early_help", "Early help", CHILDREN, FAMILY, 0.91,
             ((TM, 1), ("early_help_worker", 9))),
    TeamPlan("family_time", "Family time and intervention", CHILDREN, FAMILY, 0.85,
             ((TM, 1), ("family_worker", 6), ("family_time_worker", 6)), "register_lapsed"),
    TeamPlan("business_support", "Children's business support", CHILDREN, FAMILY, 0.97,
             (("business_manager", 1), ("business_support", 11))),
    TeamPlan("children_leadership", "Children's leadership", CHILDREN, LEADING_CHILDREN, 0.82,
             (("director_children", 1), ("head", 2), ("service_manager", 4), ("principal", 1),
              ("practice_educator", 2), ("coordinator", 1)), meetings=CIRCLE),
    TeamPlan("first_contact", "Adults first contact", ADULTS, COMMUNITY, 0.86,
             ((TM, 1), (SW, 5), ("assessor", 6), ("business_support", 4)), meetings=PEERS),
    TeamPlan("community_north", "Adults community north", ADULTS, COMMUNITY, 0.58,
             ((TM, 1), (ATM, 1), (SENIOR, 1), (SW, 10), ("assessor", 4), ("student", 1))),
    TeamPlan("community_south", "Adults community south", ADULTS, COMMUNITY, 0.84,
             ((TM, 1), (SENIOR, 1), (SW, 9), ("assessor", 2)), meetings=PEERS, former=FORMER_EAST),
    TeamPlan("hospital", "Adults hospital", ADULTS, HOSPITAL, 0.81,
             ((TM, 1), (SENIOR, 1), (SW, 9), ("assessor", 3)), "left_still_named"),
    TeamPlan("adult_safeguarding", "Adults safeguarding", ADULTS, HOSPITAL, 0.93,
             ((TM, 1), (SENIOR, 1), (SW, 7)), meetings=PEERS),
    TeamPlan("learning_disability", "Learning disability and autism", ADULTS, LIFELONG, 0.85,
             ((TM, 1), (SENIOR, 1), (SW, 8), ("assessor", 1), ("occupational_therapist", 2)),
             "not_registered"),
    TeamPlan("mental_health", "Adults mental health", ADULTS, LIFELONG, 0.88,
             ((TM, 1), (ATM, 1), (SENIOR, 1), (SW, 11), ("assessor", 2),
              ("occupational_therapist", 2)), meetings=PEERS),
    TeamPlan("adult_leadership", "Adults' leadership", ADULTS, LEADING_ADULTS, 0.80,
             (("director_adults", 1), ("head", 1), ("service_manager", 3), ("principal", 1),
              ("practice_educator", 1), ("coordinator", 1)), meetings=CIRCLE),
    TeamPlan("youth_court", "Youth justice court team", YOUTH_JUSTICE, JUSTICE, 0.90,
             ((TM, 1), ("youth_justice_officer", 8), ("youth_justice_specialist", 3),
              ("youth_justice_administrator", 2))),
    TeamPlan("youth_prevention", "Youth justice prevention team", YOUTH_JUSTICE, JUSTICE, 0.94,
             ((TM, 1), ("youth_justice_officer", 7), ("youth_justice_specialist", 3),
              ("youth_justice_administrator", 1)), meetings=CIRCLE),
    TeamPlan("youth_management", "Youth justice management", YOUTH_JUSTICE, JUSTICE, 0.86,
             (("head", 1), ("analyst", 1), ("youth_justice_administrator", 1))),
)  # fmt: skip

#: Which leadership seat each service and each head answers to: (leadership team, role, number).
SERVICE_MANAGERS = {
    FRONT: ("children_leadership", "service_manager", 1),
    SAFE: ("children_leadership", "service_manager", 2),
    CARE: ("children_leadership", "service_manager", 3),
    FAMILY: ("children_leadership", "service_manager", 4),
    COMMUNITY: ("adult_leadership", "service_manager", 1),
    HOSPITAL: ("adult_leadership", "service_manager", 2),
    LIFELONG: ("adult_leadership", "service_manager", 3),
    JUSTICE: ("youth_management", "head", 1),
}
HEADS = {
    ("children_leadership", 1): ("children_leadership", "head", 1),
    ("children_leadership", 2): ("children_leadership", "head", 1),
    ("children_leadership", 3): ("children_leadership", "head", 2),
    ("children_leadership", 4): ("children_leadership", "head", 2),
    ("adult_leadership", 1): ("adult_leadership", "head", 1),
    ("adult_leadership", 2): ("adult_leadership", "head", 1),
    ("adult_leadership", 3): ("adult_leadership", "head", 1),
}
DIRECTORS = {
    "children_leadership": ("children_leadership", "director_children", 1),
    "adult_leadership": ("adult_leadership", "director_adults", 1),
    "youth_management": ("children_leadership", "director_children", 1),
}

#: Below this the staff shrink no further: every part of the demo still needs somebody to play it.
SMALLEST_STAFF_SCALE = 0.6
SMALLEST_SCALE, LARGEST_SCALE = 0.01, 50.0
#: People with a case at scale 1, by system.
PERSONS = {"ics": 2920, "swift": 820, "childview": 260}
