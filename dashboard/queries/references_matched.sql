-- How many rows were told by something else than the employee number, by what. Counts alone.
select
    matched.matched_by,
    count(distinct matched.written_text)::integer as texts_count,
    sum(matched.rows_count)::integer as rows_count
from marts.fct_matched_references as matched
where $sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0
group by matched.matched_by
order by rows_count desc, matched.matched_by
