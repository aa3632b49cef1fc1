-- Every finding is among what its rule judged, and no rule finds more than it judged.
with found as (

    select
        rule_id,
        rule_valid_from,
        count(*) as found_count
    from {{ ref('fct_findings') }}
    group by rule_id, rule_valid_from

),

covered as (

    select
        rule_id,
        rule_valid_from,
        sum(found_count) as found_count,
        sum(judged_count) as judged_count
    from {{ ref('fct_finding_coverage') }}
    group by rule_id, rule_valid_from

)

select
    coalesce(found.rule_id, covered.rule_id) as rule_id,
    found.found_count,
    covered.judged_count
from covered
full outer join found
    on
        found.rule_id = covered.rule_id
        and found.rule_valid_from = covered.rule_valid_from
where
    coalesce(found.found_count, 0) <> coalesce(covered.found_count, 0)
    or coalesce(covered.judged_count, 0) < coalesce(found.found_count, 0)
