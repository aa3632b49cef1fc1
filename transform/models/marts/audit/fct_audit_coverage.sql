with plan as (

    select distinct
        audit_round,
        supervisor_id,
        due_on
    from {{ ref('stg_audit__plan') }}

),

audits as (

    select * from {{ ref('int_audits') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

feeds as (

    select * from {{ ref('stg_load__feeds') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

supplied as (

    select
        bool_or(feed = 'audit_plan' and is_supplied) as has_plan,
        bool_or(feed = 'audit_answers' and is_supplied) as has_answers
    from feeds

),

planned as (

    select
        audit_round,
        supervisor_id,
        due_on,
        row_number() over (partition by audit_round, supervisor_id order by due_on) as audit_number
    from plan

),

-- A moderation is not a second audit done.
done as (

    select
        audits.audit_id,
        audits.audit_round,
        audits.supervisor_id,
        audits.audited_on,
        row_number() over (
            partition by audits.audit_round, audits.supervisor_id
            order by audits.audited_on, audits.audit_id
        ) as audit_number
    from audits
    cross join supplied
    where not audits.is_moderation and supplied.has_plan

),

-- The first audit of a supervisor in a round settles the first line of the plan, the second the second.
matched as (

    select
        coalesce(planned.audit_round, done.audit_round) as audit_round,
        coalesce(planned.supervisor_id, done.supervisor_id) as supervisor_id,
        coalesce(planned.audit_number, done.audit_number) as audit_number,
        planned.due_on,
        done.audit_id,
        done.audited_on as done_on
    from planned
    full outer join done
        on
            done.audit_round = planned.audit_round
            and done.supervisor_id = planned.supervisor_id
            and done.audit_number = planned.audit_number

),

final as (

    select
        matched.audit_round,
        matched.supervisor_id,
        coalesce(workers.worker_name, matched.supervisor_id) as supervisor_name,
        matched.audit_number::integer as audit_number,
        workers.team_id,
        workers.team_name,
        coalesce(workers.service_name, 'Service not known') as service_name,
        matched.due_on is not null as is_planned,
        matched.due_on,
        matched.audit_id,
        matched.done_on,
        case
            when matched.due_on is null then 'unplanned'
            when matched.done_on <= matched.due_on then 'done_in_time'
            when matched.done_on is not null then 'done_late'
            when not supplied.has_answers then 'not_measured'
            when matched.due_on < run.data_date then 'overdue'
            else 'due'
        end as state_code,
        case
            when matched.done_on > matched.due_on then (matched.done_on - matched.due_on)::integer
            when matched.done_on is null and supplied.has_answers and matched.due_on < run.data_date
                then (run.data_date - matched.due_on)::integer
        end as days_late
    from matched
    cross join run
    cross join supplied
    left join workers
        on workers.worker_id = matched.supervisor_id

)

select * from final
