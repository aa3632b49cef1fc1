with workers as (

    select *
    from {{ ref('dim_workers') }}
    where is_employed

),

all_workers as (

    select * from {{ ref('dim_workers') }}

),

policies as (

    select * from {{ ref('policies') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

obligations as (

    select * from {{ ref('fct_obligations') }}

),

phases as (

    select *
    from {{ ref('int_supervision_phases') }}
    where obligation_type = 'staff_supervision'

),

steps as (

    select * from {{ ref('int_rule_steps') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

absences as (

    select * from {{ ref('int_absences') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

overrides as (

    select * from {{ ref('int_overrides') }}

),

bands as (

    select * from {{ ref('overdue_bands') }}

),

codes as (

    select * from {{ ref('codes') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

open_obligations as (

    select
        obligations.*,
        marts.obligation_status(
            obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
            obligations.tolerance_days, obligations.notice_days, false, run.data_date
        ) as status_code,
        marts.sessions_missed(
            obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
            marts.interval_months(obligations.interval_count, obligations.interval_unit),
            marts.interval_days(obligations.interval_count, obligations.interval_unit),
            run.data_date
        )::integer as sessions_missed
    from obligations
    inner join run
        on obligations.opened_on <= run.data_date and coalesce(obligations.closed_on > run.data_date, true)
    where obligations.obligation_type = 'staff_supervision'

),

bound_now as (

    select
        phases.policy_id,
        phases.subject_id as worker_id,
        coalesce(phases.own_interval_count, steps.interval_count) as interval_count,
        coalesce(phases.own_interval_unit, steps.interval_unit) as interval_unit
    from phases
    inner join steps
        on
            steps.rule_id = phases.rule_id
            and steps.rule_valid_from = phases.rule_valid_from
            and steps.step_number = phases.step_number
    cross join run
    where phases.phase_from <= run.data_date and phases.phase_to > run.data_date

),

away_now as (

    select
        long_absences.policy_id,
        long_absences.worker_id
    from long_absences
    cross join run
    where long_absences.away_from <= run.data_date and long_absences.away_to > run.data_date

),

unmeasured as (

    select policy_id
    from rules
    where obligation_type = 'staff_supervision'
    group by policy_id
    having not bool_or(is_measured)

),

last_held as (

    select
        sessions.worker_id,
        max(sessions.held_on) as last_held_on,
        arg_max(sessions.format_code, (sessions.held_on, sessions.session_id)) as last_held_format_code
    from sessions
    inner join run
        on sessions.held_on <= run.data_date
    where sessions.status_code = 'held'
    group by sessions.worker_id

),

last_counted as (

    select
        policy_id,
        subject_id as worker_id,
        max(met_on) as last_counted_on
    from obligations
    where obligation_type = 'staff_supervision'
    group by policy_id, subject_id

),

next_planned as (

    select
        sessions.worker_id,
        min(sessions.planned_on) as next_planned_on
    from sessions
    inner join run
        on sessions.planned_on >= run.data_date
    where sessions.status_code = 'planned'
    group by sessions.worker_id

),

managed as (

    select
        main_posts.worker_id,
        main_posts.line_manager_id as supervisor_id
    from main_posts
    cross join run
    where main_posts.valid_from <= run.data_date and main_posts.valid_to > run.data_date

),

arranged as (

    select distinct overrides.worker_id
    from overrides
    cross join run
    where overrides.agreed_to > run.data_date

),

people as (

    select
        policies.policy_id,
        coalesce(in_force.policy_id is not null, false) as is_in_force,
        workers.*,
        run.data_date,
        managed.supervisor_id,
        supervisors.worker_name as supervisor_name,
        case
            when managed.supervisor_id is null then 'none'
            when managed.supervisor_id = workers.worker_id then 'self'
            when supervisors.worker_id is null then 'not_known'
            when not supervisors.is_employed then 'left'
            when supervisors_away.worker_id is not null then 'away'
            else 'in_post'
        end as supervisor_state,
        away_now.worker_id is not null as is_away_long
    from workers
    cross join policies
    cross join run
    left join in_force
        on
            in_force.policy_id = policies.policy_id
            and in_force.directorate_code = workers.directorate_code
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    left join managed
        on managed.worker_id = workers.worker_id
    left join all_workers as supervisors
        on supervisors.worker_id = managed.supervisor_id
    left join away_now as supervisors_away
        on
            supervisors_away.policy_id = policies.policy_id
            and supervisors_away.worker_id = managed.supervisor_id
    left join away_now
        on
            away_now.policy_id = policies.policy_id
            and away_now.worker_id = workers.worker_id

),

-- The absence to show beside the row: the latest since the clock opened, or the one that runs.
absences_beside as (

    select
        people.policy_id,
        people.worker_id,
        max(absences.away_from) as away_from,
        arg_max(absences.away_to, absences.away_from) as away_to,
        arg_max(absences.last_day_typed_on, absences.away_from) as last_day_typed_on
    from people
    left join open_obligations
        on
            open_obligations.policy_id = people.policy_id
            and open_obligations.subject_id = people.worker_id
    inner join absences
        on
            absences.worker_id = people.worker_id
            and absences.away_to > coalesce(open_obligations.opened_on, people.data_date)
    group by people.policy_id, people.worker_id

),

final as (

    select
        people.policy_id,
        people.worker_id,
        people.is_in_force,
        people.worker_name,
        people.job_title,
        people.staff_category_code,
        categories.label as staff_category_label,
        people.is_nqsw,
        people.employment_type_code,
        people.team_id,
        people.team_name,
        people.service_name,
        people.directorate_code,
        people.supervisor_id,
        people.supervisor_name,
        people.supervisor_state,
        case
            when open_obligations.status_code is not null then open_obligations.status_code
            when bound_now.worker_id is not null and people.is_away_long then 'away'
            when bound_now.worker_id is not null and records_from.feed is null then 'not_measured'
            when bound_now.worker_id is not null then 'not_started'
            when unmeasured.policy_id is not null then 'not_measured'
            else 'no_rule'
        end as status_code,
        open_obligations.obligation_id,
        open_obligations.opened_on,
        open_obligations.opened_by,
        open_obligations.judged_from,
        open_obligations.due_on,
        case
            when open_obligations.status_code = 'overdue'
                then open_obligations.due_on + open_obligations.tolerance_days + 1
        end as overdue_since,
        (case when open_obligations.status_code = 'overdue' then people.data_date - open_obligations.due_on end)::integer as days_overdue,
        bands.band_code as overdue_band_code,
        open_obligations.sessions_missed,
        last_held.last_held_on,
        last_held.last_held_format_code,
        last_counted.last_counted_on,
        open_obligations.rule_id,
        rules.rule_label,
        rules.clause,
        rules.is_our_reading,
        open_obligations.step,
        open_obligations.interval_count,
        open_obligations.interval_unit,
        bound_now.interval_count as asked_interval_count,
        bound_now.interval_unit as asked_interval_unit,
        absences_beside.away_from,
        absences_beside.last_day_typed_on as away_to,
        people.is_away_long,
        arranged.worker_id is not null as has_arrangement,
        next_planned.next_planned_on,
        case
            when coalesce(open_obligations.supervisor_id <> people.supervisor_id, true)
                then fell_due_supervisors.worker_name
        end as fell_due_supervisor_name,
        case
            when coalesce(open_obligations.team_id <> people.team_id, true)
                then coalesce(teams.team_name, open_obligations.team_id)
        end as fell_due_team_name
    from people
    left join open_obligations
        on
            open_obligations.policy_id = people.policy_id
            and open_obligations.subject_id = people.worker_id
    left join rules
        on
            rules.rule_id = open_obligations.rule_id
            and rules.valid_from = open_obligations.rule_valid_from
    left join bands
        on
            open_obligations.status_code = 'overdue'
            and people.data_date - open_obligations.due_on >= bands.from_days
            and coalesce(people.data_date - open_obligations.due_on <= bands.to_days, true)
    left join bound_now
        on
            bound_now.policy_id = people.policy_id
            and bound_now.worker_id = people.worker_id
    left join unmeasured
        on unmeasured.policy_id = people.policy_id
    left join records_from
        on records_from.feed = 'sharepoint_sessions'
    left join last_held
        on last_held.worker_id = people.worker_id
    left join last_counted
        on
            last_counted.policy_id = people.policy_id
            and last_counted.worker_id = people.worker_id
    left join next_planned
        on next_planned.worker_id = people.worker_id
    left join arranged
        on arranged.worker_id = people.worker_id
    left join absences_beside
        on
            absences_beside.policy_id = people.policy_id
            and absences_beside.worker_id = people.worker_id
    left join codes as categories
        on
            categories.code_list = 'staff_category'
            and categories.code = people.staff_category_code
    left join all_workers as fell_due_supervisors
        on fell_due_supervisors.worker_id = open_obligations.supervisor_id
    left join teams
        on teams.team_id = open_obligations.team_id

)

select * from final
