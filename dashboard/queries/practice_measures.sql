-- The measures of the practice standards in their order, with how many months are told together.
select
    measures.measure_code,
    measures.measure_label,
    measures.meaning,
    measures.group_code,
    measures.group_label,
    measures.told_of,
    measures.counted_one,
    measures.counted_many,
    limits.limit_value::integer as period_months
from marts.dim_practice_measures as measures
left join marts.dim_assurance_limits as limits
    on limits.limit_code = 'practice_period'
order by measures.sort_order
