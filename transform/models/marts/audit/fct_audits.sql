with audits as (

    select * from {{ ref('int_audits') }}

),

pairs as (

    select * from {{ ref('int_moderation_pairs') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

scales as (

    select *
    from {{ ref('audit_scales') }}
    where code_list = 'audit_grade'

),

moderated as (

    select
        pairs.audit_id,
        pairs.moderation_id,
        audits.grade_code,
        audits.grade_rank
    from pairs
    inner join audits
        on audits.audit_id = pairs.moderation_id
    where pairs.is_latest

),

-- A moderation whose grade is blank or not recognised takes nothing from the first grade.
graded as (

    select
        audits.*,
        moderated.moderation_id as moderated_by,
        case when moderated.grade_rank is not null then moderated.grade_code else audits.grade_code end
            as headline_grade_code
    from audits
    left join moderated
        on moderated.audit_id = audits.audit_id

),

final as (

    select
        audits.audit_id,
        audits.audit_round,
        audits.audited_on,
        audits.auditor_id,
        auditors.worker_name as auditor_name,
        audits.supervisor_id,
        supervisors.worker_name as supervisor_name,
        audits.is_supervisor_typed,
        audits.worker_id,
        workers.worker_name,
        audits.session_id,
        audits.team_id,
        coalesce(teams.team_name, audits.team_id) as team_name,
        coalesce(teams.service_name, 'Service not known') as service_name,
        coalesce(teams.directorate_code, 'unassigned') as directorate_code,
        audits.is_moderation,
        audits.moderated_by,
        pairs.audit_id as moderation_of,
        audits.grade_code,
        audits.headline_grade_code,
        coalesce(scales.is_judged, false) as is_graded,
        coalesce(scales.is_met, false) as is_good_or_better,
        audits.answers_count::integer as answers_count,
        audits.has_rows_that_disagree,
        audits.source_file,
        audits.source_row
    from graded as audits
    left join pairs
        on pairs.moderation_id = audits.audit_id
    left join scales
        on scales.code = audits.headline_grade_code
    left join workers
        on workers.worker_id = audits.worker_id
    left join workers as auditors
        on auditors.worker_id = audits.auditor_id
    left join workers as supervisors
        on supervisors.worker_id = audits.supervisor_id
    left join teams
        on teams.team_id = audits.team_id

)

select * from final
