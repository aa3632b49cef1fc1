-- Every rule and version with the people, cases or other things it judges now: all of them, and those held to its
-- policy. What one rule judges is counted once, with the version in force.
with judged as (

    select
        people.policy_id,
        people.rule_id,
        people.worker_id as subject_id,
        people.is_in_force as is_held,
        people.status_code = 'overdue' as is_overdue
    from marts.fct_supervisees as people
    where
        people.as_at = $data_date
        and people.rule_id is not null
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], people.team_id)
            or list_contains($worker_ids::varchar[], people.worker_id)
        )
        and ($service is null or people.service_name = $service)
        and ($team_id is null or people.team_id = $team_id)

    union all

    select
        cases.policy_id,
        cases.rule_id,
        cases.case_id as subject_id,
        cases.is_in_force as is_held,
        cases.status_code = 'overdue' as is_overdue
    from marts.fct_cases as cases
    where
        cases.as_at = $data_date
        and cases.rule_id is not null
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], cases.team_id)
            or list_contains($worker_ids::varchar[], cases.worker_id)
        )
        and ($service is null or cases.service_name = $service)
        and ($team_id is null or cases.team_id = $team_id)

    union all

    select
        reviews.policy_id,
        reviews.rule_id,
        reviews.subject_id,
        bool_or(in_force.policy_id is not null) as is_held,
        bool_or(run.data_date > reviews.due_on + reviews.tolerance_days) as is_overdue
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
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], workers.worker_id)
        )
        and ($service is null or workers.service_name = $service)
        and ($team_id is null or workers.team_id = $team_id)
    group by reviews.policy_id, reviews.rule_id, reviews.subject_id

    union all

    select
        asked.policy_id,
        asked.rule_id,
        asked.subject_id,
        bool_or(in_force.policy_id is not null) as is_held,
        bool_or(run.data_date > asked.due_on + asked.tolerance_days) as is_overdue
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
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], coalesce(workers.team_id, asked.team_id))
            or list_contains($worker_ids::varchar[], asked.worker_id)
        )
        and ($service is null or teams.service_name = $service)
        and ($team_id is null or coalesce(workers.team_id, asked.team_id) = $team_id)
    group by asked.policy_id, asked.rule_id, asked.subject_id

),

counted as (

    select
        judged.policy_id,
        judged.rule_id,
        count(*) as judged_count,
        count(*) filter (where judged.is_overdue) as judged_overdue_count,
        count(*) filter (where judged.is_held) as held_count,
        count(*) filter (where judged.is_held and judged.is_overdue) as held_overdue_count
    from judged
    group by judged.policy_id, judged.rule_id

),

-- The version that speaks for the rule: the one in force, else the last that was, else the first to come.
dated as (

    select
        rules.*,
        rules.valid_from <= run.data_date and coalesce(rules.valid_to > run.data_date, true) as is_current,
        row_number() over (
            partition by rules.policy_id, rules.rule_id
            order by
                rules.valid_from <= run.data_date desc,
                case when rules.valid_from <= run.data_date then rules.valid_from end desc,
                rules.valid_from
        ) = 1 as is_spoken_for
    from marts.dim_rules as rules
    cross join marts.dim_run as run

)

select
    rules.rule_id,
    rules.policy_id,
    policies.policy_label,
    policies.policy_short_label,
    policies.is_national_floor,
    rules.valid_from,
    rules.valid_to,
    rules.is_current,
    rules.outcome,
    rules.outcome_label,
    rules.obligation_type,
    rules.obligation_type_label,
    rules.kind_code,
    rules.kind_label,
    rules.group_code,
    rules.group_label,
    rules.rule_label,
    rules.binds_label,
    rules.clock_label,
    rules.steps_label,
    rules.starter_label,
    rules.longest_label,
    rules.thresholds_label,
    rules.counts_label,
    rules.clause,
    rules.is_our_reading,
    rules.reading,
    rules.tolerance_days,
    rules.notice_days,
    rules.needs_label,
    rules.is_measured,
    rules.not_measured_reason,
    case when $sees_counts then rules.bound_count end as bound_count,
    coalesce(counted.judged_count, 0) as judged_count,
    coalesce(counted.judged_overdue_count, 0) as judged_overdue_count,
    coalesce(counted.held_count, 0) as held_count,
    coalesce(counted.held_overdue_count, 0) as held_overdue_count
from dated as rules
inner join marts.dim_policies as policies
    on policies.policy_id = rules.policy_id
left join marts.dim_codes as outcomes
    on
        outcomes.code_list = 'rule_outcome'
        and outcomes.code = rules.outcome
left join counted
    on
        rules.is_spoken_for
        and counted.policy_id = rules.policy_id
        and counted.rule_id = rules.rule_id
order by
    policies.sort_order,
    rules.group_order nulls last,
    outcomes.sort_order nulls last,
    judged_count desc,
    rules.rule_label,
    rules.rule_id,
    rules.valid_from desc
