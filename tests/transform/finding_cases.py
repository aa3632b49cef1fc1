"""Sentences about findings, each with the rows of an export that it is about.

Every sentence has a person of its own in one small council, so that one refresh tries them all.
The data date is 15 December 2026.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

Cells = dict[str, str]
SUPERVISOR = "M1"


@dataclass
class Person:
    """The person of one sentence, and the rows about them."""

    number: str
    rows: dict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))

    def add(self, feed: str, **cells: str) -> Person:
        """One more row; headings with underscores for spaces."""
        self.rows[feed].append({name.replace("_", " "): text for name, text in cells.items()})
        return self

    def post(self, **cells: str) -> Person:
        """Employed from 2020 as a social worker in the Children's team under M1, but as said."""
        started = cells.pop("Start_Date", "2020-01-01")
        hr = {"Full_Name": self.number, "Start_Date": started}
        for name in ("SWE_Number", "SWE_Registration_Expiry", "Leaving_Date"):
            hr[name] = cells.pop(name, "")
        self.add("hr_workers", Employee_Number=self.number, **hr)
        usual = {
            "Staff_Category": "social_worker",
            "Team_Code": "T1",
            "Line_Manager_Employee_Number": SUPERVISOR,
            "Post_Start": started,
        }
        return self.add("hr_posts", Employee_Number=self.number, **{**usual, **cells})

    def held(self, day: str, **cells: str) -> Person:
        """A held one-to-one session of an hour and a half of reflection, agreed, but as said."""
        usual = {
            "Session_ID": f"S{self.number}-{len(self.rows['sharepoint_sessions'])}",
            "Supervisee": self.number,
            "Supervisor": SUPERVISOR,
            "Format": "One to one",
            "Status": "Held",
            "Planned_Date": day,
            "Held_Date": day,
            "Duration_Minutes": "90",
            "Reflective_Minutes": "90",
            "Supervisee_Agreed": day,
            "Supervisor_Agreed": day,
        }
        return self.add("sharepoint_sessions", **{**usual, **cells})

    def unheld(self, status: str, planned: str, **cells: str) -> Person:
        """A session planned or cancelled."""
        return self.held("", Status=status, Planned_Date=planned, **cells)

    def nqsw(self, start: str, **cells: str) -> Person:
        """An ASYE from a day on."""
        usual = {"Programme": "Adults", "ASYE_Start": start}
        return self.add("asye_programmes", Employee_Number=self.number, **{**usual, **cells})

    def stint(self, role: str, who: str, first: str, last: str = "") -> Person:
        """Somebody with a role in the ASYE."""
        return self.add(
            "asye_supervisors", NQSW=self.number, Supervisor=who, Role=role, From=first, To=last
        )

    def review(self, months: str, held: str, **cells: str) -> Person:
        """A held review with every tick there, but as said."""
        ticks = ("Learning_Agreement_Reviewed", "Reflective_Journal", "Support_Plan",
                 "Handover_Noted", "Accurate", "Valid", "Sufficient", "Robust")  # fmt: skip
        usual = {"Milestone_Months": months, "Planned_Date": held, "Held_Date": held}
        usual |= {"Outcome": "On track", "Assessor": SUPERVISOR} | dict.fromkeys(ticks, "Yes")
        return self.add("asye_reviews", NQSW=self.number, **{**usual, **cells})

    def signed(
        self, with_whom: str, day: str, review_due: str, second: str | None = None
    ) -> Person:
        """A supervision agreement."""
        both = {"Supervisee_Signed": day, "Supervisor_Signed": day if second is None else second}
        return self.add(
            "sharepoint_agreements",
            Supervisee=self.number, Supervisor=with_whom, Review_Due=review_due, **both,
        )  # fmt: skip

    def action(self, completed: str = "") -> Person:
        """An audit action they own, from an audit of October."""
        ids = {"Action_ID": f"A{self.number}", "Audit_ID": "AU1"}
        return self.add(
            "audit_actions", **ids, Owner=self.number, Due="2026-12-31", Completed=completed
        )


@dataclass(frozen=True)
class Case:
    """A sentence, the kind it is about, how many findings a policy makes of it, and its rows."""

    sentence: str
    kind: str
    found: int
    make: Callable[[Person], Person]


def new(person: Person) -> Person:
    """An NQSW who began on 2 November 2026, so that six weeks end on 13 December."""
    return person.post(Start_Date="2026-11-02").nqsw("2026-11-02")


