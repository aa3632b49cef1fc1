-- One row a feed, column and text that is to be told, and the worker it means over the rows of one stretch of time, or nobody:
-- counted over the rows of those days alone. A text may mean one person until they left, another since, and nobody between.
{{ config(materialized='table') }}

with to_tell as (

    select * from {{ ref('stg_people__decided') }}

),

named as (

    {% for system, feed, column, heading, is_subject, day in worker_references() -%}
        select
            '{{ feed }}' as feed,
            '{{ column }}' as column_name,
            source.{{ column }} as written,
            told.matched_by,
            told.worker_id,
            told.valid_from,
            told.valid_to,
            false as is_older_list,
            {{ day }} as named_on,
            {%- if feed == 'sharepoint_sessions' %}
                case when source.held_date <= source._extracted_on then source.held_date end as evidence_on,
            {%- else %}
                case when {{ day }} <= source._extracted_on then {{ day }} end as evidence_on,
            {%- endif %}
            source._source_file,
            source._source_row
        from {{ source(system, feed) }} as source
        inner join to_tell
            on
                to_tell.feed = '{{ feed }}'
                and to_tell.column_name = '{{ column }}'
                and to_tell.written = source.{{ column }}
        {{ join_worker(feed, column, 'told') }}
        {%- if feed == 'hr_posts' %}
            union all
            -- What only older lists of posts say, where history is built from them.
            select
                '{{ feed }}',
                '{{ column }}',
                source.{{ column }},
                told.matched_by,
                told.worker_id,
                told.valid_from,
                told.valid_to,
                true,
                source._extracted_on,
                null,
                source._source_file,
                source._source_row
            from {{ source(system, feed ~ '_seen') }} as source
            inner join to_tell
                on
                    to_tell.feed = '{{ feed }}'
                    and to_tell.column_name = '{{ column }}'
                    and to_tell.written = source.{{ column }}
            {{ join_seen_worker(column, 'told') }}
            where
                source.{{ column }} not in (
                    select {{ column }} from {{ source(system, feed) }} where {{ column }} is not null
                )
        {%- endif %}
        {%- if not loop.last %}
            union all
        {% endif %}
    {% endfor %}

),

final as (

    select
        feed,
        column_name,
        written,
        matched_by,
        worker_id,
        valid_from,
        valid_to,
        is_older_list,
        count(*) as rows_count,
        min(named_on) as first_on,
        max(named_on) as last_on,
        count(evidence_on) as evidence_count,
        max(evidence_on) as last_evidence_on,
        min(_source_file) as _source_file,
        arg_min(_source_row, (_source_file, _source_row)) as _source_row
    from named
    group by feed, column_name, written, matched_by, worker_id, valid_from, valid_to, is_older_list

)

select * from final
