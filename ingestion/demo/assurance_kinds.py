"""What is planted in agreements, training, reviews, evidence, audits and the survey, as sentences.

Each is a code, a sentence to fill in and what the product should show.
"""

from __future__ import annotations

Words = tuple[str, str, str]

AGREEMENTS: tuple[Words, ...] = (
    (
        "agreement_one_signature",
        "{count} people have an agreement with their manager that only one of the two has signed.",
        "Not in place: an agreement needs both signatures",
    ),
    (
        "agreement_missing",
        "{count} people have had their manager for over a month and have never "
        "signed an agreement.",
        "Agreement overdue",
    ),
    (
        "agreement_manager_changed",
        "{count} people have had another manager for over a month; their "
        "agreement is with the one before.",
        "The old one superseded, the new one overdue",
    ),
    (
        "agreement_review_passed",
        "{count} people have an agreement that should have been looked at again.",
        "A finding: review of the agreement has passed",
    ),
    (
        "training_lapsed",
        "{count} people took the course for supervisees over two years ago.",
        "Training overdue",
    ),
    (
        "training_never",
        "{count} people have been here for over six months and never took the "
        "course for supervisees.",
        "Training overdue, nothing on record",
    ),
    (
        "training_of_manager_lapsed",
        "{count} managers have not taken the course for supervisors within two years.",
        "Training overdue",
    ),
    (
        "review_of_performance_missed",
        "{count} people have had no performance review for over six months.",
        "Performance review overdue",
    ),
    (
        "asye_evidence_behind",
        "{0} has hardly any evidence after the first weeks of the ASYE.",
        "Behind for the stage of the programme",
    ),
)

AUDITS: tuple[Words, ...] = (
    (
        "audit_round_running",
        "{done} of {count} audits of {0} were done by the data date.",
        "A round partly done",
    ),
    (
        "audit_never_done",
        "{count} audits of earlier rounds were never done.",
        "Coverage below the whole",
    ),
    (
        "audit_moderated",
        "{count} audits were done again by a second auditor.",
        "Moderation: counted apart from the audits",
    ),
    (
        "audit_moderated_otherwise",
        "In {count} of those the second grade is another.",
        "Agreement between auditors below the whole",
    ),
    ("audit_action_overdue", "{count} actions are open past their day.", "Audit action overdue"),
    ("audit_action_late", "{count} actions were done after their day.", "Met late"),
    (
        "audit_owner_left",
        "{count} open actions belong to somebody who has left.",
        "A finding: owner has left",
    ),
    (
        "survey_small_group",
        "In {count} groups fewer than five answered the survey.",
        "No figures: too few to tell nobody apart",
    ),
    ("survey_fell", "The scores of {0} fell in {year}.", "Lower than the year before"),
)

FILES: tuple[Words, ...] = (
    (
        "agreement_with_stranger",
        "An agreement is signed by {0}, who is in no HR list.",
        "Reported with its effect",
    ),
    (
        "training_of_stranger",
        "{0}, who is in no HR list, completed a course.",
        "Reported with its effect",
    ),
    (
        "score_out_of_range",
        "{count} answers of the survey have the score {text}.",
        "Rows quarantined: from 1 to 5",
    ),
    (
        "audit_answer_unknown",
        '{count} audit answers are typed "{text}".',
        "Rows kept as unmapped until mapped",
    ),
    (
        "audit_answer_typed_twice",
        "{0} answers the standard {standard} twice, each time otherwise.",
        "Both rows quarantined: same key, rows differ",
    ),
    (
        "action_of_unknown_audit",
        "Action {0} belongs to {1}, an audit that is not among the answers.",
        "Reported; the action is owed from the day it is due",
    ),
    (
        "action_done_in_words",
        'Action {0} was completed on "{text}".',
        "Cell emptied: the action is open and overdue",
    ),
)
