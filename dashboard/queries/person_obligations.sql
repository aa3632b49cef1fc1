-- What one policy asked for about one person, newest first, with the status of each on the data date. When a panel
-- met is for the person and their own line of management: beside a programme that goes on it would say what it decided.
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
    obligations.obligation_id,
    obligations.worker_id,
    obligations.policy_id,
    obligations.rule_id,
    obligations.obligation_type,
    obligations.milestone_months,
    obligations.opened_on,
    obligations.due_on,
    obligations.met_on,
    obligations.closed_on,
    obligations.closed_reason,
    obligations.interval_count,
    obligations.interval_unit,
    -- What is asked for once is said to be within a time, and what comes round again every so often.
    not coalesce(starts_with(rules.steps_label, 'within'), false) as comes_round,
    obligations.supervisor_id,
    supervisors.worker_name as supervisor_name,
    marts.obligation_status(
        obligations.opened_on,
        obligations.due_on,
        obligations.met_on,
        obligations.closed_on,
        obligations.tolerance_days,
        obligations.notice_days,
        false,
        run.data_date
    ) as status_code,
    case
        when obligations.obligation_type = 'staff_supervision' then marts.sessions_missed(
            obligations.opened_on,
            obligations.due_on,
            obligations.met_on,
            obligations.closed_on,
            marts.interval_months(obligations.interval_count, obligations.interval_unit),
            marts.interval_days(obligations.interval_count, obligations.interval_unit),
            run.data_date
        )
    end as sessions_missed
from marts.fct_obligations as obligations
inner join seen
    on
        seen.worker_id = obligations.subject_id
        and obligations.subject_type = 'worker'
cross join marts.dim_run as run
left join marts.dim_rules as rules
    on
        rules.rule_id = obligations.rule_id
        and rules.valid_from = obligations.rule_valid_from
left join marts.dim_workers as supervisors
    on supervisors.worker_id = obligations.supervisor_id
where
    obligations.policy_id = $policy_id
    and obligations.opened_on <= run.data_date
    and (
        obligations.obligation_type <> 'asye_panel'
        or obligations.worker_id = $reader_id
        or exists (
            select 1
            from marts.dim_management_lines as lines
            where
                lines.manager_id = $reader_id
                and lines.worker_id = obligations.worker_id
        )
    )
order by obligations.due_on desc, obligations.obligation_id
