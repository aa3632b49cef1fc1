with overrides as (

    select * from {{ ref('int_overrides') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

conditions as (

    select * from {{ ref('rule_conditions') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

codes as (

    select * from {{ ref('codes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

binding as (

    select distinct
        rules.policy_id,
        conditions.code as override_reason_code
    from conditions
    inner join rules
        on
            rules.rule_id = conditions.rule_id
            and rules.valid_from = conditions.valid_from
    cross join run
    where
        conditions.condition_on = 'override_reason'
        and rules.valid_from <= run.data_date
        and rules.valid_to > run.data_date

),

final as (

    select
        overrides.worker_id,
        overrides.agreed_from,
        case when overrides.agreed_to < 'infinity'::date then overrides.agreed_to - 1 end as agreed_to,
        overrides.interval_count,
        overrides.interval_unit,
        binding.policy_id is not null as binds,
        codes.label as sensitive_reason_label
    from overrides
    cross join run
    left join workers
        on workers.worker_id = overrides.worker_id
    left join in_force
        on
            in_force.directorate_code = coalesce(workers.directorate_code, 'unassigned')
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    left join binding
        on
            binding.policy_id = in_force.policy_id
            and binding.override_reason_code = overrides.override_reason_code
    left join codes
        on
            codes.code_list = 'override_reason'
            and codes.code = overrides.override_reason_code

)

select * from final
