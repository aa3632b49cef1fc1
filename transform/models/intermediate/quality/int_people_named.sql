-- One row a row of an export and person it names, and as what: somebody it is about (DQ16), or somebody else (DQ17).
-- Sessions, cases and line managers have checks of their own.
with named as (

    select 'DQ16' as check_code, 'hr_posts' as feed, 'Holder of a post' as named_as, worker_id, _source_file, _source_row
    from {{ ref('stg_hr__posts') }}
    union all
    select 'DQ16', 'hr_absences', 'Absent', worker_id, _source_file, _source_row
    from {{ ref('stg_hr__absences') }}
    union all
    select 'DQ16', 'sharepoint_overrides', 'Has an individual arrangement', worker_id, _source_file, _source_row
    from {{ ref('stg_sharepoint__overrides') }}
    union all
    select 'DQ16', 'sharepoint_agreements', 'Supervisee of an agreement', worker_id, _source_file, _source_row
    from {{ ref('stg_sharepoint__agreements') }}
    union all
    select 'DQ17', 'sharepoint_agreements', 'Supervisor of an agreement', supervisor_id, _source_file, _source_row
    from {{ ref('stg_sharepoint__agreements') }}
    union all
    select 'DQ16', 'sharepoint_training', 'Completed a course', worker_id, _source_file, _source_row
    from {{ ref('stg_sharepoint__training') }}
    union all
    select 'DQ16', 'sharepoint_reviews', 'Had a performance review', worker_id, _source_file, _source_row
    from {{ ref('stg_sharepoint__reviews') }}
    union all
    select 'DQ16', 'asye_reviews', 'Has an ASYE review', worker_id, _source_file, _source_row
    from {{ ref('stg_asye__reviews') }}
    union all
    select 'DQ16', 'asye_evidence', 'Has evidence of an ASYE', worker_id, _source_file, _source_row
    from {{ ref('stg_asye__evidence') }}
    union all
    select 'DQ16', 'asye_supervisors', 'Assessed or supervised in an ASYE', worker_id, _source_file, _source_row
    from {{ ref('stg_asye__supervisors') }}
    union all
    select 'DQ17', 'asye_supervisors', 'Assesses or supervises in an ASYE', supervisor_id, _source_file, _source_row
    from {{ ref('stg_asye__supervisors') }}
    union all
    select 'DQ17', 'hr_teams', 'Manager of a team', team_manager_id, _source_file, _source_row
    from {{ ref('stg_hr__teams') }}
    union all
    select 'DQ17', 'audit_plan', 'To be audited', supervisor_id, _source_file, _source_row
    from {{ ref('stg_audit__plan') }}
    union all
    select 'DQ17', 'audit_answers', 'Supervisee in an audit', worker_id, _source_file, _source_row
    from {{ ref('stg_audit__answers') }}
    union all
    select 'DQ17', 'audit_answers', 'Supervisor in an audit', supervisor_id, _source_file, _source_row
    from {{ ref('stg_audit__answers') }}
    union all
    select 'DQ17', 'audit_answers', 'Auditor', auditor_id, _source_file, _source_row
    from {{ ref('stg_audit__answers') }}
    union all
    select 'DQ17', 'audit_actions', 'Owner of an action', owner_id, _source_file, _source_row
    from {{ ref('stg_audit__actions') }}

),

final as (

    select * from named
    where worker_id is not null

)

select * from final
