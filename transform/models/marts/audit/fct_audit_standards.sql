{%- set keys = ['audit_round', 'standard'] %}
with answers as (

    select *
    from {{ ref('fct_audit_answers') }}
    where not is_moderation

),

grades as (

    select * from {{ ref('fct_audit_grades') }}

),

limits as (

    select
        max(limit_value) filter (where limit_code = 'smallest_group') as smallest_group,
        max(limit_value) filter (where limit_code = 'interval_width') as interval_width
    from {{ ref('assurance_limits') }}

),

counted as (

    select
        audit_round,
        standard,
        service_name,
        service_name as part_name,
        count(*) as number,
        count(*) filter (where answer_code = 'yes') as yes_count,
        count(*) filter (where answer_code = 'partly') as partly_count,
        count(*) filter (where answer_code = 'no') as no_count,
        count(*) filter (where answer_code = 'not_applicable') as not_applicable_count,
        count(*) filter (where answer_code = 'unmapped') as not_recognised_count,
        count(*) filter (where is_judged) as judged_count,
        count(*) filter (where is_met) as met_count
    from answers
    group by audit_round, standard, service_name

),

-- A service is its own only part. What is hidden of a round's grades is hidden in each of its standards.
parts as (

    select
        counted.*,
        coalesce(services.is_suppressed, false) as is_hidden_part,
        coalesce(services.is_suppressed, false) as is_hidden_service,
        coalesce(wholes.is_suppressed, false) as is_hidden_whole
    from counted
    left join grades as services
        on
            services.level_code = 'service'
            and services.audit_round = counted.audit_round
            and services.service_name = counted.service_name
    left join grades as wholes
        on
            wholes.level_code = 'council'
            and wholes.audit_round = counted.audit_round

),

{{ protected_parts(keys) }},

judged as (

    select
        judged_parts.*,
        judged_wholes.is_hidden as is_whole_suppressed
    from judged_parts
    inner join judged_wholes
        on
            judged_wholes.audit_round = judged_parts.audit_round
            and judged_wholes.standard = judged_parts.standard

),

added as (

    select
        audit_round,
        standard,
        case when grouping(service_name) = 1 then 'council' else 'service' end as level_code,
        service_name,
        case when grouping(service_name) = 1 then bool_or(is_whole_suppressed) else bool_or(is_hidden) end
            as is_suppressed,
        sum(number) as audits_count,
        sum(yes_count) as yes_count,
        sum(partly_count) as partly_count,
        sum(no_count) as no_count,
        sum(not_applicable_count) as not_applicable_count,
        sum(not_recognised_count) as not_recognised_count,
        sum(judged_count) as judged_count,
        sum(met_count) as met_count
    from judged
    group by grouping sets ((audit_round, standard), (audit_round, standard, service_name))

),

final as (

    select
        added.audit_round,
        added.standard,
        added.level_code,
        added.service_name,
        added.is_suppressed,
        added.audits_count::integer as audits_count,
        added.yes_count::integer as yes_count,
        added.partly_count::integer as partly_count,
        added.no_count::integer as no_count,
        added.not_applicable_count::integer as not_applicable_count,
        added.not_recognised_count::integer as not_recognised_count,
        added.judged_count::integer as judged_count,
        added.met_count::integer as met_count,
        marts.wilson_low(added.met_count, added.judged_count, limits.interval_width)::double as met_low,
        marts.wilson_high(added.met_count, added.judged_count, limits.interval_width)::double as met_high
    from added
    cross join limits

)

select * from final
