-- One row a measure and obligation that it counts, under the policy its directorate was held to. What is told of a
-- period is judged once, on the day it fell due; what is told of a day stands as it does on each of the days.
with measures as (

    select * from {{ ref('practice_measures') }}

),

obligations as (

    select * from {{ ref('fct_obligations') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

asks as (

    select * from {{ ref('int_single_asks') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

days as (

    select * from {{ ref('int_practice_days') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

counted as (

    select
        measures.measure_code,
        measures.told_of,
        obligations.*
    from obligations
    inner join rules
        on
            rules.rule_id = obligations.rule_id
            and rules.valid_from = obligations.rule_valid_from
    inner join measures
        on
            measures.obligation_type = obligations.obligation_type
            and coalesce(measures.binds, rules.binds) = rules.binds

),

first_days as (

    select min(as_at) as first_on
    from days

),

fell_due as (

    select
        counted.*,
        counted.due_on as judged_on,
        true as is_data_date,
        marts.obligation_status(
            counted.opened_on, counted.due_on, counted.met_on, counted.closed_on, counted.tolerance_days,
            counted.notice_days, false, run.data_date
        ) as status_code
    from counted
    inner join run
        on counted.due_on <= run.data_date
    inner join first_days
        on counted.due_on > first_days.first_on
    where counted.told_of = 'period'

),

-- What ended before it fell due, with nothing owed, is in no figure.
judged_when_due as (

    select
        fell_due.* exclude (status_code),
        case
            when fell_due.status_code = 'met_on_time' then 'met'
            when fell_due.status_code in ('met_late', 'overdue', 'closed_overdue') then 'unmet'
            when fell_due.status_code in ('in_date', 'due_soon') then 'not_due'
        end as result_code
    from fell_due

),

-- What is asked for once stands for as long as what asks for it does: an agreement, while the two work together.
standing as (

    select
        counted.*,
        case
            when asks.policy_id is not null then asks.ends_on
            else coalesce(counted.closed_on, 'infinity'::date)
        end as stands_to,
        asks.policy_id is not null as is_asked_once
    from counted
    left join asks
        on
            asks.policy_id = counted.policy_id
            and asks.obligation_type = counted.obligation_type
            and asks.subject_id = counted.subject_id
            and asks.opened_on = counted.opened_on
            and counted.obligation_id = asks.policy_id || '/' || asks.obligation_type || '/' || asks.subject_id || '/'
            || asks.opened_on::varchar || case when asks.key_part = '' then '' else '/' || asks.key_part end
    where counted.told_of = 'day'

),

on_days as (

    select
        standing.*,
        days.as_at,
        days.is_data_date
    from standing
    inner join days
        on
            standing.opened_on <= days.as_at
            and standing.stands_to > days.as_at

),

stood as (

    select
        on_days.* exclude (stands_to, is_asked_once, as_at, is_data_date),
        on_days.as_at as judged_on,
        on_days.is_data_date,
        case
            when on_days.met_on <= on_days.as_at then 'met'
            when long_absences.worker_id is not null then 'away'
            when on_days.as_at > on_days.due_on + on_days.tolerance_days then 'unmet'
            when on_days.is_asked_once then 'not_due'
            else 'met'
        end as result_code
    from on_days
    left join long_absences
        on
            long_absences.policy_id = on_days.policy_id
            and long_absences.worker_id = on_days.worker_id
            and long_absences.away_from <= on_days.as_at
            and long_absences.away_to > on_days.as_at

),

judged as (

    select * from judged_when_due
    union all by name
    select * from stood

),

final as (

    select
        judged.measure_code,
        judged.told_of,
        judged.judged_on,
        judged.is_data_date,
        judged.result_code,
        judged.policy_id,
        judged.rule_id,
        judged.rule_valid_from,
        judged.subject_type,
        judged.subject_id,
        judged.obligation_id as evidence_key,
        judged.worker_id,
        judged.supervisor_id,
        judged.team_id,
        judged.directorate_code,
        judged.opened_on,
        judged.due_on,
        case when judged.met_on <= judged.judged_on or judged.told_of = 'period' then judged.met_on end as met_on
    from judged
    inner join in_force
        on
            in_force.directorate_code = judged.directorate_code
            and in_force.policy_id = judged.policy_id
            and in_force.valid_from <= judged.judged_on
            and in_force.valid_to > judged.judged_on
    where judged.result_code is not null

)

select * from final
