-- The people of one list: of one supervisor, one rule or one staff category, or whose supervisor is not there.
-- 'open' is everybody with something owed, 'in_date' those of them not overdue, 'unsupervised' whoever's line
-- manager is away, gone, unknown or not recorded, 'all' everybody; any other list is a status or a band of days
-- overdue. Without a policy named, each person is under the policy they are held to.
select
    people.policy_id,
    people.is_in_force,
    policies.policy_short_label,
    people.worker_id,
    people.worker_name,
    people.job_title,
    people.staff_category_code,
    people.staff_category_label,
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
inner join marts.dim_policies as policies
    on policies.policy_id = people.policy_id
where
    people.as_at = $as_at
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], people.team_id)
        or list_contains($worker_ids::varchar[], people.worker_id)
    )
    and ($service is null or people.service_name = $service)
    and ($team_id is null or people.team_id = $team_id)
    and case when $policy_id is null then people.is_in_force else people.policy_id = $policy_id end
    and ($rule_id is null or people.rule_id = $rule_id)
    and ($staff_category is null or people.staff_category_code = $staff_category)
    and ($supervisor_id is null or people.supervisor_id = $supervisor_id)
    and ($supervisor_state is null or people.supervisor_state = $supervisor_state)
    and case $list_name
        when 'all' then true
        when 'open' then people.status_code in ('overdue', 'due_soon', 'in_date')
        when 'in_date' then people.status_code in ('due_soon', 'in_date')
        when 'not_asked' then people.status_code in ('no_rule', 'not_measured', 'not_started')
        when 'unsupervised' then people.supervisor_state <> 'in_post'
        else coalesce(people.status_code = $list_name or people.overdue_band_code = $list_name, false)
    end
order by people.days_overdue desc nulls last, people.due_on nulls last, people.worker_name, people.worker_id
