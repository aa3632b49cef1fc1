-- Only what some directorate is held to, or the national floor asks, is counted.
with obligations as (

    select obligations.*
    from {{ ref('fct_obligations') }} as obligations
    where
        obligations.policy_id in (select in_force.policy_id from {{ ref('int_policies_in_force') }} as in_force)
        or obligations.policy_id in (
            select policies.policy_id from {{ ref('policies') }} as policies where policies.is_national_floor
        )

),

supervisees as (

    select * from {{ ref('fct_supervisees') }}

),

cases as (

    select * from {{ ref('fct_cases') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

policies as (

    select * from {{ ref('policies') }}

),

bands as (

    select max(from_days) as last_band_from_days
    from {{ ref('overdue_bands') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

listed_days as (

    select * from {{ ref('int_as_at_days') }}

),

-- The data date and the 36 month ends before it, each with the last day before its month.
days as (

    select
        run.data_date as as_at,
        true as is_data_date,
        date_trunc('month', run.data_date)::date - 1 as month_before_on
    from run

    union all

    select
        last_day((date_trunc('month', run.data_date) - to_months(n::integer))::date) as as_at,
        false as is_data_date,
        (date_trunc('month', run.data_date) - to_months(n::integer))::date - 1 as month_before_on
    from run
    cross join generate_series(1, 36) as months (n)

),

-- Each obligation on each of the days that concern it: open then, or falling due in that month.
on_days as (

    select
        days.as_at,
        days.is_data_date,
        days.month_before_on,
        obligations.policy_id,
        obligations.obligation_type,
        obligations.directorate_code,
        obligations.team_id,
        obligations.supervisor_id,
        -- Whose absence stops the clock: supervision of staff ends with the absence by itself.
        case
            when obligations.subject_type = 'worker' and obligations.obligation_type <> 'staff_supervision'
                then obligations.worker_id
        end as absent_worker_id,
        coalesce(obligations.case_type, 'all') as case_type,
        obligations.opened_on,
        obligations.due_on,
        obligations.met_on,
        obligations.closed_on,
        obligations.tolerance_days,
        obligations.notice_days,
        marts.interval_months(obligations.interval_count, obligations.interval_unit) as interval_months,
        marts.interval_days(obligations.interval_count, obligations.interval_unit) as interval_days
    from obligations
    inner join days
        on
            obligations.opened_on <= days.as_at
            and greatest(coalesce(obligations.closed_on, 'infinity'::date), obligations.due_on + 1)
            > days.month_before_on

),

judged as (

    select
        on_days.*,
        marts.obligation_status(
            on_days.opened_on, on_days.due_on, on_days.met_on, on_days.closed_on, on_days.tolerance_days,
            on_days.notice_days, long_absences.worker_id is not null, on_days.as_at
        ) as status_code,
        case
            when on_days.obligation_type not in ('staff_supervision', 'case_supervision')
                then
                    (
                        on_days.due_on > on_days.month_before_on
                        and on_days.due_on <= on_days.as_at
                        and on_days.due_on < run.data_date
                        and coalesce(on_days.met_on > on_days.due_on, on_days.closed_on is null or on_days.closed_on > on_days.due_on + 1)
                    )::integer
            else
                marts.sessions_missed(
                    on_days.opened_on, on_days.due_on, on_days.met_on, on_days.closed_on,
                    on_days.interval_months, on_days.interval_days, least(on_days.as_at + 1, run.data_date)
                )
                - marts.sessions_missed(
                    on_days.opened_on, on_days.due_on, on_days.met_on, on_days.closed_on,
                    on_days.interval_months, on_days.interval_days, on_days.month_before_on + 1
                )
        end as missed_in_month
    from on_days
    cross join run
    left join long_absences
        on
            long_absences.policy_id = on_days.policy_id
            and long_absences.worker_id = on_days.absent_worker_id
            and long_absences.away_from <= on_days.as_at
            and long_absences.away_to > on_days.as_at

),

-- What fell due in each month, whoever it fell due under; and, of what is not listed by name, where it stood then.
from_ledger as (

    select
        judged.as_at,
        judged.is_data_date,
        judged.policy_id,
        judged.obligation_type,
        judged.directorate_code,
        judged.team_id,
        judged.supervisor_id,
        judged.case_type,
        -- Supervision is counted where people and cases were on the day, so that a number is its list.
        case when judged.obligation_type not in ('staff_supervision', 'case_supervision') then judged.status_code end as status_code,
        judged.as_at - judged.due_on as days_past_due,
        case
            when
                judged.due_on > judged.month_before_on
                and judged.due_on <= judged.as_at
                and judged.met_on <= judged.due_on + judged.tolerance_days
                then 1
            else 0
        end as met_on_time,
        judged.missed_in_month
    from judged
    left join listed_days
        on listed_days.as_at = judged.as_at
    where judged.obligation_type not in ('staff_supervision', 'case_supervision') or listed_days.as_at is not null

),

staff_then as (

    select
        supervisees.as_at,
        listed_days.is_data_date,
        supervisees.policy_id,
        'staff_supervision' as obligation_type,
        supervisees.directorate_code,
        supervisees.team_id,
        supervisees.supervisor_id,
        'all' as case_type,
        supervisees.status_code,
        supervisees.days_overdue as days_past_due,
        0 as met_on_time,
        0 as missed_in_month
    from supervisees
    inner join listed_days
        on listed_days.as_at = supervisees.as_at

),

cases_then as (

    select
        cases.as_at,
        listed_days.is_data_date,
        cases.policy_id,
        'case_supervision' as obligation_type,
        cases.directorate_code,
        cases.team_id,
        cases.supervisor_id,
        cases.case_type,
        cases.status_code,
        cases.days_overdue as days_past_due,
        0 as met_on_time,
        0 as missed_in_month
    from cases
    inner join listed_days
        on listed_days.as_at = cases.as_at

),

counted as (

    select * from from_ledger
    union all
    select * from staff_then
    union all
    select * from cases_then

),

-- Only the policy a directorate is held to on that day, and the national floor beside it.
in_view as (

    select
        counted.*,
        'in_force' as view_policy_id
    from counted
    inner join in_force
        on
            in_force.policy_id = counted.policy_id
            and in_force.directorate_code = counted.directorate_code
            and in_force.valid_from <= counted.as_at
            and in_force.valid_to > counted.as_at

    union all

    select
        counted.*,
        counted.policy_id as view_policy_id
    from counted
    inner join policies
        on
            policies.policy_id = counted.policy_id
            and policies.is_national_floor

),

-- Added up as finely as any figure asks, so that what follows has few rows to go through again and again.
placed as (

    select
        in_view.as_at,
        in_view.is_data_date,
        in_view.view_policy_id,
        in_view.obligation_type,
        in_view.directorate_code,
        coalesce(teams.service_name, 'Service not known') as service_name,
        coalesce(in_view.team_id, 'none') as place_team_id,
        coalesce(in_view.supervisor_id, 'none') as place_supervisor_id,
        in_view.case_type,
        count(*) filter (where in_view.status_code in ('in_date', 'due_soon')) as in_date_count,
        count(*) filter (where in_view.status_code = 'due_soon') as due_soon_count,
        count(*) filter (where in_view.status_code = 'overdue') as overdue_count,
        count(*) filter (
            where in_view.status_code = 'overdue' and in_view.days_past_due >= bands.last_band_from_days
        ) as over_28_count,
        max(in_view.days_past_due) filter (where in_view.status_code = 'overdue') as longest_overdue_days,
        sum(in_view.met_on_time) as met_on_time_count,
        sum(in_view.missed_in_month) as missed_count
    from in_view
    cross join bands
    left join teams
        on teams.team_id = in_view.team_id
    group by all

),

measured as (

    select
        as_at,
        is_data_date,
        view_policy_id as policy_id,
        obligation_type,
        case
            when grouping(directorate_code) = 0 then 'directorate'
            when grouping(service_name) = 0 then 'service'
            when grouping(place_team_id) = 0 then 'team'
            when grouping(place_supervisor_id) = 0 then 'supervisor'
            else 'council'
        end as level_code,
        coalesce(directorate_code, service_name, place_team_id, place_supervisor_id, '') as place_id,
        coalesce(case_type, 'all') as case_type,
        grouping(case_type) = 1 as is_all_types,
        sum(in_date_count) + sum(overdue_count) as open_count,
        sum(in_date_count) as in_date_count,
        sum(due_soon_count) as due_soon_count,
        sum(overdue_count) as overdue_count,
        sum(over_28_count) as over_28_count,
        max(longest_overdue_days) as longest_overdue_days,
        sum(met_on_time_count) as met_on_time_count,
        sum(missed_count) as missed_count
    from placed
    group by grouping sets (
        (as_at, is_data_date, view_policy_id, obligation_type),
        (as_at, is_data_date, view_policy_id, obligation_type, case_type),
        (as_at, is_data_date, view_policy_id, obligation_type, directorate_code),
        (as_at, is_data_date, view_policy_id, obligation_type, directorate_code, case_type),
        (as_at, is_data_date, view_policy_id, obligation_type, service_name),
        (as_at, is_data_date, view_policy_id, obligation_type, service_name, case_type),
        (as_at, is_data_date, view_policy_id, obligation_type, place_team_id),
        (as_at, is_data_date, view_policy_id, obligation_type, place_team_id, case_type),
        (as_at, is_data_date, view_policy_id, obligation_type, place_supervisor_id)
    )

),

final as (

    select
        as_at,
        is_data_date,
        policy_id,
        obligation_type,
        level_code,
        place_id,
        case_type,
        open_count::integer as open_count,
        in_date_count::integer as in_date_count,
        due_soon_count::integer as due_soon_count,
        overdue_count::integer as overdue_count,
        over_28_count::integer as over_28_count,
        longest_overdue_days::integer as longest_overdue_days,
        met_on_time_count::integer as met_on_time_count,
        missed_count::integer as missed_count
    from measured
    -- Staff have no case types: the row for every type together is the only one.
    where is_all_types or obligation_type = 'case_supervision'

)

select * from final
