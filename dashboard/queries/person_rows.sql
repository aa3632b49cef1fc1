-- The rows of exports that are about one person, feed by feed, newest first. Where they stand and of which day, no more.
with seen as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        workers.worker_id = $worker_id
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], workers.worker_id)
        )

)

select
    listed.worker_id,
    listed.feed,
    feeds.title,
    listed.dated_on,
    listed.record_id,
    listed.source_file,
    listed.source_row
from marts.fct_worker_rows as listed
inner join seen
    on seen.worker_id = listed.worker_id
left join marts.dim_feeds as feeds
    on feeds.feed = listed.feed
order by
    feeds.title,
    listed.feed,
    listed.dated_on desc nulls last,
    listed.source_file,
    listed.source_row
