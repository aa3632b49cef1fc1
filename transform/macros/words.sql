{# How a policy is put in words: the same words in the published rules, in the differences between two versions and in
   what `make policy` prints. #}

{# A number and its unit: 6 weeks, 1 month, 7 working days, 90%. #}
{% macro count_words(number, unit) -%}
    case
        when {{ unit }} = 'percent' then {{ number }} || '%'
        else {{ number }} || ' ' || replace({{ unit }}, '_', ' ') || case when {{ number }} = 1 then '' else 's' end
    end
{%- endmacro %}

{# An interval: every week, every 2 months, within 7 working days, the agreed interval. #}
{% macro interval_words(wording, number, unit) -%}
    case
        when {{ unit }} = 'agreed' and {{ wording }} = 'within' then 'by the agreed day'
        when {{ unit }} = 'agreed' then 'at the agreed interval'
        when {{ number }} = 1 and {{ wording }} = 'every' then 'every ' || replace({{ unit }}, '_', ' ')
        else coalesce({{ wording }}, 'every') || ' ' || {{ count_words(number, unit) }}
    end
{%- endmacro %}

{# A list of words as it is said: Social worker, Team manager or Senior manager. #}
{% macro said_list(words, between) -%}
    case
        when len({{ words }}) < 2 then {{ words }}[1]
        else array_to_string({{ words }}[: -2], ', ') || ' {{ between }} ' || {{ words }}[-1]
    end
{%- endmacro %}

{# A day as a reader meets it: 1 September 2027. #}
{% macro day_words(day) -%}
    strftime({{ day }}, '%-d %B %Y')
{%- endmacro %}
