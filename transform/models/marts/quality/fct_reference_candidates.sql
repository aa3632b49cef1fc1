with candidates as (

    select * from {{ ref('int_reference_candidates') }}

),

unresolved as (

    select * from {{ ref('stg_people__unresolved') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

supervisees as (

    select * from {{ ref('fct_supervisees') }}

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

-- Which rows would meet what, if they were known to be somebody's.
meets as (

    select
        feed,
        column_name,
        meets_obligation_type as obligation_type
    from {{ ref('reference_words') }}

),

other_types as (

    select distinct obligation_type
    from meets
    where obligation_type <> 'staff_supervision'

),

overdue as (

    select
        'staff_supervision' as obligation_type,
        supervisees.worker_id,
        supervisees.opened_on
    from supervisees
    inner join run
        on run.data_date = supervisees.as_at
    where supervisees.is_in_force and supervisees.status_code = 'overdue'

    union all

    select
        obligations.obligation_type,
        obligations.worker_id,
        min(obligations.opened_on)
    from obligations
    inner join other_types
        on other_types.obligation_type = obligations.obligation_type
    cross join run
    inner join in_force
        on
            in_force.directorate_code = obligations.directorate_code
            and in_force.policy_id = obligations.policy_id
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    where
        marts.obligation_status(
            obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
            obligations.tolerance_days, obligations.notice_days, false, run.data_date
        ) = 'overdue'
    group by obligations.obligation_type, obligations.worker_id

),

final as (

    select
        candidates.reference_id,
        unresolved.feed,
        unresolved.column_name,
        unresolved.written as written_text,
        case when candidates.is_one_of_several then 'ambiguous' else unresolved.reason_code end as reason_code,
        candidates.worker_id,
        workers.worker_name,
        workers.team_id,
        candidates.place,
        candidates.likeness,
        candidates.why,
        candidates.is_employed_then,
        unresolved.last_evidence_on,
        meets.obligation_type,
        coalesce(
            overdue.opened_on < unresolved.last_evidence_on
            and (candidates.place = 1 or candidates.is_one_of_several),
            false
        ) as may_be_overdue_by_it
    from candidates
    inner join unresolved
        on unresolved.reference_id = candidates.reference_id
    inner join workers
        on workers.worker_id = candidates.worker_id
    left join meets
        on
            meets.feed = unresolved.feed
            and meets.column_name = unresolved.column_name
    left join overdue
        on
            overdue.obligation_type = meets.obligation_type
            and overdue.worker_id = candidates.worker_id

)

select * from final
