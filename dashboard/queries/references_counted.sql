-- Which headings name people who cannot be told, how often, and what hangs on it. Counts alone.
with overdue as (

    select
        candidates.feed,
        candidates.column_name,
        count(distinct candidates.worker_id)::integer as people_overdue_count
    from marts.fct_reference_candidates as candidates
    where candidates.may_be_overdue_by_it
    group by candidates.feed, candidates.column_name

)

select
    listed.feed,
    any_value(feeds.title) as feed_title,
    listed.column_name,
    any_value(listed.who_label) as who_label,
    any_value(listed.row_label) as row_label,
    any_value(listed.rows_label) as rows_label,
    any_value(listed.is_subject) as is_subject,
    count(*)::integer as texts_count,
    sum(listed.rows_count)::integer as rows_count,
    sum(listed.cases_count)::integer as cases_count,
    sum(listed.people_count)::integer as people_count,
    coalesce(any_value(overdue.people_overdue_count), 0) as people_overdue_count
from marts.fct_unresolved_references as listed
left join marts.dim_feeds as feeds
    on feeds.feed = listed.feed
left join overdue
    on
        overdue.feed = listed.feed
        and overdue.column_name = listed.column_name
where $sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0
group by listed.feed, listed.column_name
order by people_overdue_count desc, cases_count desc, people_count desc, rows_count desc, listed.feed, listed.column_name
