-- How many identifiers the council settled, to somebody and to nobody, and how many rows they tell. Counts alone.
select
    count(*)::integer as settled_count,
    coalesce(sum(told.rows_count), 0)::integer as rows_count,
    count(*) filter (where told.is_nobody)::integer as nobody_count,
    coalesce(sum(told.rows_count) filter (where told.is_nobody), 0)::integer as nobody_rows_count
from (
    select distinct
        lower(settled.identifier) as identifier,
        settled.system,
        settled.worker_id is null as is_nobody,
        settled.rows_count
    from marts.fct_settled_identifiers as settled
    where settled.stands
) as told
where $sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0
