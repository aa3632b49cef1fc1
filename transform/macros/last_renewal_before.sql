{# The last yearly renewal day of the register that came before a day; null for a rule that names none. #}
{% macro last_renewal_before(day, renewed_month, renewed_day) -%}
    case
        when {{ renewed_month }} is null or {{ renewed_day }} is null then null
        else make_date(
            (
                year({{ day }})
                - case
                    when make_date(year({{ day }})::integer, {{ renewed_month }}, {{ renewed_day }}) < {{ day }} then 0
                    else 1
                end
            )::integer,
            {{ renewed_month }},
            {{ renewed_day }}
        )
    end
{%- endmacro %}
