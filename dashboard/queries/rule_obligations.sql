-- What is open under one rule that is neither supervision nor a review, most overdue first. One row an obligation.
select
    asked.obligation_id,
    asked.subject_type,
    asked.subject_id,
    asked.worker_id,
    workers.worker_name,
    teams.team_name,
    asked.opened_on,
    asked.due_on,
    run.data_date > asked.due_on + asked.tolerance_days as is_overdue,
    run.data_date - asked.due_on as days_past_due
from marts.fct_obligations as asked
inner join marts.dim_run as run
    on asked.opened_on <= run.data_date and coalesce(asked.closed_on > run.data_date, true)
left join marts.dim_workers as workers
    on workers.worker_id = asked.worker_id
left join marts.dim_teams as teams
    on teams.team_id = coalesce(workers.team_id, asked.team_id)
left join marts.dim_policies_in_force as in_force
    on
        in_force.policy_id = asked.policy_id
        and in_force.directorate_code = asked.directorate_code
        and in_force.valid_from <= run.data_date
        and coalesce(in_force.valid_to > run.data_date, true)
where
    asked.obligation_type not in ('staff_supervision', 'case_supervision', 'asye_review')
    and asked.policy_id = $policy_id
    and asked.rule_id = $rule_id
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], coalesce(workers.team_id, asked.team_id))
        or list_contains($worker_ids::varchar[], asked.worker_id)
    )
    and ($service is null or teams.service_name = $service)
    and ($team_id is null or coalesce(workers.team_id, asked.team_id) = $team_id)
    and (not $held_only or in_force.policy_id is not null)
    and (not $overdue_only or run.data_date > asked.due_on + asked.tolerance_days)
order by asked.due_on, workers.worker_name, asked.subject_id, asked.obligation_id
