with sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

reasons as (

    select * from {{ ref('cancellation_reasons') }}

),

obligations as (

    select *
    from {{ ref('fct_obligations') }}
    where obligation_type = 'session_rebooked'

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

asked as (

    select
        obligations.*,
        marts.obligation_status(
            obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
            obligations.tolerance_days, obligations.notice_days, false, run.data_date
        ) as status_code
    from obligations
    cross join run

),

-- What the policy in force asks of each: rearranged by a day.
asked_in_force as (

    select
        asked.subject_id,
        asked.rule_id,
        asked.due_on,
        asked.met_on,
        case
            when asked.status_code = 'met_on_time' then 'in_time'
            when asked.status_code = 'met_late' then 'late'
            when asked.status_code in ('overdue', 'closed_overdue') then 'not_held'
            when asked.status_code = 'closed_in_time' then 'ended'
            else 'not_due'
        end as held_again_code
    from asked
    inner join in_force
        on
            in_force.directorate_code = asked.directorate_code
            and in_force.policy_id = asked.policy_id
            and in_force.valid_from <= asked.opened_on
            and in_force.valid_to > asked.opened_on

),

cancelled as (

    select
        sessions.*,
        case
            when sessions.cancellation_reason_code is null then 'not_given'
            else coalesce(mapped.code, 'unmapped')
        end as reason_code
    from sessions
    inner join run
        on sessions.planned_on <= run.data_date
    inner join employments
        on
            employments.worker_id = sessions.worker_id
            and employments.employed_from <= sessions.planned_on
            and employments.employed_to > sessions.planned_on
    {{ join_code_mapping('cancellation_reason', 'sessions.cancellation_reason_code', 'mapped') }}
    where sessions.status_code = 'cancelled'

),

final as (

    select
        cancelled.session_id,
        cancelled.worker_id,
        main_posts.line_manager_id as supervisor_id,
        main_posts.team_id,
        coalesce(teams.service_name, 'Service not known') as service_name,
        coalesce(teams.directorate_code, 'unassigned') as directorate_code,
        workers.team_id as seen_by_team_id,
        cancelled.planned_on,
        last_day(cancelled.planned_on) as month_end_on,
        cancelled.reason_code,
        reasons.cancelled_by_code,
        cancelled.rearranged_to_on,
        coalesce(asked_in_force.held_again_code, 'not_asked') as held_again_code,
        asked_in_force.due_on as held_again_due_on,
        asked_in_force.met_on as held_again_on,
        asked_in_force.rule_id,
        cancelled._source_file as source_file,
        cancelled._source_row as source_row
    from cancelled
    inner join reasons
        on reasons.reason_code = cancelled.reason_code
    left join main_posts
        on
            main_posts.worker_id = cancelled.worker_id
            and main_posts.valid_from <= cancelled.planned_on
            and main_posts.valid_to > cancelled.planned_on
    left join teams
        on teams.team_id = main_posts.team_id
    left join workers
        on workers.worker_id = cancelled.worker_id
    left join asked_in_force
        on asked_in_force.subject_id = cancelled.session_supervisee_id

)

select * from final
