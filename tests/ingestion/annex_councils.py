"""Annex A of invented councils that each keep it in their own way: the same children in all of them,
under other sheets, headings, spellings and beside other things.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .annex_a import Cell, Sheet

LISTS = (4, 6, 7, 8, 9)
START, LATER, END, BORN = date(2026, 3, 2), date(2026, 4, 13), date(2026, 9, 1), date(2009, 5, 1)


@dataclass(frozen=True)
class Child:
    """One row of a list, whatever it is called there."""

    id: str
    start: date
    end: date | None
    team: str
    worker: str | None
    born: date = BORN
    status: str = "c) Child in need plan"


CHILDREN = (
    Child("70001", START, None, "North team", "Ada Example"),
    Child("70002", LATER, END, "South team", "Bo Sample", status="e) Closed episode"),
    Child("70003", LATER, None, "South team", None, status="b) Child Protection plan"),
)
STARTS = {
    4: "Continuous Assessment Start Date",
    6: "CIN Start Date",
    7: "Child Protection Plan Start Date",
    8: "Date Started to be Looked After",
}
ENDS = {
    4: "Continuous Assessment Date of Authorisation",
    6: "CIN Closure Date",
    7: "Child Protection Plan End Date",
    8: "Date Ceased to be Looked After",
}
ID, GENDER, ETHNICITY, DOB, AGE = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
)  # fmt: skip
TEAM, WORKER, STATUS, DISABILITY = (
    "Allocated Team", "Allocated Worker", "Case Status", "Does the Child have a Disability",
)  # fmt: skip
#: What stands between, of each list.
BETWEEN = {
    4: ["Child Seen During Continuous Assessment"],
    6: ["Primary Need Code", "Date Child Was Last Seen", "Reason for Closure"],
    7: ["Initial Category of Abuse", "Date of the Last Statutory Visit", "Number of Previous Child Protection Plans"],
    8: ["Start date of current legal status", "Child's Legal Status", "Start Date of Most Recent Placement",
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months"],
    9: ["Eligibility Category", "LA In Touch ", "Type of Accommodation"],
}  # fmt: skip
VALUES: dict[str, Cell] = {
    GENDER: "b) Female", ETHNICITY: "a) WBRI", AGE: 17.31, DISABILITY: "b) No",
    "Child Seen During Continuous Assessment": "Y", "Primary Need Code": "N4 - Family in acute stress",
    "Date Child Was Last Seen": date(2026, 10, 1), "Reason for Closure": "RC7",
    "Initial Category of Abuse": "a) Neglect", "Date of the Last Statutory Visit": date(2026, 10, 2),
    "Number of Previous Child Protection Plans": 1, "Start date of current legal status": date(2026, 5, 6),
    "Child's Legal Status": "V2: Single period under S20", "Start Date of Most Recent Placement": date(2026, 5, 7),
    BETWEEN[8][3]: 0, "Eligibility Category": "b) Former relevant child", "LA In Touch ": "a) Yes",
    "Type of Accommodation": "U",
}  # fmt: skip
OTHER_LISTS: dict[int, list[str]] = {
    1: [ID, GENDER, ETHNICITY, DOB, AGE, "Date of Contact", "Contact Source"],
    2: [ID, GENDER, ETHNICITY, DOB, AGE, "Assessment start date", "Assessment completion date",
        "Organisation completing assessment"],
    3: [ID, GENDER, ETHNICITY, DOB, AGE, "Date of referral", "Referral Source", "Referral NFA?", TEAM, WORKER],
    5: [ID, GENDER, ETHNICITY, DOB, AGE, "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Date of Initial Child Protection Conference", "Number of ICPCs in the last 12 months", TEAM, WORKER],
    10: [ID, "Family identifier", GENDER, ETHNICITY, DOB, AGE, "Date the Child Entered Care",
         "Date of Placement Order", "Date of Adoption Order "],
    11: ["Individual adopter identifier", "Family identifier", GENDER, "Date enquiry received",
         "Date Stage 1 started", "Date Stage 2 started"],
}  # fmt: skip


def headings_of(number: int) -> list[str]:
    """The headings of a list as Ofsted's template has them."""
    first = [ID, GENDER, ETHNICITY, DOB, AGE, DISABILITY]
    if number == 9:
        return [*first, TEAM, WORKER, *BETWEEN[9]]
    dates = [STARTS[number], *BETWEEN[number], ENDS[number]]
    return [*first, *dates, *([STATUS] if number == 6 else []), TEAM, WORKER]


