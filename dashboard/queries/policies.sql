select
    policies.policy_id,
    policies.policy_label,
    policies.policy_short_label,
    policies.is_national_floor,
    policies.absence_min_days,
    policies.tolerance_days,
    policies.notice_days,
    policies.in_force_for,
    policies.version_from,
    policies.review_due_on,
    policies.about
from marts.dim_policies as policies
order by policies.sort_order, policies.policy_id
