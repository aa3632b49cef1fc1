-- One row: every number a funnel is made with, side by side.
with rules as (

    select * from {{ ref('funnel_rules') }}

),

final as (

    select
        max(rule_value) filter (where rule_code = 'near_width') as near_width,
        max(rule_value) filter (where rule_code = 'near_tail') as near_tail,
        max(rule_value) filter (where rule_code = 'far_width') as far_width,
        max(rule_value) filter (where rule_code = 'far_tail') as far_tail,
        max(rule_value) filter (where rule_code = 'winsorised_share') as winsorised_share,
        max(rule_value) filter (where rule_code = 'spread_width') as spread_width,
        max(rule_value) filter (where rule_code = 'exact_below')::integer as exact_below
    from rules

)

select * from final
