-- One person, past or present, where they are within the scope; with how they stand under the policy
-- in force and, for an NQSW, by the national floor.
with held_to as (

    select in_force.policy_id, in_force.directorate_code
    from marts.dim_policies_in_force as in_force
    cross join marts.dim_run as run
    where
        in_force.valid_from <= run.data_date
        and coalesce(in_force.valid_to > run.data_date, true)

),

floor_standing as (

    select
        supervisees.worker_id,
        supervisees.status_code,
        supervisees.due_on
    from marts.fct_supervisees as supervisees
    inner join marts.dim_policies as policies
        on
            policies.policy_id = supervisees.policy_id
            and policies.is_national_floor
    where supervisees.as_at = $data_date

)

select
    workers.worker_id,
    workers.worker_name,
    workers.job_title,
    workers.team_id,
    workers.team_name,
    workers.service_name,
    workers.fte,
    workers.fte_origin,
    workers.employment_type_code,
    workers.employment_type_origin,
    workers.employed_from,
    workers.left_on,
    workers.is_employed,
    workers.is_nqsw,
    coalesce(people.policy_id, held_to.policy_id) as policy_id,
    policies.policy_label,
    workers.line_manager_id as supervisor_id,
    workers.line_manager_name as supervisor_name,
    people.supervisor_state,
    people.status_code,
    people.opened_on,
    people.opened_by,
    people.judged_from,
    people.due_on,
    people.overdue_since,
    people.days_overdue,
    people.sessions_missed,
    people.last_held_on,
    people.last_held_format_code,
    people.last_counted_on,
    people.rule_label,
    people.clause,
    people.is_our_reading,
    people.interval_count,
    people.interval_unit,
    people.away_from,
    people.away_to,
    people.is_away_long,
    people.has_arrangement,
    people.next_planned_on,
    floor_standing.status_code as floor_status_code,
    floor_standing.due_on as floor_due_on,
    marts.add_interval(
        people.opened_on,
        marts.interval_months(people.interval_count, people.interval_unit),
        marts.interval_days(people.interval_count, people.interval_unit)
    ) as due_from_opening,
    marts.add_interval(
        people.judged_from,
        marts.interval_months(people.interval_count, people.interval_unit),
        marts.interval_days(people.interval_count, people.interval_unit)
    ) as due_from_change
from marts.dim_workers as workers
left join marts.fct_supervisees as people
    on
        people.as_at = $data_date
        and people.worker_id = workers.worker_id
        and people.is_in_force
left join held_to
    on held_to.directorate_code = coalesce(workers.directorate_code, 'unassigned')
left join marts.dim_policies as policies
    on policies.policy_id = coalesce(people.policy_id, held_to.policy_id)
left join floor_standing
    on
        floor_standing.worker_id = workers.worker_id
        and workers.is_nqsw
where
    workers.worker_id = $worker_id
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], workers.worker_id)
    )
