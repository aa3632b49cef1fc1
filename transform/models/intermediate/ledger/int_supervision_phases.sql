-- One row a subject's phase under a policy: the days over which one rule, step and interval is the strictest that
-- binds, [phase_from, phase_to). Strictest on a stretch is the interval that, added to the day the stretch begins,
-- gives the earliest date; a tie goes to the first rule in alphabetical order. Phases that touch share a run.
with asks as (

    select * from {{ ref('int_supervision_asks') }}

),

-- A rule and step that bind for two reasons at once bind once: what touches or overlaps is one ask.
distinct_asks as (

    select distinct
        policy_id,
        obligation_type,
        subject_id,
        rule_id,
        rule_valid_from,
        step_number,
        step,
        own_interval_count,
        own_interval_unit,
        interval_months,
        interval_days,
        is_arrangement,
        asks_from,
        asks_to
    from asks

),

marked as (

    select
        *,
        coalesce(
            asks_from > max(asks_to) over (
                partition by
                    policy_id, obligation_type, subject_id, rule_id, rule_valid_from, step_number,
                    interval_months, interval_days
                order by asks_from, asks_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from distinct_asks

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by
                policy_id, obligation_type, subject_id, rule_id, rule_valid_from, step_number,
                interval_months, interval_days
            order by asks_from, asks_to
        ) as stretch_number
    from marked

),

merged as (

    select
        policy_id,
        obligation_type,
        subject_id,
        rule_id,
        rule_valid_from,
        step_number,
        step,
        -- An agreed interval as long as the rule's own is the rule's own.
        case
            when not bool_or(own_interval_count is null)
                then min(struct_pack(n := own_interval_count, unit := own_interval_unit))
        end as own_interval,
        interval_months,
        interval_days,
        is_arrangement,
        min(asks_from) as asks_from,
        max(asks_to) as asks_to
    from numbered
    group by
        policy_id, obligation_type, subject_id, rule_id, rule_valid_from, step_number, step,
        interval_months, interval_days, is_arrangement, stretch_number

),

edges as (

    select policy_id, obligation_type, subject_id, asks_from as edge_on from merged
    union
    select policy_id, obligation_type, subject_id, asks_to as edge_on from merged

),

stretches as (

    select
        policy_id,
        obligation_type,
        subject_id,
        edge_on as stretch_from,
        lead(edge_on) over (partition by policy_id, obligation_type, subject_id order by edge_on) as stretch_to
    from edges

),

-- An individual arrangement tightens what another rule asks; by itself it asks for nothing.
strictest as (

    select
        stretches.policy_id,
        stretches.obligation_type,
        stretches.subject_id,
        stretches.stretch_from,
        stretches.stretch_to,
        arg_min(
            struct_pack(
                rule_id := merged.rule_id,
                rule_valid_from := merged.rule_valid_from,
                step_number := merged.step_number,
                step := merged.step,
                own_interval := merged.own_interval,
                interval_months := merged.interval_months,
                interval_days := merged.interval_days
            ),
            struct_pack(
                asked_by := marts.add_interval(stretches.stretch_from, merged.interval_months, merged.interval_days),
                rule_id := merged.rule_id,
                step_number := merged.step_number,
                interval_months := merged.interval_months,
                interval_days := merged.interval_days
            )
        ) as ask
    from stretches
    inner join merged
        on
            merged.policy_id = stretches.policy_id
            and merged.obligation_type = stretches.obligation_type
            and merged.subject_id = stretches.subject_id
            and merged.asks_from <= stretches.stretch_from
            and merged.asks_to > stretches.stretch_from
    where stretches.stretch_to is not null
    group by
        stretches.policy_id, stretches.obligation_type, stretches.subject_id, stretches.stretch_from,
        stretches.stretch_to
    having not bool_and(merged.is_arrangement)

),

compared as (

    select
        policy_id,
        obligation_type,
        subject_id,
        stretch_from,
        stretch_to,
        ask,
        coalesce(
            lag(stretch_to) over (subject_in_order) is distinct from stretch_from,
            true
        ) as begins_run,
        coalesce(
            lag(stretch_to) over (subject_in_order) is distinct from stretch_from
            or lag(ask.rule_id) over (subject_in_order) is distinct from ask.rule_id
            or lag(ask.step_number) over (subject_in_order) is distinct from ask.step_number
            or lag(ask.interval_months) over (subject_in_order) is distinct from ask.interval_months
            or lag(ask.interval_days) over (subject_in_order) is distinct from ask.interval_days,
            true
        ) as begins_phase
    from strictest
    window
        subject_in_order as (
            partition by policy_id, obligation_type, subject_id
            order by stretch_from
        )

),

counted as (

    select
        *,
        sum(begins_run::integer) over (subject_in_order) as run_number,
        sum(begins_phase::integer) over (subject_in_order) as phase_number
    from compared
    window
        subject_in_order as (
            partition by policy_id, obligation_type, subject_id
            order by stretch_from
        )

),

final as (

    select
        policy_id,
        obligation_type,
        subject_id,
        run_number::integer as run_number,
        phase_number::integer as phase_number,
        min(stretch_from) as phase_from,
        max(stretch_to) as phase_to,
        min(ask.rule_id) as rule_id,
        min(ask.rule_valid_from) as rule_valid_from,
        min(ask.step_number) as step_number,
        min(ask.step) as step,
        arg_min(ask.own_interval.n, stretch_from) as own_interval_count,
        arg_min(ask.own_interval.unit, stretch_from) as own_interval_unit
    from counted
    group by policy_id, obligation_type, subject_id, run_number, phase_number

)

select * from final
