-- Overdue people by how long they have been, every band also when nobody is in it.
with people as (

    select supervisees.*
    from marts.fct_supervisees as supervisees
    where
        supervisees.as_at = $as_at
        and supervisees.is_in_force
        and supervisees.status_code = 'overdue'
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], supervisees.team_id)
            or list_contains($worker_ids::varchar[], supervisees.worker_id)
        )
        and ($service is null or supervisees.service_name = $service)
        and ($team_id is null or supervisees.team_id = $team_id)

)

select
    bands.band_code,
    bands.label,
    count(people.worker_id) as people_count
from marts.dim_overdue_bands as bands
left join people
    on people.overdue_band_code = bands.band_code
group by bands.band_code, bands.label, bands.sort_order
order by bands.sort_order
