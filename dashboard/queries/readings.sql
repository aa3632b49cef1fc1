select
    policies.policy_label,
    rules.rule_id,
    rules.rule_label,
    rules.clause,
    rules.reading
from marts.dim_rules as rules
inner join marts.dim_policies as policies
    on policies.policy_id = rules.policy_id
where
    rules.is_our_reading
    and rules.reading is not null
    and rules.valid_to is null
order by policies.sort_order, rules.rule_label
