{%- set keys = ['audit_round'] %}
with audits as (

    select *
    from {{ ref('fct_audits') }}
    where not is_moderation

),

limits as (

    select limit_value::integer as smallest_group
    from {{ ref('assurance_limits') }}
    where limit_code = 'smallest_group'

),

parts as (

    select
        audit_round,
        service_name,
        service_name as part_name,
        count(*) as number,
        count(*) filter (where headline_grade_code = 'outstanding') as outstanding_count,
        count(*) filter (where headline_grade_code = 'good') as good_count,
        count(*) filter (where headline_grade_code = 'requires_improvement') as requires_improvement_count,
        count(*) filter (where headline_grade_code = 'inadequate') as inadequate_count,
        count(*) filter (where headline_grade_code = 'unmapped') as not_recognised_count,
        count(*) filter (where headline_grade_code is null) as not_graded_count,
        count(*) filter (where is_graded) as graded_count,
        count(*) filter (where is_good_or_better) as good_or_better_count,
        false as is_hidden_part,
        false as is_hidden_service,
        false as is_hidden_whole
    from audits
    group by audit_round, service_name

),

{{ protected_parts(keys) }},

judged as (

    select
        judged_parts.*,
        judged_wholes.is_hidden as is_whole_suppressed
    from judged_parts
    inner join judged_wholes
        on judged_wholes.audit_round = judged_parts.audit_round

),

final as (

    select
        audit_round,
        case when grouping(service_name) = 1 then 'council' else 'service' end as level_code,
        service_name,
        case when grouping(service_name) = 1 then bool_or(is_whole_suppressed) else bool_or(is_hidden) end
            as is_suppressed,
        sum(number)::integer as audits_count,
        sum(outstanding_count)::integer as outstanding_count,
        sum(good_count)::integer as good_count,
        sum(requires_improvement_count)::integer as requires_improvement_count,
        sum(inadequate_count)::integer as inadequate_count,
        sum(not_recognised_count)::integer as not_recognised_count,
        sum(not_graded_count)::integer as not_graded_count,
        sum(graded_count)::integer as graded_count,
        sum(good_or_better_count)::integer as good_or_better_count
    from judged
    group by grouping sets ((audit_round), (audit_round, service_name))

)

select * from final
