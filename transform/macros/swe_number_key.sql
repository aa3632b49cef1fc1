{#
    A Social Work England number as it is compared. Systems write one number in many ways (SW12345, sw 12345,
    SW0000012345, 12345): capitals, no spaces or marks, no leading zeros, and SW where the letters were left out.
    For columns that hold nothing else. Where a text may be any kind of identifier, bare figures are an employee number
    and not this: see swe_key.
#}
{% macro swe_number_key(typed_value) -%}
    nullif(
        regexp_replace(
            regexp_replace(upper({{ typed_value }}), '[^A-Z0-9]', '', 'g'),
            '^([A-Z]*)0*([0-9]+)$',
            case
                when regexp_matches(trim({{ typed_value }}), '^[^A-Za-z]*$') then 'SW\2'
                else '\1\2'
            end
        ),
        ''
    )
{%- endmacro %}
