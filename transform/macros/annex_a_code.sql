{#
    A coded value of Annex A as it is looked up: councils write `b) Child Protection plan`, the words alone or the letter
    alone. The words where there are any, else the letter.
#}
{% macro annex_a_words(typed_value) -%}
    nullif(trim(regexp_replace(
        regexp_replace(lower({{ typed_value }}), '^\s*([a-z]{1,2})\s*([).:\]-]+|$)\s*', ''), '[\s\x{00A0}_]+', ' ', 'g'
    )), '')
{%- endmacro %}

{% macro annex_a_letter(typed_value) -%}
    nullif(regexp_extract(lower({{ typed_value }}), '^\s*([a-z])\s*([).:\]-]|$)', 1), '')
{%- endmacro %}
