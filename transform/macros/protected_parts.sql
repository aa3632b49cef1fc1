{#
    Small numbers kept from being worked out by subtraction, for parts that add up to services and services that add up
    to the whole, separately for each value of the keys.

    Reads two CTEs: `parts` (the keys, service_name, part_name, number, and is_hidden_part, is_hidden_service and
    is_hidden_whole for what must stay hidden in any case) and `limits` (one row: smallest_group). Leaves three:
    `judged_parts`, `judged_services` and `judged_wholes`, each with is_hidden.

    Hidden are: a part with fewer than the smallest group; then the next smallest beside it, until what is hidden of
    one total is two parts or more, is together no small group, and is more than one each (or each would be known to
    be one). A total made of single answers only is hidden itself, as is a total with one hidden part and no other;
    and with a service every part of it.
#}
{% macro protected_parts(keys) %}
    {%- set named = keys | join(', ') -%}
    services as (

    select
        {{ named }},
        service_name,
        sum(number) as number,
        count(*) as parts_count,
        bool_or(is_hidden_service) as is_hidden_anyhow,
        bool_or(number < limits.smallest_group or is_hidden_part) as has_hidden_part,
        bool_or(is_hidden_whole) as is_hidden_whole
    from parts
    cross join limits
    group by {{ named }}, service_name

),

weighed_services as (

    select
        services.*,
        (
            services.is_hidden_anyhow
            or services.number < limits.smallest_group
            or (services.parts_count > 1 and services.number = services.parts_count)
            or (services.parts_count = 1 and services.has_hidden_part)
        ) as is_small
    from services
    cross join limits

),

weighed_wholes as (

    select
        {{ named }},
        sum(number) as number,
        (
            bool_or(is_hidden_whole)
            or sum(number) < any_value(limits.smallest_group)
            or (count(*) > 1 and sum(number) = sum(parts_count))
            or (count(*) = 1 and bool_or(is_small))
        ) as is_hidden
    from weighed_services
    cross join limits
    group by {{ named }}

),

judged_wholes as (

    select * from weighed_wholes

),

ranked_services as (

    select
        weighed_services.*,
        judged_wholes.is_hidden as is_whole_hidden,
        bool_or(weighed_services.is_small) over (partition by {{ 'weighed_services.' ~ keys | join(', weighed_services.') }})
            as has_small,
        count(*) over smaller_first as ahead_count,
        coalesce(sum(weighed_services.number) over smaller_first, 0) as ahead_number,
        coalesce(sum(weighed_services.parts_count) over smaller_first, 0) as ahead_parts_count
    from weighed_services
    inner join judged_wholes
        using ({{ named }})
    window smaller_first as (
        partition by {{ 'weighed_services.' ~ keys | join(', weighed_services.') }}
        order by weighed_services.is_small desc, weighed_services.number, weighed_services.service_name
        rows between unbounded preceding and 1 preceding
    )

),

judged_services as (

    select
        ranked_services.* exclude (is_hidden_anyhow),
        (
            ranked_services.is_whole_hidden
            or ranked_services.is_small
            or (
                ranked_services.has_small
                and (
                    ranked_services.ahead_count < 2
                    or ranked_services.ahead_number < limits.smallest_group
                    or ranked_services.ahead_number <= ranked_services.ahead_parts_count
                )
            )
        ) as is_hidden
    from ranked_services
    cross join limits

),

weighed_parts as (

    select
        parts.*,
        judged_services.is_hidden as is_in_hidden_service,
        (parts.number < limits.smallest_group or parts.is_hidden_part) as is_small
    from parts
    cross join limits
    inner join judged_services
        using ({{ named }}, service_name)

),

ranked_parts as (

    select
        *,
        bool_or(is_small) over (partition by {{ named }}, service_name) as has_small,
        count(*) over smaller_first as ahead_count,
        coalesce(sum(number) over smaller_first, 0) as ahead_number
    from weighed_parts
    window smaller_first as (
        partition by {{ named }}, service_name
        order by is_small desc, number, part_name
        rows between unbounded preceding and 1 preceding
    )

),

judged_parts as (

    select
        ranked_parts.*,
        (
            ranked_parts.is_in_hidden_service
            or ranked_parts.is_small
            or (
                ranked_parts.has_small
                and (
                    ranked_parts.ahead_count < 2
                    or ranked_parts.ahead_number < limits.smallest_group
                    or ranked_parts.ahead_number <= ranked_parts.ahead_count
                )
            )
        ) as is_hidden
    from ranked_parts
    cross join limits

)
{%- endmacro %}
