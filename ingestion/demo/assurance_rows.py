"""Agreements, training, reviews, evidence, audits and the survey as rows of text."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.demo.audits import Audit
from ingestion.demo.council import Council
from ingestion.demo.days import as_text

Row = tuple[str, ...]
#: (feed, part): part is empty for a feed that comes in one file.
FileKey = tuple[str, str]


def assurance_rows_of(council: Council) -> dict[FileKey, list[Row]]:
    """The rows of these files, file by file."""
    return {
        ("sharepoint_agreements", ""): [
            (row.supervisee, row.supervisor, as_text(row.signed), as_text(row.countersigned),
             as_text(row.review))
            for row in council.agreements
        ],
        ("sharepoint_training", ""): [
            (row.number, row.course, as_text(row.day)) for row in council.training
        ],
        ("sharepoint_reviews", ""): [
            (row.number, as_text(row.day), row.kind) for row in council.appraisals
        ],
        ("asye_evidence", ""): [
            (row.number, row.kind, as_text(row.day)) for row in council.portfolios
        ],
        ("audit_plan", ""): [
            (row.round.name, row.supervisor, as_text(row.due)) for row in council.audit_plan
        ],
        ("audit_answers", ""): [row for audit in council.audits for row in _answers(audit)],
        ("audit_actions", ""): [
            (row.action_id, row.audit.audit_id, row.owner, as_text(row.due), as_text(row.done))
            for row in council.actions
        ],
        ("survey_answers", ""): [
            (str(row.year), row.service, row.group, row.question, str(row.score),
             str(row.invited))
            for row in council.survey
        ],
    }  # fmt: skip


def _answers(audit: Audit) -> Iterator[Row]:
    """One row a standard; the grade stands on each."""
    for standard, answer in audit.answers.items():
        yield (
            audit.audit_id, audit.planned.round.name, as_text(audit.day), audit.auditor,
            audit.planned.supervisor, audit.pair.supervisee, audit.session_id, standard, answer,
            audit.grade, "Yes" if audit.is_moderation else "No",
        )  # fmt: skip
