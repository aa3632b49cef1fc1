with days as (

    select * from {{ ref('int_as_at_days') }}

),

policies_on_days as (

    select * from {{ ref('int_policies_on_days') }}

),

workers_on_days as (

    select workers_on_days.*
    from {{ ref('int_workers_on_days') }} as workers_on_days
    inner join days
        on days.as_at = workers_on_days.as_at

),

workers as (

    select * from {{ ref('dim_workers') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

obligations as (

    select *
    from {{ ref('fct_obligations') }}
    where obligation_type = 'staff_supervision'

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

-- Open on a day is also what was met or closed after it.
open_obligations as (

    select
        policies_on_days.as_at,
        obligations.*,
        marts.obligation_status(
            obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
            obligations.tolerance_days, obligations.notice_days, false, policies_on_days.as_at
        ) as status_code,
        marts.sessions_missed(
            obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
            marts.interval_months(obligations.interval_count, obligations.interval_unit),
            marts.interval_days(obligations.interval_count, obligations.interval_unit),
            policies_on_days.as_at
        )::integer as sessions_missed
    from obligations
    inner join policies_on_days
        on
            policies_on_days.policy_id = obligations.policy_id
            and obligations.opened_on <= policies_on_days.as_at
            and coalesce(obligations.closed_on > policies_on_days.as_at, true)

),

bound_then as (

    select
        policies_on_days.as_at,
        phases.policy_id,
        phases.subject_id as worker_id,
        coalesce(phases.own_interval_count, steps.interval_count) as interval_count,
        coalesce(phases.own_interval_unit, steps.interval_unit) as interval_unit
    from phases
    inner join policies_on_days
        on
            policies_on_days.policy_id = phases.policy_id
            and phases.phase_from <= policies_on_days.as_at
            and phases.phase_to > policies_on_days.as_at
    inner join steps
        on
            steps.rule_id = phases.rule_id
            and steps.rule_valid_from = phases.rule_valid_from
            and steps.step_number = phases.step_number

),

away_then as (

    select
        policies_on_days.as_at,
        long_absences.policy_id,
        long_absences.worker_id
    from long_absences
    inner join policies_on_days
        on
            policies_on_days.policy_id = long_absences.policy_id
            and long_absences.away_from <= policies_on_days.as_at
            and long_absences.away_to > policies_on_days.as_at

),

unmeasured as (

    select policy_id
    from rules
    where obligation_type = 'staff_supervision'
    group by policy_id
    having not bool_or(is_measured)

),

held_days as (

    select
        sessions.worker_id,
        sessions.held_on,
        arg_max(sessions.format_code, sessions.session_id) as format_code,
        coalesce(
            lead(sessions.held_on) over (partition by sessions.worker_id order by sessions.held_on),
            'infinity'::date
        ) as next_held_on
    from sessions
    where sessions.status_code = 'held'
    group by sessions.worker_id, sessions.held_on

),

last_held as (

    select
        days.as_at,
        held_days.worker_id,
        held_days.held_on as last_held_on,
        held_days.format_code as last_held_format_code
    from held_days
    inner join days
        on
            held_days.held_on <= days.as_at
            and held_days.next_held_on > days.as_at

),

counted_days as (

    select
        policy_id,
        subject_id,
        met_on,
        coalesce(
            lead(met_on) over (partition by policy_id, subject_id order by met_on),
            'infinity'::date
        ) as next_met_on
    from obligations
    where met_on is not null

),

last_counted as (

    select
        policies_on_days.as_at,
        counted_days.policy_id,
        counted_days.subject_id as worker_id,
        counted_days.met_on as last_counted_on
    from counted_days
    inner join policies_on_days
        on
            policies_on_days.policy_id = counted_days.policy_id
            and counted_days.met_on <= policies_on_days.as_at
            and counted_days.next_met_on > policies_on_days.as_at

),

-- What is planned is known for the data date alone: an export does not say what was planned on an earlier day.
next_planned as (

    select
        run.data_date as as_at,
        sessions.worker_id,
        min(sessions.planned_on) as next_planned_on
    from sessions
    inner join run
        on sessions.planned_on >= run.data_date
    where sessions.status_code = 'planned'
    group by run.data_date, sessions.worker_id

),

arranged as (

    select distinct
        days.as_at,
        overrides.worker_id
    from overrides
    inner join days
        on
            overrides.agreed_from <= days.as_at
            and overrides.agreed_to > days.as_at

),

-- On the data date everybody under every policy; on a day before it under the policy they were held to and the floor.
held_to as (

    select
        workers_on_days.*,
        policies_on_days.policy_id,
        in_force.policy_id is not null as is_in_force
    from workers_on_days
    inner join policies_on_days
        on policies_on_days.as_at = workers_on_days.as_at
    left join in_force
        on
            in_force.policy_id = policies_on_days.policy_id
            and in_force.directorate_code = workers_on_days.directorate_code
            and in_force.valid_from <= policies_on_days.as_at
            and in_force.valid_to > policies_on_days.as_at
    where
        workers_on_days.is_employed
        and (policies_on_days.is_data_date or policies_on_days.is_national_floor or in_force.policy_id is not null)

),

people as (

    select
        held_to.*,
        workers.worker_name,
        workers.employment_type_code,
        supervisors.worker_name as supervisor_name,
        case
            when held_to.supervisor_id is null then 'none'
            when held_to.supervisor_id = held_to.worker_id then 'self'
            when supervisors.worker_id is null then 'not_known'
            when not coalesce(supervisors_then.is_employed, false) then 'left'
            when supervisors_away.worker_id is not null then 'away'
            else 'in_post'
        end as supervisor_state,
        away_then.worker_id is not null as is_away_long
    from held_to
    inner join workers
        on workers.worker_id = held_to.worker_id
    left join workers as supervisors
        on supervisors.worker_id = held_to.supervisor_id
    left join workers_on_days as supervisors_then
        on
            supervisors_then.as_at = held_to.as_at
            and supervisors_then.worker_id = held_to.supervisor_id
    left join away_then as supervisors_away
        on
            supervisors_away.as_at = held_to.as_at
            and supervisors_away.policy_id = held_to.policy_id
            and supervisors_away.worker_id = held_to.supervisor_id
    left join away_then
        on
            away_then.as_at = held_to.as_at
            and away_then.policy_id = held_to.policy_id
            and away_then.worker_id = held_to.worker_id

),

-- The absence to show beside the row: the latest since the clock opened, or the one that runs.
absences_beside as (

    select
        people.as_at,
        people.policy_id,
        people.worker_id,
        max(absences.away_from) as away_from,
        arg_max(absences.last_day_typed_on, (absences.away_from, absences.away_to, absences.last_day_typed_on))
            as last_day_typed_on
    from people
    left join open_obligations
        on
            open_obligations.as_at = people.as_at
            and open_obligations.policy_id = people.policy_id
            and open_obligations.subject_id = people.worker_id
    inner join absences
        on
            absences.worker_id = people.worker_id
            and absences.away_from <= people.as_at
            and absences.away_to > coalesce(open_obligations.opened_on, people.as_at)
    group by people.as_at, people.policy_id, people.worker_id

),

final as (

    select
        people.as_at,
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
            when bound_then.worker_id is not null and people.is_away_long then 'away'
            when bound_then.worker_id is not null and coalesce(people.as_at < records_from.records_from, true)
                then 'not_measured'
            when bound_then.worker_id is not null then 'not_started'
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
        (case when open_obligations.status_code = 'overdue' then people.as_at - open_obligations.due_on end)::integer as days_overdue,
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
        bound_then.interval_count as asked_interval_count,
        bound_then.interval_unit as asked_interval_unit,
        absences_beside.away_from,
        absences_beside.last_day_typed_on as away_to,
        people.is_away_long,
        arranged.worker_id is not null as has_arrangement,
        next_planned.next_planned_on,
        -- Before it falls due it is theirs who are here on the day.
        case
            when open_obligations.due_on <= people.as_at and coalesce(open_obligations.supervisor_id <> people.supervisor_id, true)
                then fell_due_supervisors.worker_name
        end as fell_due_supervisor_name,
        case
            when open_obligations.due_on <= people.as_at and coalesce(open_obligations.team_id <> people.team_id, true)
                then coalesce(teams.team_name, open_obligations.team_id)
        end as fell_due_team_name
    from people
    left join open_obligations
        on
            open_obligations.as_at = people.as_at
            and open_obligations.policy_id = people.policy_id
            and open_obligations.subject_id = people.worker_id
    left join rules
        on
            rules.rule_id = open_obligations.rule_id
            and rules.valid_from = open_obligations.rule_valid_from
    left join bands
        on
            open_obligations.status_code = 'overdue'
            and people.as_at - open_obligations.due_on >= bands.from_days
            and coalesce(people.as_at - open_obligations.due_on <= bands.to_days, true)
    left join bound_then
        on
            bound_then.as_at = people.as_at
            and bound_then.policy_id = people.policy_id
            and bound_then.worker_id = people.worker_id
    left join unmeasured
        on unmeasured.policy_id = people.policy_id
    left join records_from
        on records_from.feed = 'sharepoint_sessions'
    left join last_held
        on
            last_held.as_at = people.as_at
            and last_held.worker_id = people.worker_id
    left join last_counted
        on
            last_counted.as_at = people.as_at
            and last_counted.policy_id = people.policy_id
            and last_counted.worker_id = people.worker_id
    left join next_planned
        on
            next_planned.as_at = people.as_at
            and next_planned.worker_id = people.worker_id
    left join arranged
        on
            arranged.as_at = people.as_at
            and arranged.worker_id = people.worker_id
    left join absences_beside
        on
            absences_beside.as_at = people.as_at
            and absences_beside.policy_id = people.policy_id
            and absences_beside.worker_id = people.worker_id
    left join codes as categories
        on
            categories.code_list = 'staff_category'
            and categories.code = people.staff_category_code
    left join workers as fell_due_supervisors
        on fell_due_supervisors.worker_id = open_obligations.supervisor_id
    left join teams
        on teams.team_id = open_obligations.team_id

)

select * from final
order by as_at
