"""The headings of every file the demo writes, and its rows as text.

A feed that comes later is one more entry here, one more function of rows and one more part of the
council: nothing else changes, since every purpose has its own stream of numbers.
"""

from __future__ import annotations

INVOLVEMENTS = (
    "Person ID", "Involvement Type", "Start Date", "End Date", "Allocated Worker", "Team Code",
    "Date of Birth",
)  # fmt: skip
RISK_FLAGS = ("Person ID", "Flag", "From", "To")
CASE_SUPERVISIONS = (
    "Record ID", "Person ID", "Supervision Date", "Recorded Date", "Supervisor", "Worker",
    "Record Status",
)  # fmt: skip
SYSTEMS = ("ics", "swift", "childview")

HEADINGS: dict[str, tuple[str, ...]] = {
    "hr_workers": (
        "Employee Number", "Full Name", "Work Email", "SWE Number", "SWE Registration Expiry",
        "Qualified Date", "Employment Type", "Start Date", "Leaving Date",
    ),
    "hr_posts": (
        "Employee Number", "Job Title", "Staff Category", "Team Code",
        "Line Manager Employee Number", "FTE", "Safeguarding Role", "Post Start", "Post End",
    ),
    "hr_teams": (
        "Team Code", "Team Name", "Service", "Directorate", "Team Manager Employee Number",
        "Opened", "Closed",
    ),
    "hr_absences": ("Employee Number", "Absence Type", "First Day", "Last Day"),
    **{f"{system}_involvements": INVOLVEMENTS for system in SYSTEMS},
    **{f"{system}_risk_flags": RISK_FLAGS for system in SYSTEMS},
    **{f"{system}_case_supervisions": CASE_SUPERVISIONS for system in SYSTEMS},
    "sharepoint_sessions": (
        "Session ID", "Supervisee", "Supervisor", "Format", "Booked On", "Planned Date", "Status",
        "Held Date", "Cancellation Reason", "Rearranged To", "Duration Minutes",
        "Reflective Minutes", "Supervisee Form Received", "Record Shared", "Supervisee Agreed",
        "Supervisor Agreed",
    ),
    "sharepoint_overrides": ("Supervisee", "Interval", "Unit", "From", "To", "Reason"),
    "asye_programmes": (
        "Employee Number", "Programme", "ASYE Start", "FTE", "Agreed End", "Ended On",
        "End Reason", "Recommendation", "Recommended On", "Panel Date", "Panel Decision",
        "Co-ordinator",
    ),
    "asye_supervisors": ("NQSW", "Supervisor", "Role", "From", "To", "Handover Date"),
    "asye_reviews": (
        "NQSW", "Milestone Months", "Planned Date", "Held Date", "Outcome", "Assessor",
        "Learning Agreement Reviewed", "Reflective Journal", "Support Plan", "Handover Noted",
        "Accurate", "Valid", "Sufficient", "Robust",
    ),
    "asye_pauses": ("NQSW", "From", "To", "Reason"),
    "sharepoint_agreements": (
        "Supervisee", "Supervisor", "Supervisee Signed", "Supervisor Signed", "Review Due",
    ),
    "sharepoint_training": ("Employee Number", "Course", "Completed"),
    "sharepoint_reviews": ("Employee Number", "Review Date", "Kind"),
    "asye_evidence": ("NQSW", "Kind", "Dated"),
    "audit_plan": ("Audit Round", "Supervisor", "Due"),
    "audit_answers": (
        "Audit ID", "Audit Round", "Audit Date", "Auditor", "Supervisor", "Supervisee",
        "Session ID", "Standard", "Answer", "Grade", "Is Moderation",
    ),
    "audit_actions": ("Action ID", "Audit ID", "Owner", "Due", "Completed"),
    "survey_answers": (
        "Survey Year", "Service", "Respondent Group", "Question", "Score", "Invited",
    ),
}  # fmt: skip
