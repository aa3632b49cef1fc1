with moderation as (

    select * from {{ ref('fct_moderation') }}

),

limits as (

    select limit_value::integer as smallest_pairs
    from {{ ref('assurance_limits') }}
    where limit_code = 'moderated_pairs'

),

compared as (

    select
        false as is_all_rounds,
        audit_round,
        grade_rank,
        moderated_grade_rank
    from moderation
    where state_code in ('same', 'different')

    union all

    select
        true as is_all_rounds,
        '' as audit_round,
        grade_rank,
        moderated_grade_rank
    from moderation
    where state_code in ('same', 'different')

),

agreed as (

    select
        is_all_rounds,
        audit_round,
        count(*) as pairs_count,
        count(*) filter (where grade_rank = moderated_grade_rank) as same_count,
        count(*) filter (where abs(grade_rank - moderated_grade_rank) = 1) as one_apart_count,
        sum(abs(grade_rank - moderated_grade_rank)) as steps_apart
    from compared
    group by is_all_rounds, audit_round

),

firsts as (

    select
        is_all_rounds,
        audit_round,
        grade_rank,
        count(*) as grade_count
    from compared
    group by is_all_rounds, audit_round, grade_rank

),

seconds as (

    select
        is_all_rounds,
        audit_round,
        moderated_grade_rank,
        count(*) as grade_count
    from compared
    group by is_all_rounds, audit_round, moderated_grade_rank

),

-- How far apart the same grades would be by chance: every first grade beside every second.
by_chance as (

    select
        firsts.is_all_rounds,
        firsts.audit_round,
        sum(abs(firsts.grade_rank - seconds.moderated_grade_rank) * firsts.grade_count * seconds.grade_count)
            as steps_apart
    from firsts
    inner join seconds
        on
            seconds.is_all_rounds = firsts.is_all_rounds
            and seconds.audit_round = firsts.audit_round
    group by firsts.is_all_rounds, firsts.audit_round

),

final as (

    select
        agreed.is_all_rounds,
        case when not agreed.is_all_rounds then agreed.audit_round end as audit_round,
        agreed.pairs_count::integer as pairs_count,
        agreed.same_count::integer as same_count,
        agreed.one_apart_count::integer as one_apart_count,
        case
            when agreed.pairs_count >= limits.smallest_pairs and by_chance.steps_apart > 0
                then (1 - agreed.steps_apart * agreed.pairs_count / by_chance.steps_apart::double)::double
        end as weighted_kappa
    from agreed
    cross join limits
    inner join by_chance
        on
            by_chance.is_all_rounds = agreed.is_all_rounds
            and by_chance.audit_round = agreed.audit_round

)

select * from final
