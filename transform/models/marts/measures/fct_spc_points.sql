-- One row a chart and month, oldest first; a month in which nothing was owed has no value.
with judged as (

    select * from {{ ref('int_spc_judged') }}

),

final as (

    select
        as_at,
        policy_id,
        measure_code,
        level_code,
        place_id,
        month_end_on,
        numerator,
        denominator,
        value,
        variation_code,
        rule_code
    from judged

)

select * from final
