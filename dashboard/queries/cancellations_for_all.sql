-- The same for everybody: the council's cancelled sessions by reason, those of too few people held back. Sorted by what is
-- shown alone.
with shown as (

    select
        reasons.reason_code,
        reasons.cancelled_by_code,
        reasons.is_suppressed,
        case when not reasons.is_suppressed then reasons.cancelled_count end as cancelled_count,
        case when not reasons.is_suppressed then reasons.in_time_count end as in_time_count,
        case when not reasons.is_suppressed then reasons.late_count end as late_count,
        case when not reasons.is_suppressed then reasons.not_held_count end as not_held_count,
        case when not reasons.is_suppressed then reasons.not_judged_count end as not_judged_count
    from marts.fct_cancellation_reasons as reasons

)

select shown.*
from shown
order by shown.cancelled_count desc nulls last, shown.reason_code