def cell_of(number: int, heading: str, child: Child) -> Cell:
    """What a child has under one of Ofsted's headings."""
    told: dict[str, Cell] = {
        ID: child.id, DOB: child.born, TEAM: child.team, WORKER: child.worker, STATUS: child.status,
        STARTS.get(number, ""): child.start, ENDS.get(number, ""): child.end,
    }  # fmt: skip
    return told[heading] if heading in told else VALUES.get(heading)


def rows_of(number: int, children: tuple[Child, ...] = CHILDREN) -> Sheet:
    """The rows of a list under Ofsted's headings."""
    return [[cell_of(number, each, child) for each in headings_of(number)] for child in children]


def _as_text(cell: Cell) -> Cell:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


def other_sheet(number: int) -> Sheet:
    """A list that is not used, with a row that would read as an involvement if it were."""
    return [OTHER_LISTS[number], ["90001", *(date(2026, 1, 5) for _ in OTHER_LISTS[number][1:])]]


@dataclass(frozen=True)
class Council:
    """How a council spells headings and calls sheets; what is left out is as Ofsted has it."""

    sheets: dict[int, str]
    spelt: dict[str, str] = field(default_factory=dict)
    by_list: dict[tuple[int, str], str] = field(default_factory=dict)
    above: Sheet = field(default_factory=list)
    beneath: Callable[[int], Sheet] | None = None
    below: Sheet = field(default_factory=list)
    before: dict[str, Sheet] = field(default_factory=dict)
    after: dict[str, Sheet] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    shift: int = 0
    """Empty columns to the left."""
    is_text: bool = False
    shuffled: bool = False
    more: tuple[str, ...] = ()
    """Columns of the council's own, with something in them."""

    def headings(self, number: int) -> list[str]:
        """The headings of a list as this council has them."""
        return [
            self.by_list.get((number, each), self.spelt.get(each, each))
            for each in headings_of(number)
        ]

    def sheet(self, number: int, children: tuple[Child, ...] = CHILDREN) -> Sheet:
        """One list."""
        head = [*self.headings(number), *self.more]
        rows = [[*row, *("x" for _ in self.more)] for row in rows_of(number, children)]
        if self.shuffled:
            head, rows = head[::-1], [row[::-1] for row in rows]
        if self.is_text:
            rows = [[_as_text(cell) for cell in row] for row in rows]
        beneath = self.beneath(number) if self.beneath else []
        body = [head, *beneath, *rows, *self.below]
        return [*self.above, *([[None] * self.shift + row for row in body])]

    def book(self, children: tuple[Child, ...] = CHILDREN) -> dict[str, Sheet]:
        """The whole workbook."""
        lists = {name: self.sheet(number, children) for number, name in self.sheets.items()}
        others = {name: other_sheet(number) for number, name in self.others.items()}
        return {**self.before, **others, **lists, **self.after}


def _as_template(number: int) -> Sheet:
    """A line that says what is to be written in each column."""
    told = {
        ID: "Text",
        GENDER: "a) Male\nb) Female",
        ETHNICITY: "Code",
        DOB: "DD/MM/YYYY",
        AGE: "Number",
    }
    days = (STARTS.get(number), ENDS.get(number))
    return [[told.get(each, "DD/MM/YYYY" if each in days else "Text") for each in headings_of(number)]]  # fmt: skip


CODES: Sheet = [
    ["Gender", "Ethnicity", "Case status"],
    ["a) Male", "a) WBRI", "a) Looked after child"],
]
COVER: Sheet = [
    ["Annex A child-level data"],
    ["Local authority", "Nowhere"],
    ["Date of return", date(2026, 10, 31)],
]

