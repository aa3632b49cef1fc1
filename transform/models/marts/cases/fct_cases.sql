with days as (

    select * from {{ ref('int_as_at_days') }}

),

policies_on_days as (

    select * from {{ ref('int_policies_on_days') }}

),

workers_on_days as (

    select * from {{ ref('int_workers_on_days') }}

),

involvements as (

    select * from {{ ref('int_involvements') }}

),

flags as (

    select * from {{ ref('int_risk_flags') }}

),

high_risk as (

    select * from {{ ref('high_risk') }}

),

case_attribution as (

    select * from {{ ref('int_case_attribution') }}

),

asks as (

    select *
    from {{ ref('int_supervision_asks') }}
    where obligation_type = 'case_supervision'

),

phases as (

    select *
    from {{ ref('int_supervision_phases') }}
    where obligation_type = 'case_supervision'

),

steps as (

    select * from {{ ref('int_rule_steps') }}

),

obligations as (

    select *
    from {{ ref('fct_obligations') }}
    where obligation_type = 'case_supervision'

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

case_supervisions as (

    select * from {{ ref('int_case_supervisions') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

codes as (

    select * from {{ ref('codes') }}

),

case_systems as (

    select * from {{ ref('case_systems') }}

),

bands as (

    select * from {{ ref('overdue_bands') }}

),

open_involvements as (

    select
        days.as_at,
        involvements.*
    from involvements
    inner join days
        on
            involvements.involved_from <= days.as_at
            and involvements.involved_to > days.as_at

),

flags_then as (

    select
        days.as_at,
        flags.case_id,
        string_agg(distinct codes.label, '; ' order by codes.label) as risk_flags,
        bool_or(high_risk.code is not null) as is_high_risk
    from flags
    inner join days
        on
            flags.flagged_from <= days.as_at
            and flags.flagged_to > days.as_at
    left join codes
        on
            codes.code_list = 'risk_flag'
            and codes.code = flags.risk_flag_code
    left join high_risk
        on
            high_risk.condition_on = 'risk_flag'
            and high_risk.code = flags.risk_flag_code
    group by days.as_at, flags.case_id

),

-- How a case is labelled, whichever rule binds it.
labelled as (

    select
        open_involvements.as_at,
        open_involvements.case_id,
        min(open_involvements.system_code) as system_code,
        arg_min(open_involvements.involvement_key, (codes.sort_order, open_involvements.involvement_key))
            as label_involvement_key,
        bool_or(high_risk.code is not null) as is_high_risk_type
    from open_involvements
    left join codes
        on
            codes.code_list = 'involvement_type'
            and codes.code = coalesce(open_involvements.involvement_type_code, 'unmapped')
    left join high_risk
        on
            high_risk.condition_on = 'involvement_type'
            and high_risk.code = open_involvements.involvement_type_code
    group by open_involvements.as_at, open_involvements.case_id

),

attributed_then as (

    select
        policies_on_days.as_at,
        case_attribution.*
    from case_attribution
    inner join policies_on_days
        on
            policies_on_days.policy_id = case_attribution.policy_id
            and case_attribution.valid_from <= policies_on_days.as_at
            and case_attribution.valid_to > policies_on_days.as_at

),

-- Every policy that asks anything about cases, and every policy that some directorate is held to.
policies_with_cases as (

    select policies_on_days.*
    from policies_on_days
    where
        policies_on_days.policy_id in (
            select rules.policy_id from rules where rules.obligation_type = 'case_supervision'
        )
        or policies_on_days.policy_id in (select in_force.policy_id from in_force)

),

-- Whose policy a case is held to does not depend on the policy looked at: it goes by how the case is labelled.
held_to as (

    select
        labelled.*,
        coalesce(label_teams.directorate_code, case_systems.directorate_code) as directorate_code,
        label_involvements.involvement_type_code as labelled_type
    from labelled
    inner join involvements as label_involvements
        on label_involvements.involvement_key = labelled.label_involvement_key
    left join teams as label_teams
        on label_teams.team_id = label_involvements.team_id
    inner join case_systems
        on case_systems.system_code = labelled.system_code

),

-- On the data date every case under each of those policies; on a day before it under the one it was held to and the
-- floor.
placed as (

    select
        held_to.*,
        policies_with_cases.policy_id,
        in_force.policy_id is not null as is_in_force,
        attributed_then.involvement_key is not null as is_bound,
        coalesce(attributed_then.involvement_key, held_to.label_involvement_key) as involvement_key
    from held_to
    inner join policies_with_cases
        on policies_with_cases.as_at = held_to.as_at
    left join in_force
        on
            in_force.policy_id = policies_with_cases.policy_id
            and in_force.directorate_code = held_to.directorate_code
            and in_force.valid_from <= policies_with_cases.as_at
            and in_force.valid_to > policies_with_cases.as_at
    left join attributed_then
        on
            attributed_then.as_at = held_to.as_at
            and attributed_then.policy_id = policies_with_cases.policy_id
            and attributed_then.case_id = held_to.case_id
    where
        policies_with_cases.is_data_date
        or policies_with_cases.is_national_floor
        or in_force.policy_id is not null

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
        phases.subject_id as case_id,
        steps.interval_count,
        steps.interval_unit
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

held_days as (

    select
        case_id,
        supervised_on,
        coalesce(
            lead(supervised_on) over (partition by case_id order by supervised_on),
            'infinity'::date
        ) as next_supervised_on
    from case_supervisions
    where record_status_code = 'completed'
    group by case_id, supervised_on

),

last_held as (

    select
        days.as_at,
        held_days.case_id,
        held_days.supervised_on as last_held_on
    from held_days
    inner join days
        on
            held_days.supervised_on <= days.as_at
            and held_days.next_supervised_on > days.as_at

),

bound_by as (

    select
        policies_on_days.as_at,
        asks.policy_id,
        asks.subject_id as case_id,
        asks.rule_id,
        min(rules.rule_label) as rule_label
    from asks
    inner join policies_on_days
        on
            policies_on_days.policy_id = asks.policy_id
            and asks.asks_from <= policies_on_days.as_at
            and asks.asks_to > policies_on_days.as_at
    inner join rules
        on
            rules.rule_id = asks.rule_id
            and rules.valid_from = asks.rule_valid_from
    group by policies_on_days.as_at, asks.policy_id, asks.subject_id, asks.rule_id

),

also_applies as (

    select
        bound_by.as_at,
        bound_by.policy_id,
        bound_by.case_id,
        string_agg(bound_by.rule_label, '; ' order by bound_by.rule_label) as also_applies
    from bound_by
    inner join open_obligations
        on
            open_obligations.as_at = bound_by.as_at
            and open_obligations.policy_id = bound_by.policy_id
            and open_obligations.subject_id = bound_by.case_id
            and open_obligations.rule_id <> bound_by.rule_id
    group by bound_by.as_at, bound_by.policy_id, bound_by.case_id

),

final as (

    select
        placed.as_at,
        placed.policy_id,
        placed.case_id,
        placed.is_in_force,
        placed.system_code,
        coalesce(spoken.involvement_type_code, 'unmapped') as case_type,
        coalesce(type_labels.label, spoken.involvement_type_code) as case_type_label,
        coalesce(placed.labelled_type, 'unmapped') as labelled_type,
        spoken.involved_from as type_since_on,
        flags_then.risk_flags,
        placed.is_high_risk_type or coalesce(flags_then.is_high_risk, false) as is_high_risk,
        spoken.worker_id,
        coalesce(workers.worker_name, spoken.worker_id) as worker_name,
        spoken.worker_id is null as is_unallocated,
        managed.supervisor_id,
        supervisors.worker_name as supervisor_name,
        spoken.team_id,
        coalesce(teams.team_name, spoken.team_id) as team_name,
        teams.service_name,
        placed.directorate_code,
        case
            when open_obligations.status_code is not null then open_obligations.status_code
            when placed.is_bound and coalesce(placed.as_at < records_from.records_from, true) then 'not_measured'
            when placed.is_bound then 'not_started'
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
        (case when open_obligations.status_code = 'overdue' then placed.as_at - open_obligations.due_on end)::integer as days_overdue,
        bands.band_code as overdue_band_code,
        open_obligations.sessions_missed,
        last_held.last_held_on,
        open_obligations.rule_id,
        rules.rule_label,
        rules.clause,
        rules.is_our_reading,
        open_obligations.step,
        open_obligations.interval_count,
        open_obligations.interval_unit,
        bound_then.interval_count as asked_interval_count,
        bound_then.interval_unit as asked_interval_unit,
        also_applies.also_applies
    from placed
    inner join involvements as spoken
        on spoken.involvement_key = placed.involvement_key
    left join flags_then
        on
            flags_then.as_at = placed.as_at
            and flags_then.case_id = placed.case_id
    left join workers
        on workers.worker_id = spoken.worker_id
    left join workers_on_days as managed
        on
            managed.as_at = placed.as_at
            and managed.worker_id = spoken.worker_id
    left join workers as supervisors
        on supervisors.worker_id = managed.supervisor_id
    left join teams
        on teams.team_id = spoken.team_id
    left join records_from
        on records_from.feed = placed.system_code || '_case_supervisions'
    left join open_obligations
        on
            open_obligations.as_at = placed.as_at
            and open_obligations.policy_id = placed.policy_id
            and open_obligations.subject_id = placed.case_id
    left join rules
        on
            rules.rule_id = open_obligations.rule_id
            and rules.valid_from = open_obligations.rule_valid_from
    left join bands
        on
            open_obligations.status_code = 'overdue'
            and placed.as_at - open_obligations.due_on >= bands.from_days
            and coalesce(placed.as_at - open_obligations.due_on <= bands.to_days, true)
    left join bound_then
        on
            bound_then.as_at = placed.as_at
            and bound_then.policy_id = placed.policy_id
            and bound_then.case_id = placed.case_id
    left join last_held
        on
            last_held.as_at = placed.as_at
            and last_held.case_id = placed.case_id
    left join also_applies
        on
            also_applies.as_at = placed.as_at
            and also_applies.policy_id = placed.policy_id
            and also_applies.case_id = placed.case_id
    left join codes as type_labels
        on
            type_labels.code_list = 'involvement_type'
            and type_labels.code = coalesce(spoken.involvement_type_code, 'unmapped')

)

select * from final
order by as_at
