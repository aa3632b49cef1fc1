-- The people of one list. 'in_date' is everybody open and not overdue, 'open' everybody with something
-- owed, 'never' who is overdue with no session on record; any other list is a status or a band.
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
    ) as due_from_change
from marts.fct_supervisees as people
where
    people.as_at = $as_at
    and people.is_in_force
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], people.team_id)
        or list_contains($worker_ids::varchar[], people.worker_id)
    )
    and ($service is null or people.service_name = $service)
    and ($team_id is null or people.team_id = $team_id)
    and case $list_name
        when 'open' then people.status_code in ('overdue', 'due_soon', 'in_date')
        when 'in_date' then people.status_code in ('due_soon', 'in_date')
        when 'never' then people.status_code = 'overdue' and people.last_held_on is null
        else coalesce(people.status_code = $list_name or people.overdue_band_code = $list_name, false)
    end
order by people.days_overdue desc nulls last, people.due_on nulls last, people.worker_name, people.worker_id
limit coalesce($first_rows, 100000)
