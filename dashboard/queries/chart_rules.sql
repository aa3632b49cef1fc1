-- The numbers that the charts over time and the funnels are made with.
select
    rules.chart_code,
    rules.rule_code,
    rules.rule_value
from marts.dim_chart_rules as rules
order by rules.chart_code, rules.rule_code
