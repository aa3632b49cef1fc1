-- Rules in force on the data date that cannot be measured, and what was not supplied.
select
    policies.policy_id,
    policies.policy_label,
    policies.in_force_for,
    rules.rule_id,
    rules.rule_label,
    rules.not_measured_reason
from marts.dim_rules as rules
inner join marts.dim_run as run
    on
        rules.valid_from <= run.data_date
        and coalesce(rules.valid_to > run.data_date, true)
inner join marts.dim_policies as policies
    on policies.policy_id = rules.policy_id
where not rules.is_measured
order by policies.sort_order, rules.rule_label
