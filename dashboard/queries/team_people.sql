-- Everybody employed on the day shown whom the policy in force is about, in the place asked for and within the scope,
-- together with whoever the team's manager supervises in other teams.
with asked_teams as (

    select
        teams.team_id,
        teams.team_manager_id
    from marts.dim_teams as teams
    where
        ($sees_everyone or list_contains($team_ids::varchar[], teams.team_id))
        and ($service is null or teams.service_name = $service)
        and ($team_id is null or teams.team_id = $team_id)

),

final as (

    select
        people.worker_id,
        people.worker_name,
        people.job_title,
        people.is_nqsw,
        people.team_id,
        people.team_name,
        people.supervisor_id,
        people.supervisor_name,
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
        people.as_at = $data_date as is_latest,
        people.fell_due_supervisor_name,
        marts.add_interval(
            people.opened_on,
            marts.interval_months(people.interval_count, people.interval_unit),
            marts.interval_days(people.interval_count, people.interval_unit)
        ) as due_from_opening,
        marts.add_interval(
            people.judged_from,
            marts.interval_months(people.interval_count, people.interval_unit),
            marts.interval_days(people.interval_count, people.interval_unit)
        ) as due_from_change,
        coalesce(people.team_id in (select asked_teams.team_id from asked_teams), false) as is_in_team
    from marts.fct_supervisees as people
    where
        people.as_at = $as_at
        and people.is_in_force
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], people.team_id)
            or list_contains($worker_ids::varchar[], people.worker_id)
        )
        and (
            people.team_id in (select asked_teams.team_id from asked_teams)
            or people.supervisor_id in (select asked_teams.team_manager_id from asked_teams)
            or people.worker_id in (select asked_teams.team_manager_id from asked_teams)
        )

)

select final.*
from final
order by final.days_overdue desc nulls last, final.due_on nulls last, final.worker_name, final.worker_id
