-- One row a person or case held to a policy, as it stands under it and as it would under the scenario. Where nobody is
-- held to the policy, everybody and everything that it judges. `marts` is what was published, `what_if.marts` what the
-- scenario comes to; both are made by the same SQL.
create table what_if.judged as
with people_before as (

    select * from marts.fct_supervisees
    where
        as_at = (select run.data_date from marts.dim_run as run)
        and policy_id = (select tried.policy_id from what_if.tried)

),

people_after as (

    select * from what_if.marts.fct_supervisees
    where
        as_at = (select run.data_date from marts.dim_run as run)
        and policy_id = (select tried.judged_by from what_if.tried)

),

cases_before as (

    select * from marts.fct_cases
    where
        as_at = (select run.data_date from marts.dim_run as run)
        and policy_id = (select tried.policy_id from what_if.tried)

),

cases_after as (

    select * from what_if.marts.fct_cases
    where
        as_at = (select run.data_date from marts.dim_run as run)
        and policy_id = (select tried.judged_by from what_if.tried)

),

people as (

    select
        'staff_supervision' as obligation_type,
        before.worker_id as subject_id,
        null as case_id,
        null as system_code,
        null as case_type_label,
        before.worker_id,
        before.worker_name,
        before.job_title,
        before.is_nqsw,
        true as is_worker_known,
        before.team_id,
        before.team_name,
        before.service_name,
        before.supervisor_id,
        before.supervisor_name,
        before.is_in_force or not exists (select 1 from people_before as held where held.is_in_force) as is_judged,
        before.status_code as status_before,
        coalesce(after.status_code, 'no_rule') as status_after,
        before.due_on as due_before,
        after.due_on as due_after,
        before.days_overdue as days_overdue_before,
        after.days_overdue as days_overdue_after,
        before.opened_on as opened_before,
        after.opened_on as opened_after,
        before.opened_by as opened_by_before,
        after.opened_by as opened_by_after,
        before.rule_id as rule_before,
        after.rule_id as rule_after,
        before.clause as clause_before,
        after.clause as clause_after,
        before.interval_count as interval_count_before,
        after.interval_count as interval_count_after,
        before.interval_unit as interval_unit_before,
        after.interval_unit as interval_unit_after,
        before.asked_interval_count as asked_count_before,
        after.asked_interval_count as asked_count_after,
        before.asked_interval_unit as asked_unit_before,
        after.asked_interval_unit as asked_unit_after
    from people_before as before
    left join people_after as after
        on after.worker_id = before.worker_id

),

cases as (

    select
        'case_supervision' as obligation_type,
        before.case_id as subject_id,
        before.case_id,
        before.system_code,
        before.case_type_label,
        before.worker_id,
        before.worker_name,
        null as job_title,
        null as is_nqsw,
        workers.worker_id is not null as is_worker_known,
        before.team_id,
        before.team_name,
        before.service_name,
        before.supervisor_id,
        before.supervisor_name,
        before.is_in_force or not exists (select 1 from cases_before as held where held.is_in_force) as is_judged,
        before.status_code as status_before,
        coalesce(after.status_code, 'no_rule') as status_after,
        before.due_on as due_before,
        after.due_on as due_after,
        before.days_overdue as days_overdue_before,
        after.days_overdue as days_overdue_after,
        before.opened_on as opened_before,
        after.opened_on as opened_after,
        before.opened_by as opened_by_before,
        after.opened_by as opened_by_after,
        before.rule_id as rule_before,
        after.rule_id as rule_after,
        before.clause as clause_before,
        after.clause as clause_after,
        before.interval_count as interval_count_before,
        after.interval_count as interval_count_after,
        before.interval_unit as interval_unit_before,
        after.interval_unit as interval_unit_after,
        before.asked_interval_count as asked_count_before,
        after.asked_interval_count as asked_count_after,
        before.asked_interval_unit as asked_unit_before,
        after.asked_interval_unit as asked_unit_after
    from cases_before as before
    left join cases_after as after
        on after.case_id = before.case_id
    left join marts.dim_workers as workers
        on workers.worker_id = before.worker_id

),

together as (

    select * from people
    union all
    select * from cases

)

-- Who is away is asked for nothing while they are.
select
    * exclude (is_judged, asked_count_before, asked_count_after, asked_unit_before, asked_unit_after),
    status_before in ('overdue', 'due_soon', 'in_date') as is_open_before,
    status_after in ('overdue', 'due_soon', 'in_date') as is_open_after,
    status_before = 'overdue' as is_overdue_before,
    status_after = 'overdue' as is_overdue_after,
    case
        when status_before <> 'away'
            then marts.times_a_year(
                marts.interval_months(asked_count_before, asked_unit_before),
                marts.interval_days(asked_count_before, asked_unit_before)
            )
    end as times_a_year_before,
    case
        when status_after <> 'away'
            then marts.times_a_year(
                marts.interval_months(asked_count_after, asked_unit_after),
                marts.interval_days(asked_count_after, asked_unit_after)
            )
    end as times_a_year_after
from together
where is_judged and list_contains((select tried.obligation_types from what_if.tried), obligation_type)
