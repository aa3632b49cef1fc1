-- What does not add up in the rows that stand, finding by finding. Whom or what it is about shows where the
-- reader may see them; a code or a team is nobody.
with seen_workers as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], workers.worker_id)

),

seen_cases as (

    select distinct cases.case_id
    from marts.fct_cases as cases
    where
        cases.as_at = $data_date
        and (
            list_contains($team_ids::varchar[], cases.team_id)
            or list_contains($worker_ids::varchar[], cases.worker_id)
        )

)

select
    checks.check_code,
    checks.check_title,
    checks.feed,
    feeds.title as feed_title,
    checks.subject_type,
    case
        when
            $sees_everyone
            or checks.subject_type in ('code', 'team')
            or (
                checks.subject_type = 'worker'
                and checks.subject_id in (select seen_workers.worker_id from seen_workers)
            )
            or (checks.subject_type = 'case' and checks.subject_id in (select seen_cases.case_id from seen_cases))
            then checks.subject_id
    end as subject_id,
    checks.subject_type = 'worker'
    and $sees_everyone
    and checks.subject_id in (select workers.worker_id from marts.dim_workers as workers) as is_worker_known,
    checks.detail,
    checks.check_effect,
    checks.effect,
    checks.rows_count,
    checks.source_file,
    checks.source_row
from marts.fct_data_quality as checks
left join marts.dim_feeds as feeds
    on feeds.feed = checks.feed
where
    ($feed is null or checks.feed = $feed)
    and ($check_code is null or checks.check_code = $check_code)
    and ($sees_counts or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0)
order by checks.check_code, checks.rows_count desc, checks.source_file, checks.source_row
