with asks as (

    select *
    from {{ ref('int_supervision_asks') }}
    where asye_from is not null

),

rules as (

    select * from {{ ref('int_rules') }}

),

steps as (

    select * from {{ ref('int_rule_steps') }}

),

obligations as (

    select *
    from {{ ref('fct_obligations') }}
    where obligation_type = 'staff_supervision'

),

records_from as (

    select *
    from {{ ref('int_records_from') }}
    where feed = 'sharepoint_sessions'

),

workers as (

    select * from {{ ref('dim_workers') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

policies as (

    select * from {{ ref('policies') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- The policy each NQSW is held to on the data date.
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

-- A session due on the day the next phase begins is the last of the phase it closes, so a phase counts the days
-- after its first up to and with the first day of the next, so far as they have come.
phases as (

    select
        asks.policy_id,
        asks.subject_id as worker_id,
        asks.asye_from,
        asks.rule_id,
        asks.rule_valid_from,
        asks.step_number,
        asks.step,
        asks.asks_from as phase_from,
        asks.asks_to as phase_to,
        least(asks.asks_to, run.data_date) as counted_to,
        -- Before the records begin nothing can be told.
        records_from.records_from < least(asks.asks_to, run.data_date) as is_measured,
        run.data_date
    from asks
    cross join run
    left join records_from
        on records_from.records_from <= run.data_date

),

counted as (

    select
        phases.policy_id,
        phases.worker_id,
        phases.asye_from,
        phases.rule_id,
        phases.rule_valid_from,
        phases.step_number,
        phases.phase_from,
        count(*) filter (where obligations.met_on > phases.phase_from and obligations.met_on <= phases.counted_to)
            as held_count,
        count(*) filter (
            where
            obligations.due_on > phases.phase_from
            and obligations.due_on <= phases.counted_to
            and obligations.met_on <= obligations.due_on + obligations.tolerance_days
        ) as on_time_count,
        sum(
            marts.sessions_missed(
                obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
                marts.interval_months(obligations.interval_count, obligations.interval_unit),
                marts.interval_days(obligations.interval_count, obligations.interval_unit),
                least(phases.counted_to + 1, phases.data_date)
            )
            - marts.sessions_missed(
                obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
                marts.interval_months(obligations.interval_count, obligations.interval_unit),
                marts.interval_days(obligations.interval_count, obligations.interval_unit),
                least(phases.phase_from + 1, phases.data_date)
            )
        ) as missed_count
    from phases
    inner join obligations
        on
            obligations.policy_id = phases.policy_id
            and obligations.subject_id = phases.worker_id
            and obligations.opened_on < phases.counted_to
            and greatest(coalesce(obligations.closed_on, 'infinity'::date), obligations.due_on) > phases.phase_from
    group by
        phases.policy_id,
        phases.worker_id,
        phases.asye_from,
        phases.rule_id,
        phases.rule_valid_from,
        phases.step_number,
        phases.phase_from

),

final as (

    select
        phases.worker_id,
        phases.asye_from,
        phases.policy_id,
        coalesce(held_to.policy_id = phases.policy_id, false) as is_held_to,
        policies.is_national_floor,
        row_number() over (
            partition by phases.worker_id, phases.asye_from, phases.policy_id
            order by phases.phase_from, phases.rule_id, phases.rule_valid_from, phases.step_number
        )::integer as phase_number,
        phases.rule_id,
        rules.rule_label,
        rules.clause,
        phases.step,
        steps.interval_count,
        steps.interval_unit,
        phases.phase_from,
        case when phases.phase_to < 'infinity'::date then phases.phase_to - 1 end as phase_to,
        phases.phase_from <= phases.data_date and phases.phase_to > phases.data_date as is_current,
        coalesce(phases.is_measured, false) as is_measured,
        case
            when phases.is_measured
                then (coalesce(counted.on_time_count, 0) + coalesce(counted.missed_count, 0))::integer
        end as sessions_expected_count,
        case when phases.is_measured then coalesce(counted.held_count, 0)::integer end as sessions_held_count,
        case when phases.is_measured then coalesce(counted.on_time_count, 0)::integer end as sessions_on_time_count,
        case when phases.is_measured then coalesce(counted.missed_count, 0)::integer end as sessions_missed_count
    from phases
    inner join rules
        on
            rules.rule_id = phases.rule_id
            and rules.valid_from = phases.rule_valid_from
    inner join steps
        on
            steps.rule_id = phases.rule_id
            and steps.rule_valid_from = phases.rule_valid_from
            and steps.step_number = phases.step_number
    inner join policies
        on policies.policy_id = phases.policy_id
    left join held_to
        on held_to.worker_id = phases.worker_id
    left join counted
        on
            counted.policy_id = phases.policy_id
            and counted.worker_id = phases.worker_id
            and counted.asye_from = phases.asye_from
            and counted.rule_id = phases.rule_id
            and counted.rule_valid_from = phases.rule_valid_from
            and counted.step_number = phases.step_number
            and counted.phase_from = phases.phase_from

)

select * from final
