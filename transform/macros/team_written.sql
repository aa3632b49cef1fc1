{#
    The team that a typed code or name means: the code as it stands where a team has it, else the team that is the only one
    written so, else the text as typed, which is then reported. The model left joins stg_hr__team_names under the alias.
#}
{% macro team_written(typed_value, teams_alias) -%}
    coalesce({{ teams_alias }}.team_id, {{ typed_value }})
{%- endmacro %}

{# The join that goes with it. #}
{% macro join_team(typed_value, teams_alias) -%}
    left join {{ ref('stg_hr__team_names') }} as {{ teams_alias }}
        on {{ teams_alias }}.written = lower(trim(regexp_replace({{ typed_value }}, '[\s\x{00A0}]+', ' ', 'g')))
{%- endmacro %}
