-- The teams, or the line managers, of one funnel that the reader may see: those outside the limits first, then by
-- service and name. Places are not ranked.
select
    places.place_id,
    case when places.level_code = 'supervisor' then places.place_id end as worker_id,
    places.place_name,
    places.service_name,
    places.team_id,
    places.numerator,
    places.denominator,
    places.council_numerator,
    places.council_denominator,
    places.is_beyond_chance,
    places.places_count,
    places.near_low,
    places.near_high,
    places.position_code
from marts.fct_funnel_places as places
left join marts.dim_codes as codes
    on
        codes.code_list = 'funnel_position'
        and codes.code = places.position_code
where
    places.as_at = $as_at
    and places.policy_id = 'in_force'
    and places.measure_code = $measure_code
    and places.level_code = $level_code
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], places.team_id)
        or (places.level_code = 'supervisor' and list_contains($worker_ids::varchar[], places.place_id))
    )
    and ($service is null or places.service_name = $service)
    and ($team_id is null or places.team_id = $team_id)
order by
    places.position_code = 'within',
    codes.sort_order,
    places.service_name nulls last,
    places.place_name,
    places.place_id
