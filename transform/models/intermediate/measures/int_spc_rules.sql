-- One row: every number a chart over time is made with, side by side.
with rules as (

    select * from {{ ref('spc_rules') }}

),

final as (

    select
        max(rule_value) filter (where rule_code = 'months')::integer as months,
        max(rule_value) filter (where rule_code = 'settling_months')::integer as settling_months,
        max(rule_value) filter (where rule_code = 'smallest_denominator') as smallest_denominator,
        max(rule_value) filter (where rule_code = 'fewest_points')::integer as fewest_points,
        max(rule_value) filter (where rule_code = 'trial_points')::integer as trial_points,
        max(rule_value) filter (where rule_code = 'limit_width') as limit_width,
        max(rule_value) filter (where rule_code = 'limit_sigmas') as limit_sigmas,
        max(rule_value) filter (where rule_code = 'near_sigmas') as near_sigmas,
        max(rule_value) filter (where rule_code = 'screen_width') as screen_width,
        max(rule_value) filter (where rule_code = 'run_points')::integer as run_points,
        max(rule_value) filter (where rule_code = 'trend_points')::integer as trend_points,
        max(rule_value) filter (where rule_code = 'window_points')::integer as window_points,
        max(rule_value) filter (where rule_code = 'window_near')::integer as window_near
    from rules

)

select * from final
