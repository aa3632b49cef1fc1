-- The lines of one funnel: the same for everybody, they are made of the whole council.
select
    limits.size,
    limits.near_low,
    limits.near_high,
    limits.far_low,
    limits.far_high,
    limits.is_exact
from marts.fct_funnel_limits as limits
where
    limits.as_at = $as_at
    and limits.policy_id = 'in_force'
    and limits.measure_code = $measure_code
    and limits.level_code = $level_code
order by limits.size
