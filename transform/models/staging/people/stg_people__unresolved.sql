-- One row a feed, column and text that names nobody, over the rows in which it does not: a text that may be two people is
-- here for the days on which both were employed, or neither. What the council settled is not.
{{ config(materialized='table') }}

with to_tell as (

    select * from {{ ref('stg_people__decided') }}
    where coalesce(told_by, '') not in ('settled', 'nobody')

),

left_over as (

    {% for system, feed, column, heading, is_subject, day in worker_references() -%}
        select
            '{{ feed }}' as feed,
            '{{ column }}' as column_name,
            source.{{ column }} as written,
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
        where told.written is null or told.matched_by = 'not told'
        {%- if not loop.last %}
            union all
        {% endif %}
    {% endfor %}

),

counted as (

    select
        feed,
        column_name,
        written,
        count(*) as rows_count,
        min(named_on) as first_on,
        max(named_on) as last_on,
        count(evidence_on) as evidence_count,
        max(evidence_on) as last_evidence_on,
        min(_source_file) as _source_file,
        arg_min(_source_row, (_source_file, _source_row)) as _source_row
    from left_over
    group by feed, column_name, written

),

final as (

    select
        counted.feed || '/' || counted.column_name || '/' || counted.written as reference_id,
        counted.*,
        to_tell.heading,
        to_tell.is_subject,
        to_tell.plain,
        to_tell.told_by as id_kind,
        to_tell.identity_key,
        case when to_tell.bearers_count > 1 then 'ambiguous' else 'unknown' end as reason_code
    from counted
    inner join to_tell
        on
            to_tell.feed = counted.feed
            and to_tell.column_name = counted.column_name
            and to_tell.written = counted.written

)

select * from final
