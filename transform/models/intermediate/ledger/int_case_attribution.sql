-- One row a policy, case and stretch of days with the involvement that speaks for it: the one whose rule binds; under
-- a rule on flags alone, the one that is strictest by itself; then the latest start, then the lowest team code. It says
-- who the allocated worker and team were on any day.
with asks as (

    select *
    from {{ ref('int_supervision_asks') }}
    where obligation_type = 'case_supervision'

),

phases as (

    select *
    from {{ ref('int_supervision_phases') }}
    where obligation_type = 'case_supervision'

),

involvements as (

    select * from {{ ref('int_involvements') }}

),

edges as (

    select policy_id, subject_id, asks_from as edge_on from asks
    union
    select policy_id, subject_id, asks_to as edge_on from asks

),

stretches as (

    select
        policy_id,
        subject_id,
        edge_on as valid_from,
        lead(edge_on) over (partition by policy_id, subject_id order by edge_on) as valid_to
    from edges

),

judged as (

    select
        stretches.policy_id,
        stretches.subject_id,
        stretches.valid_from,
        stretches.valid_to,
        phases.rule_id,
        phases.step_number
    from stretches
    inner join phases
        on
            phases.policy_id = stretches.policy_id
            and phases.subject_id = stretches.subject_id
            and phases.phase_from <= stretches.valid_from
            and phases.phase_to > stretches.valid_from
    where stretches.valid_to is not null

),

candidates as (

    select
        judged.policy_id,
        judged.subject_id,
        judged.valid_from,
        judged.valid_to,
        asks.involvement_key,
        bool_or(asks.rule_id = judged.rule_id and asks.step_number = judged.step_number) as is_binding,
        coalesce(
            min(marts.add_interval(judged.valid_from, asks.interval_months, asks.interval_days))
            filter (where not asks.is_flag_rule),
            'infinity'::date
        ) as asked_by_itself_by
    from judged
    inner join asks
        on
            asks.policy_id = judged.policy_id
            and asks.subject_id = judged.subject_id
            and asks.asks_from <= judged.valid_from
            and asks.asks_to > judged.valid_from
    group by judged.policy_id, judged.subject_id, judged.valid_from, judged.valid_to, asks.involvement_key

),

-- involvement_key runs from the latest start and the lowest code within a case.
preferred as (

    select
        policy_id,
        subject_id,
        valid_from,
        valid_to,
        arg_min(
            involvement_key,
            struct_pack(a := not is_binding, b := asked_by_itself_by, c := involvement_key)
        ) as involvement_key
    from candidates
    group by policy_id, subject_id, valid_from, valid_to

),

final as (

    select
        preferred.policy_id,
        preferred.subject_id as case_id,
        preferred.valid_from,
        preferred.valid_to,
        preferred.involvement_key,
        involvements.worker_id,
        involvements.team_id,
        involvements.involvement_type_code as case_type
    from preferred
    inner join involvements
        on involvements.involvement_key = preferred.involvement_key

)

select * from final
