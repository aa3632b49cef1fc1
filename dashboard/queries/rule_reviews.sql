-- NQSWs with a review still open under one rule, most overdue first. One row a person.
select
    reviews.subject_id as worker_id,
    any_value(workers.worker_name) as worker_name,
    any_value(workers.team_id) as team_id,
    any_value(workers.team_name) as team_name,
    bool_or(in_force.policy_id is not null) as is_in_force,
    bool_or(run.data_date > reviews.due_on + reviews.tolerance_days) as is_overdue,
    arg_min(reviews.milestone_months, reviews.due_on) as milestone_months,
    min(reviews.due_on) as due_on,
    max(run.data_date - reviews.due_on) as days_past_due,
    count(*) as review_count
from marts.fct_obligations as reviews
inner join marts.dim_run as run
    on reviews.opened_on <= run.data_date and coalesce(reviews.closed_on > run.data_date, true)
inner join marts.dim_workers as workers
    on workers.worker_id = reviews.subject_id
left join marts.dim_policies_in_force as in_force
    on
        in_force.policy_id = reviews.policy_id
        and in_force.directorate_code = workers.directorate_code
        and in_force.valid_from <= run.data_date
        and coalesce(in_force.valid_to > run.data_date, true)
where
    reviews.obligation_type = 'asye_review'
    and reviews.policy_id = $policy_id
    and reviews.rule_id = $rule_id
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], workers.worker_id)
    )
    and ($service is null or workers.service_name = $service)
    and ($team_id is null or workers.team_id = $team_id)
    and (not $held_only or in_force.policy_id is not null)
group by reviews.subject_id
having not $overdue_only or is_overdue
order by due_on, worker_name, worker_id
