with programmes as (

    select * from {{ ref('int_programmes') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

supervisees as (

    select *
    from {{ ref('fct_supervisees') }}
    where is_in_force

),

obligations as (

    select * from {{ ref('fct_obligations') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

policies as (

    select * from {{ ref('policies') }}

),

supervisors as (

    select * from {{ ref('stg_asye__supervisors') }}

),

pauses as (

    select * from {{ ref('int_asye_pauses') }}

),

feeds as (

    select * from {{ ref('stg_load__feeds') }}

),

at_risk as (

    select * from {{ ref('asye_at_risk') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- The policy each NQSW is held to; where it asks for no reviews, the national floor does.
held_to as (

    select
        workers.worker_id,
        in_force.policy_id
    from workers
    cross join run
    inner join in_force
        on
            in_force.directorate_code = workers.directorate_code
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date

),

assessors as (

    select
        supervisors.worker_id,
        arg_max(supervisors.supervisor_id, (supervisors.started_on, supervisors.supervisor_id)) as assessor_id
    from supervisors
    inner join run
        on
            supervisors.started_on <= run.data_date
            and coalesce(supervisors.ended_on >= run.data_date, true)
    where supervisors.role_code = 'assessor'
    group by supervisors.worker_id

),

paused as (

    select
        worker_id,
        asye_from,
        sum(paused_days)::integer as paused_days,
        bool_or(is_running) as is_paused
    from pauses
    group by worker_id, asye_from

),

sessions as (

    select
        programmes.worker_id,
        programmes.asye_from,
        count(*) filter (where obligations.met_on <= obligations.due_on) as on_time_count,
        sum(
            marts.sessions_missed(
                obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
                marts.interval_months(obligations.interval_count, obligations.interval_unit),
                marts.interval_days(obligations.interval_count, obligations.interval_unit),
                run.data_date
            )
        ) as missed_count
    from programmes
    cross join run
    inner join held_to
        on held_to.worker_id = programmes.worker_id
    inner join obligations
        on
            obligations.policy_id = held_to.policy_id
            and obligations.obligation_type = 'staff_supervision'
            and obligations.subject_id = programmes.worker_id
            and obligations.due_on >= programmes.asye_from
            and obligations.due_on < programmes.asye_to
            and obligations.opened_on <= run.data_date
    group by programmes.worker_id, programmes.asye_from

),

reviews as (

    select
        programmes.worker_id,
        programmes.asye_from,
        count(*) filter (where obligations.met_on is not null) as met_count,
        count(*) filter (
            where obligations.closed_on is null and run.data_date > obligations.due_on + obligations.tolerance_days
        ) as overdue_count,
        max(run.data_date - obligations.due_on) filter (
            where obligations.closed_on is null and run.data_date > obligations.due_on + obligations.tolerance_days
        ) as most_days_overdue,
        arg_min(obligations.milestone_months, obligations.milestone_months) filter (
            where obligations.closed_on is null
        ) as next_milestone_months,
        arg_min(obligations.due_on, obligations.milestone_months) filter (where obligations.closed_on is null)
            as next_milestone_due_on,
        max(obligations.due_on) as stretched_end_on
    from programmes
    cross join run
    inner join held_to
        on held_to.worker_id = programmes.worker_id
    inner join obligations
        on
            obligations.policy_id = held_to.policy_id
            and obligations.obligation_type = 'asye_review'
            and obligations.subject_id = programmes.worker_id
            and obligations.opened_on = programmes.asye_from
    group by programmes.worker_id, programmes.asye_from

),

described as (

    select
        programmes.worker_id,
        programmes.asye_from,
        coalesce(workers.worker_name, programmes.worker_id) as worker_name,
        workers.team_id,
        workers.team_name,
        workers.service_name,
        workers.directorate_code,
        workers.line_manager_id as supervisor_id,
        workers.line_manager_name as supervisor_name,
        assessors.assessor_id,
        coalesce(assessor_workers.worker_name, assessors.assessor_id) as assessor_name,
        programmes.programme_code,
        programmes.counted_fte::double as counted_fte,
        -- A panel confirms a recommendation, and the recommendation may have been to fail.
        case
            when
                programmes.panel_on <= run.data_date
                and programmes.panel_decision_code = 'confirmed'
                and (programmes.recommendation_code = 'fail' or programmes.end_reason_code = 'failed')
                then 'failed'
            when programmes.panel_on <= run.data_date and programmes.panel_decision_code = 'confirmed'
                then 'confirmed'
            when programmes.panel_on <= run.data_date and programmes.panel_decision_code = 'not_confirmed'
                then 'not_confirmed'
            when programmes.asye_to <= run.data_date + 1 and programmes.end_reason_code in ('failed', 'withdrawn', 'left')
                then programmes.end_reason_code
            when workers.left_on <= run.data_date then 'left'
            when programmes.recommended_on <= run.data_date then 'awaiting_panel'
            when programmes.asye_to <= run.data_date + 1 then 'completed'
            when coalesce(paused.is_paused, false) then 'paused'
            when reviews.stretched_end_on < run.data_date then 'past_end'
            else 'in_progress'
        end as state_code,
        programmes.asye_to > run.data_date and coalesce(workers.is_employed, false) as is_running,
        case when programmes.asye_to < 'infinity'::date then programmes.asye_to - 1 end as ended_on,
        ((run.data_date - programmes.asye_from) // 7 + 1)::integer as week_number,
        supervisees.step,
        supervisees.interval_count,
        supervisees.interval_unit,
        supervisees.clause,
        supervisees.status_code as supervision_status_code,
        supervisees.due_on as supervision_due_on,
        supervisees.days_overdue,
        supervisees.sessions_missed,
        (coalesce(sessions.on_time_count, 0) + coalesce(sessions.missed_count, 0))::integer as sessions_due_count,
        coalesce(sessions.on_time_count, 0)::integer as sessions_on_time_count,
        coalesce(sessions.missed_count, 0)::integer as sessions_missed_count,
        coalesce(reviews.met_count, 0)::integer as milestones_met_count,
        coalesce(reviews.overdue_count, 0)::integer as milestones_overdue_count,
        reviews.most_days_overdue,
        reviews.next_milestone_months,
        reviews.next_milestone_due_on,
        coalesce(paused.paused_days, 0) as paused_days,
        reviews.stretched_end_on,
        programmes.recommended_on,
        programmes.panel_on
    from programmes
    cross join run
    left join workers
        on workers.worker_id = programmes.worker_id
    left join supervisees
        on supervisees.worker_id = programmes.worker_id
    left join assessors
        on assessors.worker_id = programmes.worker_id
    left join workers as assessor_workers
        on assessor_workers.worker_id = assessors.assessor_id
    left join paused
        on
            paused.worker_id = programmes.worker_id
            and paused.asye_from = programmes.asye_from
    left join sessions
        on
            sessions.worker_id = programmes.worker_id
            and sessions.asye_from = programmes.asye_from
    left join reviews
        on
            reviews.worker_id = programmes.worker_id
            and reviews.asye_from = programmes.asye_from

),

risks as (

    select
        described.worker_id,
        described.asye_from,
        string_agg(at_risk.label, '; ' order by at_risk.label) as at_risk_because
    from described
    inner join at_risk
        on
            (
                at_risk.condition_code = 'missed_sessions'
                and described.supervision_status_code = 'overdue'
                and described.sessions_missed >= at_risk.threshold
            )
            or (at_risk.condition_code = 'overdue_review_days' and described.most_days_overdue > at_risk.threshold)
            -- Nobody is without an assessor where the register of assessors was never supplied.
            or (
                at_risk.condition_code = 'no_assessor'
                and described.assessor_id is null
                and exists (
                    select 1
                    from feeds
                    where feeds.feed = 'asye_supervisors' and feeds.is_supplied
                )
            )
    where described.is_running
    group by described.worker_id, described.asye_from

),

final as (

    select
        described.* exclude (sessions_missed, most_days_overdue),
        risks.at_risk_because is not null as is_at_risk,
        risks.at_risk_because
    from described
    left join risks
        on
            risks.worker_id = described.worker_id
            and risks.asye_from = described.asye_from

)

select * from final
