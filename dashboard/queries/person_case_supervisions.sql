-- Days on which cases were discussed with one person, and how many. No case is named.
with seen as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        workers.worker_id = $worker_id
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], workers.worker_id)
        )

)

select
    supervisions.worker_id,
    supervisions.supervised_on,
    count(*) as case_count
from marts.fct_case_supervisions as supervisions
inner join seen
    on seen.worker_id = supervisions.worker_id
cross join marts.dim_run as run
where
    supervisions.record_status_code = 'completed'
    and supervisions.supervised_on <= run.data_date
group by supervisions.worker_id, supervisions.supervised_on
order by supervisions.supervised_on desc
