-- The measures of the practice standards in their order, with how many months are told together, and
-- whether one is told of the latest day alone and another was asked for.
select
    measures.measure_code,
    measures.measure_label,
    measures.meaning,
    measures.group_code,
    measures.group_label,
    measures.told_of,
    measures.counted_one,
    measures.counted_many,
    measures.told_of = 'day' and measures.finding_type is not null and $as_at::date < $data_date::date as is_untold,
    limits.limit_value::integer as period_months
from marts.dim_practice_measures as measures
left join marts.dim_assurance_limits as limits
    on limits.limit_code = 'practice_period'
order by measures.sort_order
