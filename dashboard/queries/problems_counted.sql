-- What went wrong while the files were read, by code: how many rows of what, who can mend it, what it does to the
-- figures, and one row as an example.
with by_feed as (

    select
        problems.code,
        problems.outcome,
        problems.severity,
        problems.title,
        problems.feed,
        any_value(feeds.title) as feed_title,
        count(*) as problem_count,
        count(distinct problems.file_name || '/' || problems.source_row) as rows_count,
        any_value(feeds.row_label) as row_label,
        any_value(feeds.rows_label) as rows_label,
        any_value(problems.owner) as owner,
        any_value(problems.fix) as fix,
        min(problems.effect) as effect,
        min({
            'file': problems.file_name, 'row': problems.source_row, 'heading': problems.heading,
            'sentence': problems.sentence, 'typed': problems.typed_text
        }) as example
    from marts.fct_load_problems as problems
    left join marts.dim_feeds as feeds
        on feeds.feed = problems.feed
    where $sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0
    group by problems.code, problems.outcome, problems.severity, problems.title, problems.feed

)

select
    by_feed.code,
    by_feed.title,
    by_feed.severity,
    by_feed.outcome,
    any_value(by_feed.fix) as fix,
    sum(by_feed.problem_count)::bigint as problem_count,
    count(by_feed.feed) as feed_count,
    string_agg(by_feed.feed_title, ', ' order by by_feed.feed_title) as feed_titles,
    list_sort(list_distinct(list(by_feed.feed))) as feed_ids,
    list_sort(list_distinct(list(by_feed.owner))) as owners,
    string_agg(
        case
            when by_feed.rows_count = 1 then '1 ' || by_feed.row_label
            when by_feed.rows_count > 1 then format('{:,}', by_feed.rows_count) || ' ' || by_feed.rows_label
        end,
        ', ' order by by_feed.rows_count desc, by_feed.feed
    ) as concerned,
    string_agg(distinct by_feed.effect, '. ' order by by_feed.effect) as effect,
    (min(by_feed.example)).sentence as example_sentence,
    (min(by_feed.example)).file as example_file,
    (min(by_feed.example)).row as example_row,
    (min(by_feed.example)).heading as example_heading,
    case when $sees_everyone then (min(by_feed.example)).typed end as example_text
from by_feed
group by by_feed.code, by_feed.title, by_feed.severity, by_feed.outcome
order by
    case by_feed.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    problem_count desc,
    by_feed.code,
    by_feed.outcome
