-- One row a code list and spelling that no mapping knows, with how often it was met.
with met as (

    select 'hr_workers' as feed, 'employment_type' as code_list, employment_type_typed as typed, employment_type_code as code, _source_file, _source_row
    from {{ ref('stg_hr__workers') }}
    union all
    select 'hr_posts', 'staff_category', coalesce(staff_category_typed, job_title), staff_category_code, _source_file, _source_row
    from {{ ref('stg_hr__posts') }}
    union all
    select 'hr_teams', 'directorate', directorate_typed, directorate_code, _source_file, _source_row
    from {{ ref('stg_hr__teams') }}
    union all
    select 'ics_involvements', 'involvement_type', involvement_type_typed, involvement_type_code, _source_file, _source_row
    from {{ ref('stg_ics__involvements') }}
    union all
    select 'ics_involvements', 'annex_a_case_status', case_status_typed, case_status_code, _source_file, _source_row
    from {{ ref('stg_ics__involvements') }}
    union all
    select 'swift_involvements', 'involvement_type', involvement_type_typed, involvement_type_code, _source_file, _source_row
    from {{ ref('stg_swift__involvements') }}
    union all
    select 'childview_involvements', 'involvement_type', involvement_type_typed, involvement_type_code, _source_file, _source_row
    from {{ ref('stg_childview__involvements') }}
    union all
    select 'ics_risk_flags', 'risk_flag', risk_flag_typed, risk_flag_code, _source_file, _source_row
    from {{ ref('stg_ics__risk_flags') }}
    union all
    select 'swift_risk_flags', 'risk_flag', risk_flag_typed, risk_flag_code, _source_file, _source_row
    from {{ ref('stg_swift__risk_flags') }}
    union all
    select 'childview_risk_flags', 'risk_flag', risk_flag_typed, risk_flag_code, _source_file, _source_row
    from {{ ref('stg_childview__risk_flags') }}
    union all
    select system_code || '_case_supervisions', 'record_status', record_status_typed, record_status_code, _source_file, _source_row
    from {{ ref('int_case_supervisions') }}
    union all
    select 'sharepoint_sessions', 'session_format', format_typed, format_code, _source_file, _source_row
    from {{ ref('stg_sharepoint__sessions') }}
    union all
    select 'sharepoint_sessions', 'session_status', status_typed, status_code, _source_file, _source_row
    from {{ ref('stg_sharepoint__sessions') }}
    union all
    select 'sharepoint_overrides', 'interval_unit', interval_unit_typed, interval_unit, _source_file, _source_row
    from {{ ref('stg_sharepoint__overrides') }}
    union all
    select 'sharepoint_overrides', 'override_reason', override_reason_typed, override_reason_code, _source_file, _source_row
    from {{ ref('stg_sharepoint__overrides') }}
    union all
    select 'asye_programmes', 'programme', programme_typed, programme_code, _source_file, _source_row
    from {{ ref('stg_asye__programmes') }}
    union all
    select 'asye_programmes', 'end_reason', end_reason_typed, end_reason_code, _source_file, _source_row
    from {{ ref('stg_asye__programmes') }}
    union all
    select 'asye_programmes', 'panel_decision', panel_decision_typed, panel_decision_code, _source_file, _source_row
    from {{ ref('stg_asye__programmes') }}
    union all
    select 'asye_supervisors', 'asye_role', role_typed, role_code, _source_file, _source_row
    from {{ ref('stg_asye__supervisors') }}
    union all
    select 'sharepoint_training', 'course', course_typed, course_code, _source_file, _source_row
    from {{ ref('stg_sharepoint__training') }}
    union all
    select 'sharepoint_reviews', 'review_kind', kind_typed, kind_code, _source_file, _source_row
    from {{ ref('stg_sharepoint__reviews') }}
    union all
    select 'asye_evidence', 'evidence_kind', kind_typed, kind_code, _source_file, _source_row
    from {{ ref('stg_asye__evidence') }}
    union all
    select 'audit_answers', 'audit_answer', answer_typed, answer_code, _source_file, _source_row
    from {{ ref('stg_audit__answers') }}
    union all
    select 'audit_answers', 'audit_grade', grade_typed, grade_code, _source_file, _source_row
    from {{ ref('stg_audit__answers') }}
    union all
    select 'asye_programmes', 'recommendation', recommendation_typed, recommendation_code, _source_file, _source_row
    from {{ ref('stg_asye__programmes') }}
    union all
    select 'asye_reviews', 'review_outcome', outcome_typed, outcome_code, _source_file, _source_row
    from {{ ref('stg_asye__reviews') }}
    union all
    select 'census_workers', 'census_agency', agency_typed, agency_code, _source_file, _source_row
    from {{ ref('stg_census__workers') }}
    union all
    select 'census_workers', 'census_status', status_typed, status_code, _source_file, _source_row
    from {{ ref('stg_census__workers') }}
    union all
    select 'census_workers', 'census_role', role_typed, role_code, _source_file, _source_row
    from {{ ref('stg_census__workers') }}

),

final as (

    select
        feed,
        code_list,
        typed,
        count(*)::integer as rows_count,
        min(_source_file) as source_file,
        arg_min(_source_row, (_source_file, _source_row)) as source_row
    from met
    where code = 'unmapped'
    group by feed, code_list, typed

)

select * from final
