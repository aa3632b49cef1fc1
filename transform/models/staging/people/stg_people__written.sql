-- One row a feed, column and text that names a worker, with how often it does: whoever is meant is asked once a text.
-- Of somebody who was erased, whose place ingestion marks, nobody is asked.
{{ config(materialized='table') }}

{% for system, feed, column, heading, is_subject, day in worker_references() -%}
    select
        '{{ feed }}' as feed,
        '{{ column }}' as column_name,
        '{{ heading }}' as heading,
        {{ is_subject }} as is_subject,
        {{ column }} as written,
        count(*) as rows_count
    from {{ source(system, feed) }}
    where {{ column }} is not null and {{ column }} <> 'erased-person'
    group by {{ column }}
    {%- if feed == 'hr_posts' %}
        union all
        -- What only older lists of posts say, where history is built from them.
        select '{{ feed }}', '{{ column }}', '{{ heading }}', {{ is_subject }}, {{ column }}, count(*)
        from {{ source(system, feed ~ '_seen') }}
        where {{ column }} not in (select {{ column }} from {{ source(system, feed) }} where {{ column }} is not null)
        group by {{ column }}
    {%- endif %}
    {%- if not loop.last %}
        union all
    {% endif %}
{% endfor %}
