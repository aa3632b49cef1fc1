-- The phases of one person's programmes under the policy they are held to and the national floor.
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
    phases.worker_id,
    phases.asye_from,
    phases.policy_id,
    policies.policy_short_label,
    phases.is_held_to,
    phases.phase_number,
    phases.step,
    phases.interval_count,
    phases.interval_unit,
    phases.clause,
    phases.phase_from,
    phases.phase_to,
    phases.is_current,
    phases.is_measured,
    phases.sessions_expected_count,
    phases.sessions_held_count,
    phases.sessions_on_time_count,
    phases.sessions_missed_count
from marts.fct_asye_phases as phases
inner join seen
    on seen.worker_id = phases.worker_id
cross join marts.dim_run as run
inner join marts.dim_policies as policies
    on policies.policy_id = phases.policy_id
where
    (phases.is_held_to or phases.is_national_floor)
    and phases.phase_from <= run.data_date
order by phases.asye_from desc, phases.is_held_to desc, phases.policy_id, phases.phase_number
