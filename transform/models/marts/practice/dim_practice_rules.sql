with measures as (

    select * from {{ ref('practice_measures') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

final as (

    select
        measures.measure_code,
        rules.rule_id,
        rules.valid_from as rule_valid_from
    from measures
    inner join rules
        on
            (
                measures.obligation_type = rules.obligation_type
                and coalesce(measures.binds, rules.binds) = rules.binds
            )
            or measures.finding_type = rules.finding_type

)

select * from final
