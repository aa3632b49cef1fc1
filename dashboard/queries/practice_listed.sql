-- What stands behind one number of one measure, within the scope: what is not as asked first, then the newest. A month
-- narrows it to that month, also to the running one.
with limits as (

    select max(limits.limit_value)::integer as period_months
    from marts.dim_assurance_limits as limits
    where limits.limit_code = 'practice_period'

),

bounds as (

    select
        date_trunc('month', $as_at::date + 1)::date - 1 as now_to,
        (date_trunc('month', $as_at::date + 1) - to_months(limits.period_months))::date - 1 as before_to,
        (date_trunc('month', $as_at::date + 1) - to_months(limits.period_months * 2))::date - 1 as before_after
    from limits

)

select
    practice.practice_id,
    practice.measure_code,
    practice.subject_type,
    practice.subject_id,
    practice.worker_id,
    workers.worker_name,
    workers.job_title,
    practice.supervisor_id,
    supervisors.worker_name as supervisor_name,
    case
        when $sees_everyone or list_contains($team_ids::varchar[], practice.team_id) then teams.team_name
    end as team_name,
    practice.judged_on,
    practice.told_of,
    practice.result_code,
    practice.opened_on,
    practice.due_on,
    practice.met_on,
    practice.detail,
    practice.rule_id,
    practice.clause,
    rules.rule_label,
    sessions.session_id,
    sessions.source_file,
    sessions.source_row
from marts.fct_practice as practice
cross join bounds
left join marts.dim_workers as workers
    on workers.worker_id = practice.worker_id
left join marts.dim_workers as supervisors
    on supervisors.worker_id = practice.supervisor_id
left join marts.dim_teams as teams
    on teams.team_id = practice.team_id
left join marts.dim_rules as rules
    on
        rules.rule_id = practice.rule_id
        and rules.valid_from = practice.rule_valid_from
left join marts.fct_sessions as sessions
    on
        sessions.worker_id = practice.worker_id
        and sessions.session_id || '/' || sessions.worker_id = practice.subject_id
where
    practice.measure_code = $measure_code
    and (
        (practice.told_of = 'day' and practice.judged_on = coalesce($period_to::date, $as_at::date))
        or (
            practice.told_of = 'period'
            and case
                when $period_to::date is not null then practice.month_end_on = $period_to::date
                else practice.judged_on > bounds.before_to and practice.judged_on <= bounds.now_to
            end
            and practice.judged_on <= $as_at::date
        )
    )
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], practice.seen_by_team_id)
        or list_contains($worker_ids::varchar[], practice.worker_id)
    )
    and ($service is null or practice.service_name = $service)
    and ($team_id is null or practice.team_id = $team_id)
    and ($supervisor_id is null or coalesce(practice.supervisor_id, 'none') = $supervisor_id)
    and case $list_name
        when 'judged' then practice.is_judged
        when 'not_measured' then practice.result_code in ('not_known', 'not_recognised')
        else practice.result_code = $list_name
    end
order by
    practice.result_code = 'met',
    practice.judged_on desc,
    practice.due_on,
    workers.worker_name nulls last,
    practice.practice_id
