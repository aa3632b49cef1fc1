with named as (

    select worker_id, 'hr_workers' as feed, started_on as dated_on, null as record_id, _source_file, _source_row
    from {{ ref('stg_hr__workers') }}
    union all
    select worker_id, 'hr_posts', started_on, null, _source_file, _source_row
    from {{ ref('stg_hr__posts') }}
    union all
    select worker_id, 'hr_absences', first_day_on, null, _source_file, _source_row
    from {{ ref('stg_hr__absences') }}
    union all
    select worker_id, 'sharepoint_sessions', coalesce(held_on, planned_on), session_id, _source_file, _source_row
    from {{ ref('stg_sharepoint__sessions') }}
    union all
    select
        worker_id, 'sharepoint_agreements',
        coalesce(greatest(supervisee_signed_on, supervisor_signed_on), supervisee_signed_on, supervisor_signed_on),
        null, _source_file, _source_row
    from {{ ref('stg_sharepoint__agreements') }}
    union all
    select worker_id, 'sharepoint_overrides', started_on, null, _source_file, _source_row
    from {{ ref('stg_sharepoint__overrides') }}
    union all
    select worker_id, 'sharepoint_training', completed_on, null, _source_file, _source_row
    from {{ ref('stg_sharepoint__training') }}
    union all
    select worker_id, 'sharepoint_reviews', reviewed_on, null, _source_file, _source_row
    from {{ ref('stg_sharepoint__reviews') }}
    union all
    select worker_id, 'asye_programmes', started_on, null, _source_file, _source_row
    from {{ ref('stg_asye__programmes') }}
    union all
    select worker_id, 'asye_supervisors', started_on, null, _source_file, _source_row
    from {{ ref('stg_asye__supervisors') }}
    union all
    select worker_id, 'asye_reviews', coalesce(held_on, planned_on), null, _source_file, _source_row
    from {{ ref('stg_asye__reviews') }}
    union all
    select worker_id, 'asye_pauses', started_on, null, _source_file, _source_row
    from {{ ref('stg_asye__pauses') }}
    union all
    select worker_id, 'asye_evidence', dated_on, null, _source_file, _source_row
    from {{ ref('stg_asye__evidence') }}
    union all
    select worker_id, system_code || '_case_supervisions', supervised_on, record_id, _source_file, _source_row
    from {{ ref('int_case_supervisions') }}

),

final as (

    select distinct
        named.worker_id,
        named.feed,
        named.dated_on,
        named.record_id::varchar as record_id,
        named._source_file as source_file,
        named._source_row as source_row
    from named
    where named.worker_id is not null

)

select * from final
