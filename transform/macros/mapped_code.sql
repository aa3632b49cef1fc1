{#
    The code a typed value stands for: null when the cell was empty, 'unmapped' when no mapping row knows it.
    The model left joins code_mappings under the given alias, by list and lower-case value.
#}
{% macro mapped_code(typed_value, mapping_alias) -%}
    case when {{ typed_value }} is not null then coalesce({{ mapping_alias }}.code, 'unmapped') end
{%- endmacro %}

{# The join that goes with it. #}
{% macro join_code_mapping(code_list, typed_value, mapping_alias) -%}
    left join {{ ref('code_mappings') }} as {{ mapping_alias }}
        on
            {{ mapping_alias }}.code_list = '{{ code_list }}'
            and {{ mapping_alias }}.source_code = lower(trim({{ typed_value }}))
{%- endmacro %}
