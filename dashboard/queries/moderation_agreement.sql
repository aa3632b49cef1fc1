-- How far auditors agree on the grade, over the whole council: one round, or all rounds together. At most one row.
select
    agreement.pairs_count,
    agreement.same_count,
    agreement.one_apart_count,
    agreement.weighted_kappa
from marts.fct_moderation_agreement as agreement
where agreement.is_all_rounds = ($audit_round is null) and agreement.audit_round is not distinct from $audit_round
