-- What went wrong while the files were read, by code, with one row as an example.
select
    problems.code,
    problems.title,
    problems.severity,
    problems.outcome,
    any_value(problems.fix) as fix,
    count(*) as problem_count,
    count(distinct problems.feed) as feed_count,
    string_agg(distinct feeds.title, ', ' order by feeds.title) as feed_titles,
    list_sort(list_distinct(list(problems.feed))) as feed_ids,
    arg_min(problems.sentence, (problems.file_name, problems.source_row)) as example_sentence,
    arg_min(problems.file_name, (problems.file_name, problems.source_row)) as example_file,
    arg_min(problems.source_row, (problems.file_name, problems.source_row)) as example_row,
    arg_min(problems.heading, (problems.file_name, problems.source_row)) as example_heading,
    case
        when $sees_everyone then arg_min(problems.typed_text, (problems.file_name, problems.source_row))
    end as example_text
from marts.fct_load_problems as problems
left join marts.dim_feeds as feeds
    on feeds.feed = problems.feed
where $sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0
group by problems.code, problems.title, problems.severity, problems.outcome
order by
    case problems.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    problem_count desc,
    problems.code,
    problems.outcome
