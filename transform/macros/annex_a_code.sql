{#
    A coded value of Annex A as it is looked up: councils write `b) Child Protection plan`, `(B) Child-protection plan`,
    `Child protection plan (CPP)`, the words alone, an abbreviation (CP, C.P.) or the letter alone. The words where there
    are any, else the letter. A letter is only the list's own where brackets, a point, a colon or a dash stand between it
    and the words.
#}
{% macro annex_a_plain(typed_value) -%}
    {%- set dotted = "'^((?:[a-z]\\.){2,}[a-z]?|(?:[a-z]\\.)+[a-z])(?:[^a-z0-9]|$)'" -%}
    {%- set plain = "lower(trim(" ~ typed_value ~ "))" -%}
    case
        when regexp_matches({{ plain }}, {{ dotted }})
            then
                replace(regexp_extract({{ plain }}, {{ dotted }}, 1), '.', '')
                || substr({{ plain }}, length(regexp_extract({{ plain }}, {{ dotted }}, 1)) + 1)
        else lower({{ typed_value }})
    end
{%- endmacro %}

{# What follows the letter, without an abbreviation that only says it again in brackets. #}
{% macro annex_a_after_letter(typed_value) -%}
    regexp_replace(
        regexp_replace(
            {{ annex_a_plain(typed_value) }},
            '^[\s\x{00A0}(\[]*[a-z][\s\x{00A0}]*[).:\]\p{Pd}][\s\x{00A0}().:\[\]\p{Pd}]*([^\s\x{00A0}])', '\1'
        ),
        '([^\s\x{00A0}(])[\s\x{00A0}]*\([a-z]{1,4}[0-9]*\)[\s\x{00A0}]*$', '\1'
    )
{%- endmacro %}

{% macro annex_a_words(typed_value) -%}
    nullif(trim(regexp_replace({{ annex_a_after_letter(typed_value) }}, '[\s\x{00A0}_()\[\].:\p{Pd}]+', ' ', 'g')), '')
{%- endmacro %}

{% macro annex_a_letter(typed_value) -%}
    nullif(regexp_extract({{ annex_a_plain(typed_value) }}, '^[\s\x{00A0}(\[]*([a-z])[\s\x{00A0}]*([).:\]\p{Pd}]|$)', 1), '')
{%- endmacro %}
