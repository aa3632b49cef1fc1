"""Nothing in the files says more than the contract asks, but for one planted heading."""

from __future__ import annotations

import re
from collections import Counter

from ingestion.demo.faults import CANARY
from tests.ingestion.demo.exports import Exports

DATE = r"\d\d/\d\d/\d{4}"
#: What a cell of each heading may hold; anything else is narrative or a mistake.
CELLS = {
    "Employee Number|Supervisee|NQSW|Co-ordinator|Assessor": r"\d{6}|AG\d{4}|AX\d{4}",
    "Supervisor|Line Manager Employee Number|Team Manager Employee Number": r"\d{6}|AG\d{4}|",
    "Allocated Worker|Worker": r"\d{6}|AG\d{4}|swu\d{4}|",
    "Full Name": r"[A-ZÀ-Ý][a-zà-ÿ]+ [A-Z][a-z]+",
    "Work Email": r"[a-z]+\.[a-z]+@(agency\.)?example\.org",
    "SWE Number": r"SW\d{5,6}|",
    "Employment Type": "Permanent|Fixed term|Agency|Partner|Placement",
    "Job Title": "[A-Za-z' -]{5,40}",
    "Staff Category": "[a-z_]+|",
    "Team Code": r"[CAY]\d{3,5}",
    "Team Name|Service": r"[A-Za-z' 0-9]+(\([A-Z][a-z]+\))?",
    "Directorate": "Children|Adults|Youth Justice",
    "FTE": r"1\.0|0\.[5-8]|",
    "Safeguarding Role": "Yes|No",
    "Absence Type": "Sickness|Maternity|Paternity|Adoption|Bereavement|Secondment|Annual leave|"
    "Other",
    "Person ID": r"\d{6}|00\d{5}|YJ\d{4}",
    "Involvement Type": r"[a-z_0-9]+|Child Protection Plan|b\) Child Protection plan|LAC|"
    r"CP Plan \(interim\)",
    "Flag": "high_risk|increased_support|exploitation_medium|exploitation_high",
    "Record ID": r"CS\d{7}",
    "Session ID": r"SV\d{6}|",
    "Record Status": "Completed|Draft",
    "Format": "One to one|Group|Peer|Observation|Reflective case discussion|Learning circle",
    "Status": "Planned|Held|Cancelled",
    "Cancellation Reason": "[a-z_]+|",
    "Duration Minutes|Reflective Minutes": r"\d{2,3}|",
    "Interval|Milestone Months": r"\d{1,2}",
    "Unit": "day|week|month",
    "Programme": "Child and family|Adults",
    "End Reason": "Completed|Left|Withdrawn|Failed|",
    "Recommendation": "Pass|Fail|",
    "Panel Decision": "Confirmed|Not confirmed|",
    "Role": "Assessor|Reflective supervisor|Case supervisor|Mentor",
    "Outcome": "On track|Concerns|Not met|",
    "Learning Agreement Reviewed|Reflective Journal|Support Plan|Handover Noted": "Yes|No|",
    "Accurate|Valid|Sufficient|Robust": "Yes|No|",
    "Reason": "Performance concern|Practice concern|Performance management|Agreed deviation|"
    "Maternity|Sickness",
    "Course": "Supervisee|Supervisor",
    "Kind": "Six monthly|Annual|Direct observation|Feedback from a person who uses services|"
    "Professional feedback|Written report|Critical reflection",
    "Audit Round": r"(Winter|Spring|Summer|Autumn) \d{4}",
    "Audit ID": r"AU\d{5}",
    "Action ID": r"AC\d{5}",
    "Auditor|Owner": r"\d{6}",
    "Standard": "Frequency|Agreement in place|Preparation|Reflection|Actions|Development|"
    "Supportive challenge|Case discussion|Newly qualified support|Recording",
    "Answer": "Yes|Partly|No|Not applicable|Mostly",
    "Grade": "Outstanding|Good|Requires improvement|Inadequate",
    "Is Moderation": "Yes|No",
    "Survey Year": r"\d{4}",
    "Respondent Group": "Social workers|Managers|Other staff",
    "Question": "(I have|My supervision|My manager|Supervision helps)[a-z ]+[I]?[a-z ]*",
    "Score": "[1-6]",
    "Invited": r"\d{1,3}",
}
PATTERNS = {name: re.compile(cell) for names, cell in CELLS.items() for name in names.split("|")}
DATE_OR_BLANK = re.compile(DATE + "|")
#: Cells nobody can read, planted with their text.
UNREADABLE = {"31/11/2026", "31/06/2025", "??/10/2025", "w/c 14 Sept", "done, Oct"}
STEMS = re.compile(
    "(Tester|Sample|Mock|Demo|Pretend|Fiction|Invent|Holder|Example|Trial|Dummy|Specimen|Proto|"
    "Imagin|Notreal|Madeup|Fable|Figment|Puppet|Cipher|Makeup|Sketch|Model|Outline|Draft|Mimic|"
    "Replica|Stencil|Template|Phantom|Synth|Lorem)[a-z]+"
)


def test_no_cell_holds_words_of_anybodys_own(council: Exports) -> None:
    strange = [
        (name, heading, cell)
        for name, rows in council.files.items()
        for row in rows
        for heading, cell in row.items()
        if heading != "Comments"
        and not PATTERNS.get(heading, DATE_OR_BLANK).fullmatch(cell)
        and cell not in UNREADABLE
    ]
    assert strange == []


def test_the_canary_stands_under_comments_and_nowhere_else(council: Exports) -> None:
    where = Counter(
        (name, heading)
        for name, rows in council.files.items()
        for row in rows
        for heading, cell in row.items()
        if CANARY in cell
    )
    assert list(where) == [("sharepoint_sessions-adults_20261120.csv", "Comments")]
    assert where.total() >= 20


def test_every_name_is_plainly_invented_and_belongs_to_one_person(council: Exports) -> None:
    names = Counter(row["Full Name"] for row in council["hr_workers"])
    assert all(STEMS.fullmatch(name.split(" ")[1]) for name in names)
    twice = {name for name, count in names.items() if count > 1}
    one_person = {
        council.workers[number]["Full Name"]
        for problem in council.problems("agency_made_permanent")
        for number in problem.concerns
    }
    assert twice == one_person
    assert len({row["Work Email"] for row in council["hr_workers"]}) == len(council["hr_workers"])


def test_no_case_carries_a_name(council: Exports) -> None:
    for system in ("ics", "swift", "childview"):
        assert not any("Name" in heading for heading in council[f"{system}_involvements"][0])
