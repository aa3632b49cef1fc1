-- A programme whose seeds contradict one another would promise what no date can keep.
with programmes as (

    select * from {{ ref('programmes') }}

),

milestones as (

    select distinct programme_code from {{ ref('rule_milestones') }}

),

evidence as (

    select * from {{ ref('programme_evidence') }}

),

too_short as (

    select
        programme_code,
        'the longest span is shorter than the programme' as what
    from programmes
    where longest_months < length_months or length_months < 1

),

without_terms as (

    select
        named.programme_code,
        'it has milestones or evidence and no terms in programmes' as what
    from (
        select programme_code from milestones
        union
        select programme_code from evidence
    ) as named
    left join programmes
        on programmes.programme_code = named.programme_code
    where programmes.programme_code is null

),

asked_too_late as (

    select
        evidence.programme_code,
        'evidence is asked for after the end of the programme' as what
    from evidence
    inner join programmes
        on programmes.programme_code = evidence.programme_code
    where evidence.by_months > programmes.length_months

),

asked_less as (

    select
        programme_code,
        'a later stage asks for less than an earlier one' as what
    from evidence
    qualify
        required_count < lag(required_count) over (
            partition by programme_code, valid_from, kind_code order by by_months
        )

)

select * from too_short
union all
select * from without_terms
union all
select * from asked_too_late
union all
select * from asked_less
