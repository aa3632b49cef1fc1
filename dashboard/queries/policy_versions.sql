-- Every version of every policy, newest first, those known in advance included.
select
    versions.policy_id,
    policies.policy_label,
    versions.valid_from,
    versions.valid_to,
    versions.version_label,
    versions.note,
    versions.is_ending,
    versions.is_current,
    versions.is_ahead,
    versions.review_due_on,
    versions.is_review_overdue,
    versions.rules_count,
    versions.changes_count
from marts.dim_policy_versions as versions
inner join marts.dim_policies as policies
    on policies.policy_id = versions.policy_id
order by policies.sort_order, versions.policy_id, versions.valid_from desc
