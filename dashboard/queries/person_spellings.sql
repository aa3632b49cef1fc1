-- What else than their employee number one person was told by, for who may see them.
select
    matched.feed,
    feeds.title as feed_title,
    matched.heading,
    matched.written_text,
    matched.matched_by,
    sum(matched.rows_count)::integer as rows_count
from marts.fct_matched_references as matched
inner join marts.dim_workers as workers
    on workers.worker_id = matched.worker_id
left join marts.dim_feeds as feeds
    on feeds.feed = matched.feed
where
    matched.worker_id = $worker_id
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], workers.worker_id)
    )
group by matched.feed, feeds.title, matched.heading, matched.written_text, matched.matched_by
order by feeds.title, matched.heading, matched.written_text
