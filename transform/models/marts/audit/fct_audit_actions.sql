with actions as (

    select * from {{ ref('stg_audit__actions') }}

),

audits as (

    select * from {{ ref('int_audits') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

obligations as (

    select * from {{ ref('fct_obligations') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- What is dated after the data date has not happened.
known as (

    select
        actions.*,
        case when actions.completed_on <= run.data_date then actions.completed_on end as done_on,
        run.data_date
    from actions
    cross join run

),

-- The ledger's row under the policy the owner is held to, where that policy asks for actions.
owed as (

    select
        obligations.subject_id as action_id,
        obligations.obligation_id,
        obligations.tolerance_days
    from obligations
    cross join run
    inner join in_force
        on
            in_force.policy_id = obligations.policy_id
            and in_force.directorate_code = obligations.directorate_code
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    where obligations.obligation_type = 'audit_action'

),

judged as (

    select
        known.*,
        owed.obligation_id,
        known.due_on + coalesce(owed.tolerance_days, 0) as late_after_on
    from known
    left join owed
        on owed.action_id = known.action_id

),

final as (

    select
        known.action_id,
        known.obligation_id,
        known.audit_id,
        audits.audit_id is not null as is_audit_known,
        audits.audit_round,
        audits.audited_on,
        known.owner_id,
        coalesce(workers.worker_name, known.owner_id) as owner_name,
        coalesce(workers.is_employed, false) as is_owner_here,
        workers.left_on as owner_left_on,
        workers.team_id,
        workers.team_name,
        coalesce(workers.service_name, 'Service not known') as service_name,
        coalesce(workers.directorate_code, 'unassigned') as directorate_code,
        known.due_on,
        known.done_on as completed_on,
        case
            when known.done_on <= known.late_after_on then 'done_in_time'
            when known.done_on is not null then 'done_late'
            when known.late_after_on < known.data_date then 'overdue'
            else 'open'
        end as state_code,
        case
            when coalesce(known.done_on, known.data_date) > known.late_after_on
                then (coalesce(known.done_on, known.data_date) - known.due_on)::integer
        end as days_late,
        known._source_file as source_file,
        known._source_row as source_row
    from judged as known
    left join audits
        on audits.audit_id = known.audit_id
    left join workers
        on workers.worker_id = known.owner_id

)

select * from final
