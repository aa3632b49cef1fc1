-- One row a rule and session format that it counts on the data date, before and after: whose minutes are looked at.
create table what_if.counted as
with run as (

    select data_date from marts.dim_run

),

versions as (

    select
        policy_versions.policy_id,
        max(policy_versions.valid_from) as valid_from
    from scenario.policy_versions
    cross join run
    where policy_versions.valid_from <= run.data_date
    group by policy_versions.policy_id

),

current_rules as (

    select
        rules.rule_id,
        rules.valid_from
    from scenario.rules
    inner join versions
        on
            versions.policy_id = rules.policy_id
            and versions.valid_from = rules.valid_from

)

select
    current_rules.rule_id,
    formats.format_code,
    false as is_after
from current_rules
inner join scenario.rule_formats as formats
    on
        formats.rule_id = current_rules.rule_id
        and formats.valid_from = current_rules.valid_from

union all

select
    current_rules.rule_id,
    formats.format_code,
    true as is_after
from current_rules
inner join what_if.seeds.rule_formats as formats
    on
        formats.rule_id = current_rules.rule_id
        and formats.valid_from = current_rules.valid_from
