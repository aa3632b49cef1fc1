with supervisees as (

    select * from {{ ref('fct_supervisees') }}

),

cases as (

    select * from {{ ref('fct_cases') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

workers_on_days as (

    select * from {{ ref('int_workers_on_days') }}

),

days as (

    select * from {{ ref('int_as_at_days') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

spans as (

    select
        as_at,
        supervisor_id,
        min(supervisor_name) as supervisor_name,
        min(supervisor_state) as supervisor_state,
        count(*)::integer as span_count,
        (count(*) filter (where status_code in ('in_date', 'due_soon', 'overdue')))::integer as open_count,
        (count(*) filter (where status_code in ('in_date', 'due_soon')))::integer as in_date_count,
        (count(*) filter (where status_code = 'overdue'))::integer as overdue_count,
        (count(*) filter (where status_code = 'away'))::integer as away_count,
        (count(*) filter (where status_code = 'no_rule'))::integer as no_rule_count,
        max(days_overdue) as longest_overdue_days,
        (count(*) filter (where is_nqsw))::integer as nqsw_count
    from supervisees
    where supervisor_id is not null and is_in_force
    group by as_at, supervisor_id

),

case_counts as (

    select
        as_at,
        supervisor_id,
        (count(*) filter (where status_code in ('in_date', 'due_soon', 'overdue')))::integer as case_open_count,
        (count(*) filter (where status_code = 'overdue'))::integer as case_overdue_count
    from cases
    where supervisor_id is not null and is_in_force
    group by as_at, supervisor_id

),

own as (

    select
        as_at,
        worker_id,
        status_code,
        due_on,
        days_overdue
    from supervisees
    where is_in_force

),

away_then as (

    select
        days.as_at,
        long_absences.worker_id,
        max(long_absences.away_to) as away_to
    from long_absences
    inner join days
        on
            long_absences.away_from <= days.as_at
            and long_absences.away_to > days.as_at
    group by days.as_at, long_absences.worker_id

),

-- The last day of the employment that was theirs on the day, or of the last one before it.
left_by as (

    select
        days.as_at,
        employments.worker_id,
        max(employments.employed_to) as employed_to
    from employments
    inner join days
        on employments.employed_from <= days.as_at
    group by days.as_at, employments.worker_id

),

final as (

    select
        spans.as_at,
        spans.supervisor_id,
        coalesce(spans.supervisor_name, spans.supervisor_id) as supervisor_name,
        spans.supervisor_state,
        case when away_then.away_to < 'infinity'::date then away_then.away_to - 1 end as away_to,
        case
            when workers.worker_id is not null and left_by.employed_to <= spans.as_at + 1
                then left_by.employed_to - 1
        end as left_on,
        case when workers.worker_id is not null then workers_on_days.team_id end as team_id,
        case when workers.worker_id is not null then workers_on_days.team_name end as team_name,
        case when workers.worker_id is not null then workers_on_days.service_name end as service_name,
        case when workers.worker_id is not null then coalesce(workers_on_days.directorate_code, 'unassigned') end
            as directorate_code,
        spans.span_count,
        spans.open_count,
        spans.in_date_count,
        spans.overdue_count,
        spans.away_count,
        spans.no_rule_count,
        spans.longest_overdue_days,
        coalesce(case_counts.case_open_count, 0) as case_open_count,
        coalesce(case_counts.case_overdue_count, 0) as case_overdue_count,
        spans.nqsw_count,
        own.status_code as own_status_code,
        own.due_on as own_due_on,
        own.days_overdue as own_days_overdue
    from spans
    left join workers
        on workers.worker_id = spans.supervisor_id
    left join workers_on_days
        on
            workers_on_days.as_at = spans.as_at
            and workers_on_days.worker_id = spans.supervisor_id
    left join left_by
        on
            left_by.as_at = spans.as_at
            and left_by.worker_id = spans.supervisor_id
    left join away_then
        on
            away_then.as_at = spans.as_at
            and away_then.worker_id = spans.supervisor_id
    left join case_counts
        on
            case_counts.as_at = spans.as_at
            and case_counts.supervisor_id = spans.supervisor_id
    left join own
        on
            own.as_at = spans.as_at
            and own.worker_id = spans.supervisor_id

)

select * from final
