-- What went wrong while the files were read, row by row. What was typed may hold an id, so it shows only to who
-- sees everyone.
select
    problems.code,
    problems.title,
    problems.severity,
    problems.outcome,
    problems.feed,
    feeds.title as feed_title,
    problems.file_name,
    problems.source_row,
    problems.heading,
    case when $sees_everyone then problems.typed_text end as typed_text,
    problems.sentence,
    problems.fix,
    problems.owner,
    problems.effect
from marts.fct_load_problems as problems
left join marts.dim_feeds as feeds
    on feeds.feed = problems.feed
where
    ($feed is null or problems.feed = $feed)
    and ($code is null or problems.code = $code)
    and ($outcome is null or problems.outcome = $outcome)
    and ($sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0)
order by
    case problems.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    problems.file_name,
    problems.source_row nulls first,
    problems.heading
