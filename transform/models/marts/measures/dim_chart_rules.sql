-- One row a number that the charts over time and the funnels are made with.
with spc as (

    select * from {{ ref('spc_rules') }}

),

funnel as (

    select * from {{ ref('funnel_rules') }}

),

final as (

    select
        'spc' as chart_code,
        rule_code,
        rule_value,
        rule_unit,
        is_ours,
        label
    from spc

    union all

    select
        'funnel' as chart_code,
        rule_code,
        rule_value,
        rule_unit,
        is_ours,
        label
    from funnel

)

select * from final