COUNCILS = {
    "the template with its title and codes": Council(
        {number: f"List_{number}" for number in LISTS},
        above=[["List: of a kind"], []],
        before={"Cover": COVER},
        after={"Codes_used": CODES},
        others={number: f"List_{number}" for number in OTHER_LISTS},
    ),
    "sheets called after what they hold, in another order": Council(
        {9: "Care Leavers", 8: "Children in Care", 7: "Child Protection", 6: "Children in Need", 4: "Assessments"},
        others={1: "Contacts", 2: "Early Help", 3: "Referrals", 5: "Sec47 and ICPC", 10: "Adoption", 11: "Adopters"},
        shuffled=True,
    ),
    "numbers before everything and guidance beneath": Council(
        {4: "4. Assessments", 6: "6 - CIN", 7: "List 7 Child Protection", 8: "List 8 - CLA", 9: "9) Leaving care services"},
        {
            ID: "1. Child Unique ID", GENDER: "2. Gender", DOB: "4. Date of Birth\n(DD/MM/YYYY)",
            TEAM: "13. Allocated Team", WORKER: "14. Allocated Worker", STATUS: "12. Case Status (a to e)",
            **{text: f"7. {text}\n(DD/MM/YYYY)" for text in STARTS.values()},
            **{text: f"10. {text} (dd/mm/yyyy)" for text in ENDS.values()},
        },
        above=[["Ofsted Annex A"], ["As at", date(2026, 10, 31)], []],
        beneath=_as_template,
    ),
    "an extract of a database": Council(
        {number: f"list_{number}" for number in LISTS},
        {
            ID: "CHILD_ID", GENDER: "GENDER", DOB: "DATE_OF_BIRTH", AGE: "AGE", TEAM: "ALLOCATED_TEAM",
            WORKER: "ALLOCATED_WORKER", STATUS: "CASE_STATUS",
            STARTS[4]: "ASSESSMENT_START_DATE", ENDS[4]: "ASSESSMENT_AUTHORISED_DATE", STARTS[6]: "CIN_START_DATE",
            ENDS[6]: "CIN_CLOSURE_DATE", STARTS[7]: "CPP_START_DATE", ENDS[7]: "CPP_END_DATE",
            STARTS[8]: "LAC_START_DATE", ENDS[8]: "LAC_END_DATE",
        },
        is_text=True,
    ),
    "camel case of the census": Council(
        {4: "L4 Assessments", 6: "List6", 7: "List7", 8: "List8", 9: "List9"},
        {
            ID: "LAchildID", DOB: "PersonBirthDate", TEAM: "AllocatedTeam", WORKER: "AllocatedWorker",
            STATUS: "CaseStatus", STARTS[4]: "AssessmentActualStartDate", ENDS[4]: "AssessmentAuthorisationDate",
            STARTS[6]: "CINPlanStartDate", ENDS[6]: "CINclosureDate", STARTS[7]: "CPPstartDate", ENDS[7]: "CPPendDate",
            STARTS[8]: "DateStartedToBeLookedAfter", ENDS[8]: "DateCeasedToBeLookedAfter",
        },
        is_text=True,
    ),
    "words of its own, and columns of its own": Council(
        {4: "C&F Assessments", 6: "CiN (List 6)", 7: "CP (List 7)", 8: "LAC (List 8)", 9: "CL (List 9)"},
        {
            ID: "LCS ID", DOB: "DOB", TEAM: "Team", WORKER: "Responsible Social Worker", STATUS: "Status of case",
            STARTS[4]: "Date C&F assessment started", ENDS[4]: "Date authorised", STARTS[6]: "Date CIN started",
            ENDS[6]: "Date closed", STARTS[7]: "Date became subject of CP plan", ENDS[7]: "Date CP plan ended",
            STARTS[8]: "Date came into care", ENDS[8]: "Date left care",
        },
        {(9, WORKER): "Personal Adviser (PA)"},
        more=("LA", "Time Period", "Reference Date", "Forename", "Surname", "Team Manager", "Date allocated",
              "Supervising Social Worker", "IRO", ""),
    ),
    "an empty column and a line of groups above, a total below": Council(
        {number: f"Annex A - List {number}" for number in LISTS},
        {ID: "Child's Unique ID ", DOB: "Date of birth", TEAM: "Allocated Team\u00a0", WORKER: "Allocated worker/s"},
        above=[[None, "The child", None, None, None, None, None, "The service"], []],
        below=[[], ["Total: 3"]],
        shift=1,
    ),
    "sheets without a name": Council(
        dict(zip(LISTS, ("Sheet4", "Sheet6", "Sheet7", "Sheet8", "Sheet9"), strict=True)),
        {STARTS[7]: "CP Plan Start", ENDS[7]: "CP Plan End", ID: "Childs unique ID"},
        before={"Sheet0": COVER},
        others={number: f"Sheet{number}" for number in OTHER_LISTS},
    ),
}  # fmt: skip


def expected(number: int) -> list[tuple[object, ...]]:
    """What every one of them says of a list: child, start, end, team, worker and 18th birthday."""
    return [
        (
            child.id,
            None if number == 9 else child.start,
            None if number == 9 else child.end,
            child.team,
            child.worker,
            date(child.born.year + 18, child.born.month, child.born.day),
        )
        for child in CHILDREN
    ]
