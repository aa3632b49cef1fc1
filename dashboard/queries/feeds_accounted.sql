-- Every feed with its age on the day the warehouse was built, its rows, and how much was found wrong in it.
-- Files, rows and codes only: nobody is named.
with problems as (

    select
        problems.feed,
        count(*) as problem_count
    from marts.fct_load_problems as problems
    group by problems.feed

),

checks as (

    select
        checks.feed,
        count(*) as check_count
    from marts.fct_data_quality as checks
    group by checks.feed

)

select
    feeds.feed,
    feeds.title,
    feeds.role,
    feeds.is_supplied,
    feeds.extracted_on,
    (run.built_at::date - feeds.extracted_on)::integer as age_days,
    feeds.freshness_days,
    feeds.is_stale,
    feeds.rows_received,
    feeds.rows_accepted,
    feeds.rows_quarantined,
    feeds.rows_duplicate,
    coalesce(feeds.rows_erased, 0) as rows_erased,
    coalesce(feeds.rows_expired, 0) as rows_expired,
    feeds.rows_received
    = feeds.rows_accepted + feeds.rows_quarantined + feeds.rows_duplicate
    + coalesce(feeds.rows_erased, 0) + coalesce(feeds.rows_expired, 0) as is_balanced,
    feeds.records_from,
    feeds.records_from_origin,
    coalesce(problems.problem_count, 0) as problem_count,
    coalesce(checks.check_count, 0) as check_count
from marts.dim_feeds as feeds
cross join marts.dim_run as run
left join problems
    on problems.feed = feeds.feed
left join checks
    on checks.feed = feeds.feed
order by
    feeds.is_supplied desc,
    feeds.is_stale desc,
    feeds.rows_quarantined desc,
    problem_count desc,
    feeds.role,
    feeds.title