def led(person: Person, by: str, day: str) -> Person:
    """A session led by somebody else."""
    return person.post().held(day, Supervisor=by)


def year(person: Person) -> Person:
    """An NQSW since 1 January 2026."""
    return person.post(Start_Date="2026-01-01").nqsw("2026-01-01")


CASES = (
    Case("a weekly session of an hour is long enough", "session_short", 0,
         lambda p: new(p).held("2026-11-10", Duration_Minutes="60")),
    Case("a weekly session of fifty-nine minutes is short", "session_short", 1,
         lambda p: new(p).held("2026-11-10", Duration_Minutes="59")),
    Case("a weekly session with no minutes is not known", "session_short", 0,
         lambda p: new(p).held("2026-11-10", Duration_Minutes="")),
    Case("on the last day of six weeks it is still weekly", "session_short", 1,
         lambda p: new(p).held("2026-12-13", Duration_Minutes="45")),
    Case("after six weeks forty-five minutes will do", "session_short", 0,
         lambda p: new(p).held("2026-12-14", Duration_Minutes="45")),
    Case("a group session may be shorter", "session_short", 0,
         lambda p: new(p).held("2026-11-10", Duration_Minutes="45", Format="Group")),
    Case("who is no NQSW may have shorter sessions", "session_short", 0,
         lambda p: p.post(Start_Date="2026-11-02").held("2026-11-10", Duration_Minutes="45")),
    Case("an NQSW employed for a year is past the weekly weeks", "session_short", 0,
         lambda p: p.post().nqsw("2026-11-02").held("2026-11-10", Duration_Minutes="45")),
    Case("a session after the data date has not happened", "session_short", 0,
         lambda p: new(p).held("2026-12-16", Duration_Minutes="45")),
    Case("ninety reflective minutes are enough", "reflection_short", 0,
         lambda p: p.post().held("2026-11-10", Reflective_Minutes="90")),
    Case("eighty-nine reflective minutes are short", "reflection_short", 1,
         lambda p: p.post().held("2026-11-10", Reflective_Minutes="89")),
    Case("blank reflective minutes are not known", "reflection_short", 0,
         lambda p: p.post().held("2026-11-10", Reflective_Minutes="")),
    Case("a format nobody recognises is not judged", "reflection_short", 0,
         lambda p: p.post().held("2026-11-10", Reflective_Minutes="5", Format="Over coffee")),
    Case("two hours are not long", "session_long", 0,
         lambda p: p.post().held("2026-11-10", Duration_Minutes="120")),
    Case("two hours and a minute are long", "session_long", 1,
         lambda p: p.post().held("2026-11-10", Duration_Minutes="121")),
    Case("a long peer session is not judged", "session_long", 0,
         lambda p: p.post().held("2026-11-10", Duration_Minutes="180", Format="Peer")),
    Case("a supervisor with a number and no expiry is registered", "supervisor_not_registered", 0,
         lambda p: led(p, "M1", "2026-11-10")),
    Case("a supervisor with no number is not shown as registered", "supervisor_not_registered", 1,
         lambda p: led(p, "M0", "2026-11-10")),
    Case("a registration lasts to its last day", "supervisor_not_registered", 0,
         lambda p: led(p, "M14", "2026-11-14")),
    Case("the day after its last day it does not", "supervisor_not_registered", 1,
         lambda p: led(p, "M14", "2026-11-15")),
    Case("who led is blank so it is not known", "supervisor_not_registered", 0,
         lambda p: led(p, "", "2026-11-10")),
    Case("who led is not in HR so it is not known", "supervisor_not_registered", 0,
         lambda p: led(p, "NOBODY", "2026-11-10")),
    Case("on 30 November the old register still holds", "register_not_refreshed", 0,
         lambda p: led(p, "M30", "2026-11-30")),
    Case("on 1 December the register is not refreshed", "register_not_refreshed", 1,
         lambda p: led(p, "M30", "2026-12-01")),
    Case("and then nobody is called unregistered", "supervisor_not_registered", 0,
         lambda p: led(p, "M30", "2026-12-01")),
    Case("a year later it is no matter of refreshing", "supervisor_not_registered", 1,
         lambda p: led(p, "M25", "2026-12-01")),
    Case("a safeguarding role is supervised by the line manager", "not_by_line_manager", 0,
         lambda p: p.post(Safeguarding_Role="Yes").held("2026-11-10")),
    Case("another than the line manager led it", "not_by_line_manager", 1,
         lambda p: p.post(Safeguarding_Role="Yes").held("2026-11-10", Supervisor="M14")),
    Case("without a safeguarding role anybody may lead", "not_by_line_manager", 0,
         lambda p: p.post(Safeguarding_Role="No").held("2026-11-10", Supervisor="M14")),
    Case("a blank tick is not known", "not_by_line_manager", 0,
         lambda p: p.post(Safeguarding_Role="").held("2026-11-10", Supervisor="M14")),
    Case("the form two days before is in time", "form_late", 0,
         lambda p: p.post().held("2026-11-10", Supervisee_Form_Received="2026-11-08")),
    Case("the form one day before is late", "form_late", 1,
         lambda p: p.post().held("2026-11-10", Supervisee_Form_Received="2026-11-09")),
    Case("a session without a day for the form is not known", "form_late", 0,
         lambda p: p.post().held("2026-11-10")),
    Case("adults' staff need no form", "form_late", 0,
         lambda p: p.post(Team_Code="T2").held("2026-11-10", Supervisee_Form_Received="2026-11-10")),
    Case("a record agreed by both is agreed", "record_not_agreed", 0,
         lambda p: p.post().held("2026-11-10", Supervisee_Agreed="2026-12-15")),
    Case("a record one has not agreed is not", "record_not_agreed", 1,
         lambda p: p.post().held("2026-11-10", Supervisee_Agreed="")),
    Case("an agreement typed for tomorrow has not happened", "record_not_agreed", 1,
         lambda p: p.post().held("2026-11-10", Supervisee_Agreed="2026-12-16")),
    Case("a month without a session led by a social worker", "no_professional_session", 2,
         lambda p: p.post(Line_Manager_Employee_Number="M0")
         .held("2026-09-10").held("2026-11-10", Supervisor="M0")),
    Case("a month begun on its second day is not judged", "no_professional_session", 1,
         lambda p: p.post(Start_Date="2026-10-02", Line_Manager_Employee_Number="M0")),
    Case("a month with a long absence is not judged", "no_professional_session", 2,
         lambda p: p.post(Line_Manager_Employee_Number="M0").add(
             "hr_absences", Employee_Number=p.number, Absence_Type="Sickness",
             First_Day="2026-11-03", Last_Day="2026-11-30")),
    Case("a line manager who is a social worker is enough", "no_professional_session", 0,
         lambda p: p.post()),
    Case("a session planned eleven months ahead is far enough", "diary_short", 0,
         lambda p: p.post().held("2026-11-10").unheld("Planned", "2027-11-15")),
    Case("a day less is not", "diary_short", 2,
         lambda p: p.post().held("2026-11-10").unheld("Planned", "2027-11-14")),
    Case("a cancelled session with no reason", "no_cancellation_reason", 2,
         lambda p: p.post().unheld("Cancelled", "2026-12-15")),
    Case("a cancelled session with a reason", "no_cancellation_reason", 0,
         lambda p: p.post().unheld("Cancelled", "2026-12-15", Cancellation_Reason="Sickness")),
    Case("a session cancelled ahead of its day is left for now", "no_cancellation_reason", 0,
         lambda p: p.post().unheld("Cancelled", "2026-12-16")),
    Case("seven days after its day a planned session may wait", "stale_planned", 0,
         lambda p: p.post().unheld("Planned", "2026-12-08")),
    Case("eight days after it may not", "stale_planned", 2,
         lambda p: p.post().unheld("Planned", "2026-12-07")),
    Case("who has left is not asked about it", "stale_planned", 0,
         lambda p: p.post(Leaving_Date="2026-12-10").unheld("Planned", "2026-12-07")),
    Case("seven days after the new day nothing is said", "rebooked_not_held", 0,
         lambda p: p.post().unheld("Cancelled", "2026-12-01", Rearranged_To="2026-12-08")),
    Case("eight days after it is found", "rebooked_not_held", 2,
         lambda p: p.post().unheld("Cancelled", "2026-12-01", Rearranged_To="2026-12-07")),
    Case("a session on the seventh day will do", "rebooked_not_held", 0,
         lambda p: p.post().held("2026-12-14")
         .unheld("Cancelled", "2026-12-01", Rearranged_To="2026-12-07")),
    Case("a session on the eighth day will not", "rebooked_not_held", 2,
         lambda p: p.post().held("2026-12-15")
         .unheld("Cancelled", "2026-12-01", Rearranged_To="2026-12-07")),
    Case("a session before the one first planned will not", "rebooked_not_held", 2,
         lambda p: p.post().held("2026-11-30")
         .unheld("Cancelled", "2026-12-01", Rearranged_To="2026-12-07")),
    Case("a post without a line manager", "no_line_manager", 2,
         lambda p: p.post(Line_Manager_Employee_Number="")),
    Case("a line manager who left on the day before", "no_line_manager", 2,
         lambda p: p.post(Line_Manager_Employee_Number="GONE")),
    Case("a line manager whose last day is the data date", "no_line_manager", 0,
         lambda p: p.post(Line_Manager_Employee_Number="LAST")),
    Case("a line manager away for twenty-eight days", "no_line_manager", 2,
         lambda p: p.post(Line_Manager_Employee_Number="AWAY28")),
    Case("a line manager away for twenty-seven days", "no_line_manager", 0,
         lambda p: p.post(Line_Manager_Employee_Number="AWAY27")),
    Case("somebody down as their own line manager", "no_line_manager", 2,
         lambda p: p.post(Line_Manager_Employee_Number=p.number)),
    Case("a line manager HR does not know is not known", "no_line_manager", 0,
         lambda p: p.post(Line_Manager_Employee_Number="NOBODY")),
    Case("nobody asks supervision for a category without a rule", "no_line_manager", 0,
         lambda p: p.post(Line_Manager_Employee_Number="", Staff_Category="other")),
    Case("on its review day an agreement may wait", "agreement_review", 0,
         lambda p: p.post().signed("M1", "2025-12-15", "2026-12-15")),
    Case("the day after it may not", "agreement_review", 2,
         lambda p: p.post().signed("M1", "2025-12-15", "2026-12-14")),
    Case("a newer agreement takes its place", "agreement_review", 0,
         lambda p: p.post().signed("M1", "2025-12-15", "2026-12-14")
         .signed("M1", "2026-12-01", "2027-12-01")),
    Case("a newer one that only one has signed does not", "agreement_review", 2,
         lambda p: p.post().signed("M1", "2025-12-15", "2026-12-14")
         .signed("M1", "2026-12-01", "2027-12-01", second="")),
    Case("an agreement with a former line manager is past", "agreement_review", 0,
         lambda p: p.post().signed("M14", "2025-12-15", "2026-12-14")),
    Case("an NQSW's agreement counts with whomever it is", "agreement_review", 1,
         lambda p: year(p).signed("M14", "2026-01-15", "2026-12-14")),
    Case("an action of somebody whose last day was yesterday", "owner_left", 2,
         lambda p: p.post(Leaving_Date="2026-12-14").action()),
    Case("an action of somebody whose last day is today", "owner_left", 0,
         lambda p: p.post(Leaving_Date="2026-12-15").action()),
    Case("an action that is done", "owner_left", 0,
         lambda p: p.post(Leaving_Date="2026-12-14").action("2026-12-01")),
    Case("a review with the learning agreement", "no_learning_agreement_review", 0,
         lambda p: year(p).review("3", "2026-04-01")),
    Case("a review without it", "no_learning_agreement_review", 1,
         lambda p: year(p).review("3", "2026-04-01", Learning_Agreement_Reviewed="No")),
    Case("a review with a blank tick is not known", "no_learning_agreement_review", 0,
         lambda p: year(p).review("3", "2026-04-01", Learning_Agreement_Reviewed="")),
    Case("a review planned and not held is not judged", "no_learning_agreement_review", 0,
         lambda p: year(p).review("3", "2026-12-16", Learning_Agreement_Reviewed="No")),
    Case("a review without a journal", "no_reflective_journal", 1,
         lambda p: year(p).review("3", "2026-04-01", Reflective_Journal="No")),
    Case("a review with one", "no_reflective_journal", 0,
         lambda p: year(p).review("3", "2026-04-01")),
    Case("a final review whose evidence is not sufficient", "evidence_quality", 1,
         lambda p: year(p).review("12", "2026-12-10", Sufficient="No", Robust="")),
    Case("an earlier review is not the final one", "evidence_quality", 0,
         lambda p: year(p).review("9", "2026-10-01", Sufficient="No")),
    Case("a final review with a blank tick is not known", "evidence_quality", 0,
         lambda p: year(p).review("12", "2026-12-10", Robust="")),
    Case("concerns with a support plan", "no_support_plan", 0,
         lambda p: year(p).review("3", "2026-04-01", Outcome="Concerns")),
    Case("concerns without one", "no_support_plan", 1,
         lambda p: year(p).review("3", "2026-04-01", Outcome="Concerns", Support_Plan="No")),
    Case("on track and without one", "no_support_plan", 0,
         lambda p: year(p).review("3", "2026-04-01", Support_Plan="No")),
    Case("an assessor with no number", "assessor_not_registered", 1,
         lambda p: year(p).review("3", "2026-04-01", Assessor="M0")),
    Case("an assessor with one", "assessor_not_registered", 0,
         lambda p: year(p).review("3", "2026-04-01")),
    Case("the review after a new assessor does not note it", "handover_not_noted", 1,
         lambda p: year(p).stint("Assessor", "M1", "2026-01-01", "2026-02-28")
         .stint("Assessor", "M14", "2026-03-01").review("3", "2026-03-01", Handover_Noted="No")
         .review("6", "2026-07-01")),
    Case("only the first review after it is asked", "handover_not_noted", 0,
         lambda p: year(p).stint("Assessor", "M1", "2026-01-01", "2026-02-28")
         .stint("Assessor", "M14", "2026-03-01").review("3", "2026-03-01")
         .review("6", "2026-07-01", Handover_Noted="No")),
    Case("the review before a new assessor need not", "handover_not_noted", 0,
         lambda p: year(p).stint("Assessor", "M1", "2026-01-01", "2026-02-28")
         .stint("Assessor", "M14", "2026-03-01").review("3", "2026-02-28", Handover_Noted="No")),
    Case("the same assessor going on is no change", "handover_not_noted", 0,
         lambda p: year(p).stint("Assessor", "M14", "2025-12-01", "2026-01-15")
         .stint("Assessor", "M1", "2026-01-01", "2026-02-28")
         .stint("Assessor", "M1", "2026-03-01").review("3", "2026-03-01", Handover_Noted="No")),
    Case("an assessor from the day after the last", "assessor_gap", 0,
         lambda p: year(p).stint("Assessor", "M1", "2026-01-01", "2026-03-10")
         .stint("Assessor", "M14", "2026-03-11")),
    Case("a day with no assessor", "assessor_gap", 1,
         lambda p: year(p).stint("Assessor", "M1", "2026-01-01", "2026-03-10")
         .stint("Assessor", "M14", "2026-03-12")),
    Case("a paused day needs none", "assessor_gap", 0,
         lambda p: year(p).stint("Assessor", "M1", "2026-01-01", "2026-03-10")
         .stint("Assessor", "M14", "2026-03-12")
         .add("asye_pauses", NQSW=p.number, From="2026-03-11", To="2026-03-11")),
    Case("a case supervisor and no reflective one", "no_reflective_supervisor", 1,
         lambda p: year(p).stint("Case supervisor", "M1", "2026-01-01")),
    Case("a case supervisor and a reflective one", "no_reflective_supervisor", 0,
         lambda p: year(p).stint("Case supervisor", "M1", "2026-01-01")
         .stint("Reflective supervisor", "M14", "2026-01-01")),
    Case("no case supervisor and no reflective one", "no_reflective_supervisor", 0,
         lambda p: year(p).stint("Assessor", "M1", "2026-01-01")),
    Case("on its last day a programme is not past its end", "asye_past_end", 0,
         lambda p: p.post().nqsw("2025-12-15")),
    Case("the day after it is", "asye_past_end", 4,
         lambda p: p.post().nqsw("2025-12-14")),
    Case("unless it is recommended", "asye_past_end", 0,
         lambda p: p.post().nqsw("2025-12-14", Recommendation="Pass", Recommended_On="2026-12-15")),
    Case("half the hours have two years", "asye_past_end", 0,
         lambda p: p.post().nqsw("2024-12-15", FTE="0.5")),
    Case("and no day more", "asye_past_end", 4,
         lambda p: p.post().nqsw("2024-12-14", FTE="0.4")),
)  # fmt: skip
