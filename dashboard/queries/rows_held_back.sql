-- The rows that were held back, each once however much is wrong with it.
select
    problems.feed,
    any_value(feeds.title) as feed_title,
    problems.file_name,
    problems.source_row,
    string_agg(distinct problems.heading, ', ' order by problems.heading) as headings,
    case when $sees_everyone then list_sort(list_distinct(list(problems.typed_text))) end as typed_texts,
    string_agg(distinct problems.sentence, ' ') as sentences,
    string_agg(distinct problems.fix, ' ') as fixes
from marts.fct_load_problems as problems
left join marts.dim_feeds as feeds
    on feeds.feed = problems.feed
where
    problems.outcome = 'row quarantined'
    and problems.source_row is not null
    and ($feed is null or problems.feed = $feed)
    and ($sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0)
group by problems.feed, problems.file_name, problems.source_row
order by problems.file_name, problems.source_row
