-- Every review an ASYE asks for under the policy in force, as it stands on the data date.
select
    programmes.worker_id,
    programmes.worker_name,
    programmes.asye_from,
    programmes.team_name,
    programmes.is_running,
    reviews.milestone_months,
    reviews.due_on,
    reviews.met_on,
    reviews.closed_on,
    reviews.rule_id,
    reviews.policy_id,
    rules.clause,
    marts.obligation_status(
        reviews.opened_on, reviews.due_on, reviews.met_on, reviews.closed_on,
        reviews.tolerance_days, reviews.notice_days, false, run.data_date
    ) as status_code,
    run.data_date - reviews.due_on as days_past_due
from marts.fct_asye_programmes as programmes
cross join marts.dim_run as run
inner join marts.dim_policies_in_force as in_force
    on
        in_force.directorate_code = programmes.directorate_code
        and in_force.valid_from <= run.data_date
        and coalesce(in_force.valid_to > run.data_date, true)
inner join marts.fct_obligations as reviews
    on
        reviews.obligation_type = 'asye_review'
        and reviews.policy_id = in_force.policy_id
        and reviews.subject_id = programmes.worker_id
        and reviews.opened_on = programmes.asye_from
left join marts.dim_rules as rules
    on
        rules.rule_id = reviews.rule_id
        and rules.valid_from = reviews.rule_valid_from
where
    programmes.is_running
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], programmes.team_id)
        or list_contains($worker_ids::varchar[], programmes.worker_id)
    )
    and ($service is null or programmes.service_name = $service)
    and ($team_id is null or programmes.team_id = $team_id)
    and ($cohort::date is null or programmes.cohort_from = $cohort::date)
order by programmes.asye_from desc, programmes.worker_name, programmes.worker_id, reviews.milestone_months
