-- What the council settled and whom it means, those that tell most rows first. An identifier may hold a name: it shows to
-- who sees everyone, and to whoever sees the one person it means.
with seen as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        $sees_everyone
        or list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], workers.worker_id)

)

select
    case when $sees_everyone or seen.worker_id is not null then settled.identifier end as identifier,
    settled.system,
    case when seen.worker_id is not null then settled.worker_id end as worker_id,
    case when seen.worker_id is not null then settled.worker_name end as worker_name,
    settled.worker_id is null as is_nobody,
    settled.settled_by,
    settled.settled_on,
    settled.rows_count,
    settled.source_file,
    settled.source_row
from marts.fct_settled_identifiers as settled
left join seen
    on seen.worker_id = settled.worker_id
where
    settled.stands
    and ($sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0)
order by is_nobody desc, settled.rows_count desc, settled.identifier, settled.system, settled.source_row
