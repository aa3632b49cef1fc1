-- One row a row of an export that tells of something as done on a day after the data date.
with dated as (

    select
        'sharepoint_sessions' as feed,
        'session' as subject_type,
        session_id as subject_id,
        'Held' as what,
        held_on as happened_on,
        _source_file,
        _source_row
    from {{ ref('stg_sharepoint__sessions') }}
    where status_code = 'held'
    union all
    select
        system_code || '_case_supervisions', 'case', case_id, 'Completed', supervised_on, _source_file, _source_row
    from {{ ref('int_case_supervisions') }}
    where record_status_code = 'completed'
    union all
    select
        'sharepoint_agreements', 'worker', worker_id, 'Signed',
        greatest(supervisee_signed_on, supervisor_signed_on), _source_file, _source_row
    from {{ ref('stg_sharepoint__agreements') }}
    union all
    select 'sharepoint_training', 'worker', worker_id, 'Course completed', completed_on, _source_file, _source_row
    from {{ ref('stg_sharepoint__training') }}
    union all
    select 'sharepoint_reviews', 'worker', worker_id, 'Performance reviewed', reviewed_on, _source_file, _source_row
    from {{ ref('stg_sharepoint__reviews') }}
    union all
    select 'asye_reviews', 'worker', worker_id, 'ASYE reviewed', held_on, _source_file, _source_row
    from {{ ref('stg_asye__reviews') }}
    union all
    select 'asye_evidence', 'worker', worker_id, 'Evidence dated', dated_on, _source_file, _source_row
    from {{ ref('stg_asye__evidence') }}
    union all
    select 'audit_answers', 'audit', audit_id, 'Audited', audited_on, _source_file, _source_row
    from {{ ref('stg_audit__answers') }}
    union all
    select 'audit_actions', 'action', action_id, 'Done', completed_on, _source_file, _source_row
    from {{ ref('stg_audit__actions') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select dated.*
    from dated
    inner join run
        on dated.happened_on > run.data_date

)

select * from final
