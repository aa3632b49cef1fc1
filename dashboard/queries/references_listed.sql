-- Every text that tells nobody, most that hangs on it first. What was written may hold a name, so it shows to who sees
-- everyone, and to whoever sees the one person it most likely means.
with seen as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        $sees_everyone
        or list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], workers.worker_id)

),

likeliest_seen as (

    select distinct candidates.reference_id
    from marts.fct_reference_candidates as candidates
    inner join seen
        on seen.worker_id = candidates.worker_id
    where candidates.place = 1

)

select
    listed.feed,
    feeds.title as feed_title,
    listed.column_name,
    listed.heading,
    case when $sees_everyone or likeliest_seen.reference_id is not null then listed.written_text end as written_text,
    listed.reason,
    listed.rows_count,
    listed.effect,
    case when $sees_everyone then listed.nearest_people end as nearest_people,
    listed.candidates_count,
    listed.source_file,
    listed.source_row
from marts.fct_unresolved_references as listed
left join marts.dim_feeds as feeds
    on feeds.feed = listed.feed
left join likeliest_seen
    on likeliest_seen.reference_id = listed.reference_id
where
    ($feed is null or listed.feed = $feed)
    and ($column_name is null or listed.column_name = $column_name)
    and ($sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0)
order by
    listed.people_overdue_count desc, listed.cases_count desc, listed.people_count desc, listed.rows_count desc,
    listed.feed, listed.column_name, listed.written_text
