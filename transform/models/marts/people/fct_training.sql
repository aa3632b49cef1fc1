with training as (

    select * from {{ ref('stg_sharepoint__training') }}

),

obligations as (

    select *
    from {{ ref('fct_obligations') }}
    where obligation_type = 'training'

),

conditions as (

    select *
    from {{ ref('rule_conditions') }}
    where condition_on = 'course'

),

rules as (

    select * from {{ ref('int_rules') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

codes as (

    select * from {{ ref('codes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

completed as (

    select
        training.worker_id,
        training.course_code,
        count(distinct training.completed_on)::integer as completions_count,
        max(training.completed_on) as last_completed_on,
        arg_max(
            struct_pack(file := training._source_file, line := training._source_row),
            struct_pack(a := training.completed_on, b := training._source_file, c := training._source_row)
        ) as last_row
    from training
    inner join run
        on training.completed_on <= run.data_date
    group by training.worker_id, training.course_code

),

-- What the policy a person is held to asks of them now; of two askings of one course, the one that falls due first.
asked as (

    select
        obligations.worker_id,
        conditions.code as course_code,
        obligations.policy_id,
        obligations.rule_id,
        rules.clause,
        obligations.opened_on,
        obligations.due_on,
        marts.obligation_status(
            obligations.opened_on,
            obligations.due_on,
            obligations.met_on,
            obligations.closed_on,
            obligations.tolerance_days,
            obligations.notice_days,
            false,
            run.data_date
        ) as status_code
    from obligations
    cross join run
    inner join workers
        on
            workers.worker_id = obligations.worker_id
            and workers.is_employed
    inner join in_force
        on
            in_force.directorate_code = coalesce(workers.directorate_code, 'unassigned')
            and in_force.policy_id = obligations.policy_id
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    inner join conditions
        on
            conditions.rule_id = obligations.rule_id
            and conditions.valid_from = obligations.rule_valid_from
    inner join rules
        on
            rules.rule_id = obligations.rule_id
            and rules.valid_from = obligations.rule_valid_from
    where obligations.closed_on is null
    qualify
        row_number() over (
            partition by obligations.worker_id, conditions.code
            order by obligations.due_on, obligations.obligation_id
        ) = 1

),

final as (

    select
        coalesce(asked.worker_id, completed.worker_id) as worker_id,
        coalesce(asked.course_code, completed.course_code) as course_code,
        coalesce(codes.label, asked.course_code, completed.course_code) as course_label,
        coalesce(completed.completions_count, 0)::integer as completions_count,
        completed.last_completed_on,
        asked.worker_id is not null as is_asked,
        asked.policy_id,
        asked.rule_id,
        asked.clause,
        asked.opened_on,
        asked.due_on,
        asked.status_code,
        completed.last_row.file as source_file,
        completed.last_row.line as source_row
    from asked
    full outer join completed
        on
            completed.worker_id = asked.worker_id
            and completed.course_code = asked.course_code
    left join codes
        on
            codes.code_list = 'course'
            and codes.code = coalesce(asked.course_code, completed.course_code)

)

select * from final
