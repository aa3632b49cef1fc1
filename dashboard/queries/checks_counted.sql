-- What does not add up in the rows that stand, by check, with its effect on the numbers.
select
    checks.check_code,
    checks.check_title,
    checks.check_effect as effect,
    count(*) as finding_count,
    sum(checks.rows_count)::integer as rows_count,
    string_agg(distinct feeds.title, ', ' order by feeds.title) as feed_titles,
    list_sort(list_distinct(list(checks.feed))) as feed_ids
from marts.fct_data_quality as checks
left join marts.dim_feeds as feeds
    on feeds.feed = checks.feed
group by checks.check_code, checks.check_title, checks.check_effect
order by rows_count desc, checks.check_code
