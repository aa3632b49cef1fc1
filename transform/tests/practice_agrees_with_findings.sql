-- What a standard tells as not as asked is what is found under the policies in force, no more and no less.
with measures as (

    select *
    from {{ ref('dim_practice_measures') }}
    where finding_type is not null

),

rules as (

    select *
    from {{ ref('dim_practice_rules') }}

),

first_days as (

    select min(as_at) as first_on
    from {{ ref('int_practice_days') }}

),

found as (

    select
        rules.measure_code,
        count(distinct findings.subject_id || '/' || findings.found_on::varchar) as found_count
    from {{ ref('fct_findings') }} as findings
    inner join first_days
        on findings.found_on > first_days.first_on
    inner join rules
        on
            rules.rule_id = findings.rule_id
            and rules.rule_valid_from = findings.rule_valid_from
    where findings.is_in_force
    group by rules.measure_code

),

told as (

    select
        measure_code,
        count(*) as unmet_count
    from {{ ref('fct_practice') }}
    where result_code = 'unmet'
    group by measure_code

)

select
    measures.measure_code,
    found.found_count,
    told.unmet_count
from measures
left join found
    on found.measure_code = measures.measure_code
left join told
    on told.measure_code = measures.measure_code
where coalesce(found.found_count, 0) <> coalesce(told.unmet_count, 0)
