-- One row a feed, column and text that names nobody, over the rows in which it does not: a text that may be two people is
-- here for the days on which both were employed, or neither. What the council settled is not.
{{ config(materialized='table') }}

with to_tell as (

    select * from {{ ref('stg_people__decided') }}
    where coalesce(told_by, '') not in ('settled', 'nobody')

),

-- On some days nobody bears it; on others it is said to be a login, and is not whose employee number it happens to be.
left_over as (

    select
        feed,
        column_name,
        written,
        sum(rows_count) as rows_count,
        min(first_on) as first_on,
        max(last_on) as last_on,
        sum(evidence_count) as evidence_count,
        max(last_evidence_on) as last_evidence_on,
        min(_source_file) as _source_file,
        arg_min(_source_row, (_source_file, _source_row)) as _source_row
    from {{ ref('stg_people__named') }}
    where coalesce(matched_by, 'not told') = 'not told' and not is_older_list
    group by feed, column_name, written

),

final as (

    select
        left_over.feed || '/' || left_over.column_name || '/' || left_over.written as reference_id,
        left_over.*,
        to_tell.heading,
        to_tell.is_subject,
        to_tell.plain,
        to_tell.told_by as id_kind,
        to_tell.identity_key,
        case when to_tell.bearers_count > 1 then 'ambiguous' else 'unknown' end as reason_code
    from left_over
    inner join to_tell
        on
            to_tell.feed = left_over.feed
            and to_tell.column_name = left_over.column_name
            and to_tell.written = left_over.written

)

select * from final
