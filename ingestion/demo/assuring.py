"""How well supervision is done: agreements, training, reviews, evidence, audits and the survey."""

from __future__ import annotations

from ingestion.demo.agreements import make_agreements, tell_of_agreements
from ingestion.demo.appraisals import make_appraisals, tell_of_appraisals
from ingestion.demo.audit_actions import make_actions, tell_of_actions, tell_of_audits
from ingestion.demo.audit_rounds import Auditors, plan_audits
from ingestion.demo.audits import Audits
from ingestion.demo.council import Council
from ingestion.demo.duties import Duty
from ingestion.demo.pairs import Pair, line_pairs
from ingestion.demo.portfolios import make_portfolios
from ingestion.demo.survey import make_scores, tell_of_survey
from ingestion.demo.training import make_training, tell_of_training


def assure(council: Council, duties: dict[str, Duty]) -> None:
    """Fills in everything that hangs on the sessions and posts already made."""
    pairs = [pair for pair in line_pairs(council.posts) if pair.ends >= council.begins]
    _develop(council, duties, pairs)
    _audit(council, duties, pairs)
    council.survey = make_scores(council.workers, council.streams, council.today)
    council.assurance_problems += tell_of_survey(council.survey)


def _develop(council: Council, duties: dict[str, Duty], pairs: list[Pair]) -> None:
    """Agreements, training, performance reviews and the evidence of the newly qualified."""
    streams, workers, told = council.streams, council.workers, council.assurance_problems
    begins, today = council.begins, council.today
    council.agreements = make_agreements(pairs, duties, streams, (begins, today))
    told += tell_of_agreements(pairs, council.agreements, today)
    council.training = make_training(workers, pairs, duties, (streams, begins, today))
    told += tell_of_training(workers, pairs, council.training, today)
    council.appraisals = make_appraisals(workers, duties, streams, (begins, today))
    told += tell_of_appraisals(workers, council.appraisals, today)
    council.portfolios, behind = make_portfolios(
        council.programmes, council.sessions, streams, begins
    )
    told += behind


def _audit(council: Council, duties: dict[str, Duty], pairs: list[Pair]) -> None:
    """The rounds of audits, and what came of them."""
    streams, workers, today = council.streams, council.workers, council.today
    council.audit_plan = plan_audits(pairs, streams, today)
    audits = Audits(council.sessions, council.agreements, duties, (streams, today))
    auditors = Auditors(council.seats, streams)
    council.audits = audits.carry_out(council.audit_plan, auditors)
    council.assurance_problems += tell_of_audits(council.audit_plan, council.audits)
    council.actions = make_actions(council.audits, pairs, workers, (streams, today))
    council.assurance_problems += tell_of_actions(council.actions, workers, today)
