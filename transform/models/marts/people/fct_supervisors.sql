with supervisees as (

    select * from {{ ref('fct_supervisees') }}

),

cases as (

    select * from {{ ref('fct_cases') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

spans as (

    select
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
    group by supervisor_id

),

case_counts as (

    select
        supervisor_id,
        (count(*) filter (where status_code in ('in_date', 'due_soon', 'overdue')))::integer as case_open_count,
        (count(*) filter (where status_code = 'overdue'))::integer as case_overdue_count
    from cases
    where supervisor_id is not null and is_in_force
    group by supervisor_id

),

own as (

    select
        worker_id,
        status_code,
        due_on,
        days_overdue
    from supervisees
    where is_in_force

),

away_now as (

    select
        long_absences.worker_id,
        max(long_absences.away_to) as away_to
    from long_absences
    inner join run
        on long_absences.away_from <= run.data_date and long_absences.away_to > run.data_date
    group by long_absences.worker_id

),

final as (

    select
        spans.supervisor_id,
        coalesce(spans.supervisor_name, spans.supervisor_id) as supervisor_name,
        spans.supervisor_state,
        case when away_now.away_to < 'infinity'::date then away_now.away_to - 1 end as away_to,
        workers.left_on,
        workers.team_id,
        workers.team_name,
        workers.service_name,
        workers.directorate_code,
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
    left join away_now
        on away_now.worker_id = spans.supervisor_id
    left join case_counts
        on case_counts.supervisor_id = spans.supervisor_id
    left join own
        on own.worker_id = spans.supervisor_id

)

select * from final
