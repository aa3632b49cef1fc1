with involvements as (

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

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

policies as (

    select * from {{ ref('policies') }}

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

run as (

    select * from {{ ref('stg_load__run') }}

),

open_involvements as (

    select involvements.*
    from involvements
    inner join run
        on involvements.involved_to > run.data_date

),

flags_now as (

    select
        flags.case_id,
        string_agg(distinct codes.label, '; ' order by codes.label) as risk_flags,
        bool_or(high_risk.code is not null) as is_high_risk
    from flags
    inner join run
        on flags.flagged_to > run.data_date
    left join codes
        on
            codes.code_list = 'risk_flag'
            and codes.code = flags.risk_flag_code
    left join high_risk
        on
            high_risk.condition_on = 'risk_flag'
            and high_risk.code = flags.risk_flag_code
    group by flags.case_id

),

-- How a case is labelled, whichever rule binds it.
labelled as (

    select
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
    group by open_involvements.case_id

),

attributed_now as (

    select case_attribution.*
    from case_attribution
    inner join run
        on
            case_attribution.valid_from <= run.data_date
            and case_attribution.valid_to > run.data_date

),

-- Every policy that asks anything about cases, and every policy that some directorate is held to.
policies_with_cases as (

    select policies.policy_id
    from policies
    where
        policies.policy_id in (select rules.policy_id from rules where rules.obligation_type = 'case_supervision')
        or policies.policy_id in (select in_force.policy_id from in_force)

),

placed as (

    select
        policies_with_cases.policy_id,
        labelled.case_id,
        labelled.system_code,
        labelled.label_involvement_key,
        labelled.is_high_risk_type,
        attributed_now.involvement_key is not null as is_bound,
        coalesce(attributed_now.involvement_key, labelled.label_involvement_key) as involvement_key
    from labelled
    cross join policies_with_cases
    left join attributed_now
        on
            attributed_now.policy_id = policies_with_cases.policy_id
            and attributed_now.case_id = labelled.case_id

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

),

bound_now as (

    select
        phases.policy_id,
        phases.subject_id as case_id,
        steps.interval_count,
        steps.interval_unit
    from phases
    inner join steps
        on
            steps.rule_id = phases.rule_id
            and steps.rule_valid_from = phases.rule_valid_from
            and steps.step_number = phases.step_number
    inner join run
        on phases.phase_from <= run.data_date and phases.phase_to > run.data_date

),

last_held as (

    select
        case_supervisions.case_id,
        max(case_supervisions.supervised_on) as last_held_on
    from case_supervisions
    inner join run
        on case_supervisions.supervised_on <= run.data_date
    where case_supervisions.record_status_code = 'completed'
    group by case_supervisions.case_id

),

bound_by as (

    select
        asks.policy_id,
        asks.subject_id as case_id,
        asks.rule_id,
        min(rules.rule_label) as rule_label
    from asks
    inner join run
        on asks.asks_from <= run.data_date and asks.asks_to > run.data_date
    inner join rules
        on
            rules.rule_id = asks.rule_id
            and rules.valid_from = asks.rule_valid_from
    group by asks.policy_id, asks.subject_id, asks.rule_id

),

also_applies as (

    select
        bound_by.policy_id,
        bound_by.case_id,
        string_agg(bound_by.rule_label, '; ' order by bound_by.rule_label) as also_applies
    from bound_by
    inner join open_obligations
        on
            open_obligations.policy_id = bound_by.policy_id
            and open_obligations.subject_id = bound_by.case_id
            and open_obligations.rule_id <> bound_by.rule_id
    group by bound_by.policy_id, bound_by.case_id

),

managed as (

    select
        main_posts.worker_id,
        main_posts.line_manager_id as supervisor_id
    from main_posts
    inner join run
        on main_posts.valid_from <= run.data_date and main_posts.valid_to > run.data_date

),

final as (

    select
        placed.policy_id,
        placed.case_id,
        in_force.policy_id is not null as is_in_force,
        placed.system_code,
        coalesce(spoken.involvement_type_code, 'unmapped') as case_type,
        coalesce(type_labels.label, spoken.involvement_type_code) as case_type_label,
        coalesce(label_involvements.involvement_type_code, 'unmapped') as labelled_type,
        spoken.involved_from as type_since_on,
        flags_now.risk_flags,
        placed.is_high_risk_type or coalesce(flags_now.is_high_risk, false) as is_high_risk,
        spoken.worker_id,
        coalesce(workers.worker_name, spoken.worker_id) as worker_name,
        spoken.worker_id is null as is_unallocated,
        managed.supervisor_id,
        supervisors.worker_name as supervisor_name,
        spoken.team_id,
        coalesce(teams.team_name, spoken.team_id) as team_name,
        teams.service_name,
        coalesce(label_teams.directorate_code, case_systems.directorate_code) as directorate_code,
        case
            when open_obligations.status_code is not null then open_obligations.status_code
            when placed.is_bound and records_from.feed is null then 'not_measured'
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
        (case when open_obligations.status_code = 'overdue' then run.data_date - open_obligations.due_on end)::integer as days_overdue,
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
        bound_now.interval_count as asked_interval_count,
        bound_now.interval_unit as asked_interval_unit,
        also_applies.also_applies
    from placed
    cross join run
    inner join involvements as spoken
        on spoken.involvement_key = placed.involvement_key
    inner join involvements as label_involvements
        on label_involvements.involvement_key = placed.label_involvement_key
    left join flags_now
        on flags_now.case_id = placed.case_id
    left join workers
        on workers.worker_id = spoken.worker_id
    left join managed
        on managed.worker_id = spoken.worker_id
    left join workers as supervisors
        on supervisors.worker_id = managed.supervisor_id
    left join teams
        on teams.team_id = spoken.team_id
    -- Whose policy a case is held to does not depend on the policy looked at: it goes by how the case is labelled.
    left join teams as label_teams
        on label_teams.team_id = label_involvements.team_id
    inner join case_systems
        on case_systems.system_code = placed.system_code
    left join in_force
        on
            in_force.policy_id = placed.policy_id
            and in_force.directorate_code = coalesce(label_teams.directorate_code, case_systems.directorate_code)
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    left join records_from
        on records_from.feed = placed.system_code || '_case_supervisions'
    left join open_obligations
        on
            open_obligations.policy_id = placed.policy_id
            and open_obligations.subject_id = placed.case_id
    left join rules
        on
            rules.rule_id = open_obligations.rule_id
            and rules.valid_from = open_obligations.rule_valid_from
    left join bands
        on
            open_obligations.status_code = 'overdue'
            and run.data_date - open_obligations.due_on >= bands.from_days
            and coalesce(run.data_date - open_obligations.due_on <= bands.to_days, true)
    left join bound_now
        on
            bound_now.policy_id = placed.policy_id
            and bound_now.case_id = placed.case_id
    left join last_held
        on last_held.case_id = placed.case_id
    left join also_applies
        on
            also_applies.policy_id = placed.policy_id
            and also_applies.case_id = placed.case_id
    left join codes as type_labels
        on
            type_labels.code_list = 'involvement_type'
            and type_labels.code = coalesce(spoken.involvement_type_code, 'unmapped')

)

select * from final
