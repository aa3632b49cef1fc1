-- One row a row of an export that says again what another says, now that both are known to be of one person: the same
-- session, or the same review, once under the employee number and once under a name. The one with the number stands; of
-- several without, the first in order of text, file and row.
{{ config(materialized='table') }}

with sessions as (

    select source.*
    from {{ source('sharepoint', 'sharepoint_sessions') }} as source

),

reviews as (

    select source.*
    from {{ source('asye', 'asye_reviews') }} as source

),

told_sessions as (

    select
        source.session_id as record_key,
        supervisees.worker_id,
        source.supervisee as written,
        source._source_file,
        source._source_row
    from sessions as source
    {{ join_worker('sharepoint_sessions', 'supervisee', 'supervisees') }}
    where supervisees.worker_id is not null

),

told_reviews as (

    select
        source.milestone_months || '/' || source.planned_date as record_key,
        nqsws.worker_id,
        source.nqsw as written,
        source._source_file,
        source._source_row
    from reviews as source
    {{ join_worker('asye_reviews', 'nqsw', 'nqsws') }}
    where nqsws.worker_id is not null and source.planned_date is not null

),

told as (

    select 'sharepoint_sessions' as feed, * from told_sessions
    union all
    select 'asye_reviews', * from told_reviews

),

numbered as (

    select 'sharepoint_sessions' as feed, sessions.session_id as record_key, sessions.supervisee as worker_id
    from sessions
    inner join (select distinct record_key, worker_id from told_sessions) as told_sessions
        on
            told_sessions.record_key = sessions.session_id
            and told_sessions.worker_id = sessions.supervisee
    union all
    select
        'asye_reviews', reviews.milestone_months || '/' || reviews.planned_date, reviews.nqsw
    from reviews
    inner join (select distinct worker_id from told_reviews) as told_reviews
        on told_reviews.worker_id = reviews.nqsw
    where reviews.planned_date is not null

),

ranked as (

    select
        told.*,
        exists(
            select 1 from numbered
            where
                numbered.feed = told.feed
                and numbered.record_key = told.record_key
                and numbered.worker_id = told.worker_id
        ) as has_number_row,
        row_number() over (
            partition by told.feed, told.record_key, told.worker_id
            order by told.written, told._source_file, told._source_row
        ) as place
    from told

),

final as (

    select distinct feed, record_key, worker_id, written, _source_file, _source_row
    from ranked
    where has_number_row or place > 1

)

select * from final
