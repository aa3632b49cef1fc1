-- A programme whose seeds contradict one another would promise what no date can keep.
{% for seed in ['programmes', 'programme_evidence', 'rule_milestones'] %}
    {{ 'with' if loop.first }} {{ seed }} as (

        select
            rowid,
            *
        from {{ ref(seed) }}

    ),
{% endfor %}

codes as (

    select * from {{ ref('codes') }}

),

-- The terms that hold for a programme: its own, or those for any.
lengths as (

    select
        programme_code,
        min(length_months) as length_months,
        min(longest_months) as longest_months
    from programmes
    group by programme_code

),

problems as (

    select
        {{ seed_problem('programmes', 'programmes', 'longest_months',
            "'the longest span is shorter than the programme'", "'Write ' || programmes.length_months || ' or more'") }}
    from programmes
    where programmes.longest_months < programmes.length_months

    union all

    select
        {{ seed_problem('programmes', 'programmes', 'length_months', "'a programme lasts at least a month'",
            "'Write the months it lasts'") }}
    from programmes
    where programmes.length_months < 1

    union all

    select
        {{ seed_problem('programmes', 'programmes', 'programme_code', "'no such programme'",
            "'Add it to codes.csv, in the list programme'") }}
    from programmes
    left join codes
        on
            codes.code_list = 'programme'
            and codes.code = programmes.programme_code
    where codes.code is null and programmes.programme_code <> 'any'

    union all

    select
        {{ seed_problem('programme_evidence', 'programme_evidence', 'programme_code',
            "'the programme has no terms'", "'Add a row for it to programmes.csv'") }}
    from programme_evidence
    left join lengths
        on lengths.programme_code = programme_evidence.programme_code
    where lengths.programme_code is null

    union all

    select
        {{ seed_problem('programme_evidence', 'programme_evidence', 'kind_code', "'no such kind of evidence'",
            "'Write one of the codes of the list evidence_kind'") }}
    from programme_evidence
    left join codes
        on
            codes.code_list = 'evidence_kind'
            and codes.code = programme_evidence.kind_code
    where codes.code is null

    union all

    select
        {{ seed_problem('programme_evidence', 'programme_evidence', 'by_months',
            "'the programme ends sooner'", "'Write ' || lengths.length_months || ' or less'") }}
    from programme_evidence
    inner join lengths
        on lengths.programme_code = programme_evidence.programme_code
    where programme_evidence.by_months > lengths.length_months

    union all

    select
        {{ seed_problem('programme_evidence', 'programme_evidence', 'required_count',
            "'an earlier stage asks for as many or more'", "'Count the pieces of earlier stages in'") }}
    from programme_evidence
    inner join programme_evidence as earlier
        on
            earlier.programme_code = programme_evidence.programme_code
            and earlier.valid_from = programme_evidence.valid_from
            and earlier.kind_code = programme_evidence.kind_code
            and earlier.by_months < programme_evidence.by_months
            and earlier.required_count >= programme_evidence.required_count

    union all

    select
        {{ seed_problem('rule_milestones', 'rule_milestones', 'programme_code',
            "'the programme has no terms'", "'Add a row for it to programmes.csv'") }}
    from rule_milestones
    left join lengths
        on lengths.programme_code = rule_milestones.programme_code
    where lengths.programme_code is null

    union all

    select
        {{ seed_problem('rule_milestones', 'rule_milestones', 'milestone_months',
            "'the programme can never run so long'", "'Write ' || lengths.longest_months || ' or less'") }}
    from rule_milestones
    inner join lengths
        on lengths.programme_code = rule_milestones.programme_code
    where rule_milestones.milestone_months > lengths.longest_months

)

select * from problems
