-- One row an involvement and rule that binds its case, with the days on which it does: an involvement of a type the
-- rule names, within its ages, while the flags it asks for stand. A rule on flags alone binds every involvement of a
-- flagged case in the same system.
with rules as (

    select *
    from {{ ref('int_rules') }}
    where obligation_type = 'case_supervision' and is_measured

),

conditions as (

    select * from {{ ref('rule_conditions') }}

),

involvements as (

    select * from {{ ref('int_involvements') }}

),

flags as (

    select * from {{ ref('int_risk_flags') }}

),

rules_with_flags as (

    select
        rules.*,
        flag_conditions.rule_id is not null as needs_flag
    from rules
    left join (select distinct rule_id, valid_from from conditions where condition_on = 'risk_flag')
        as flag_conditions
        on
            flag_conditions.rule_id = rules.rule_id
            and flag_conditions.valid_from = rules.valid_from

),

-- Any of a rule's flags will do: what touches or overlaps is one stretch.
flags_by_rule as (

    select distinct
        conditions.rule_id,
        conditions.valid_from as rule_valid_from,
        flags.case_id,
        flags.flagged_from,
        flags.flagged_to
    from conditions
    inner join flags
        on flags.risk_flag_code = conditions.code
    where conditions.condition_on = 'risk_flag'

),

flags_marked as (

    select
        *,
        coalesce(
            flagged_from > max(flagged_to) over (
                partition by rule_id, rule_valid_from, case_id
                order by flagged_from, flagged_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from flags_by_rule

),

flags_numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by rule_id, rule_valid_from, case_id
            order by flagged_from, flagged_to
        ) as stretch_number
    from flags_marked

),

flagged as (

    select
        rule_id,
        rule_valid_from,
        case_id,
        min(flagged_from) as flagged_from,
        max(flagged_to) as flagged_to
    from flags_numbered
    group by rule_id, rule_valid_from, case_id, stretch_number

),

by_involvement as (

    select
        rules_with_flags.rule_id,
        rules_with_flags.valid_from,
        involvements.involvement_key
    from rules_with_flags
    inner join conditions
        on
            conditions.rule_id = rules_with_flags.rule_id
            and conditions.valid_from = rules_with_flags.valid_from
            and conditions.condition_on = 'involvement_type'
    inner join involvements
        on involvements.involvement_type_code = conditions.code
    where rules_with_flags.binds = 'involvement'

    union all

    -- Only the involvements of flagged cases: the rest could not be bound.
    select
        rules_with_flags.rule_id,
        rules_with_flags.valid_from,
        involvements.involvement_key
    from rules_with_flags
    inner join (select distinct rule_id, rule_valid_from, case_id from flagged) as flagged_cases
        on
            flagged_cases.rule_id = rules_with_flags.rule_id
            and flagged_cases.rule_valid_from = rules_with_flags.valid_from
    inner join involvements
        on involvements.case_id = flagged_cases.case_id
    where rules_with_flags.binds = 'flagged_case'

),

conditioned as (

    select
        rules_with_flags.policy_id,
        involvements.case_id,
        involvements.involvement_key,
        rules_with_flags.rule_id,
        rules_with_flags.valid_from as rule_valid_from,
        rules_with_flags.binds = 'flagged_case' as is_flag_rule,
        case when rules_with_flags.clock = 'involvement_start' then involvements.involved_from end as clock_on,
        greatest(
            involvements.involved_from,
            rules_with_flags.valid_from,
            coalesce(flagged.flagged_from, involvements.involved_from),
            case
                when rules_with_flags.age_from_years is null or involvements.turns_18_on is null
                    then involvements.involved_from
                else
                    case rules_with_flags.age_from_years
                        when 18 then involvements.turns_18_on
                        when 21 then involvements.turns_21_on
                    end
            end
        ) as binds_from,
        least(
            involvements.involved_to,
            rules_with_flags.valid_to,
            coalesce(flagged.flagged_to, involvements.involved_to),
            case
                when rules_with_flags.age_to_years is null or involvements.turns_18_on is null
                    then involvements.involved_to
                else
                    case rules_with_flags.age_to_years
                        when 18 then involvements.turns_18_on
                        when 21 then involvements.turns_21_on
                    end
            end
        ) as binds_to
    from by_involvement
    inner join rules_with_flags
        on
            rules_with_flags.rule_id = by_involvement.rule_id
            and rules_with_flags.valid_from = by_involvement.valid_from
    inner join involvements
        on involvements.involvement_key = by_involvement.involvement_key
    left join flagged
        on
            flagged.rule_id = by_involvement.rule_id
            and flagged.rule_valid_from = by_involvement.valid_from
            and flagged.case_id = involvements.case_id
    where
        (not rules_with_flags.needs_flag or flagged.case_id is not null)
        and (
            (rules_with_flags.age_from_years is null and rules_with_flags.age_to_years is null)
            or involvements.turns_18_on is not null
            or rules_with_flags.unknown_age_binds
        )

),

final as (

    select * from conditioned
    where binds_from < binds_to

)

select * from final
