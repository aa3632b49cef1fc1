-- One row an audit done by the data date, read off its rows. Where the rows of one audit disagree the latest day, the
-- lowest recognised grade and the lowest of the other values stand, and the audit says so. Where no supervisor is
-- typed it is the supervisee's line manager of that day.
with answers as (

    select * from {{ ref('stg_audit__answers') }}

),

scales as (

    select * from {{ ref('audit_scales') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

happened as (

    select
        answers.*,
        scales.scale_rank as grade_rank
    from answers
    inner join run
        on answers.audited_on <= run.data_date
    left join scales
        on
            scales.code_list = 'audit_grade'
            and scales.code = answers.grade_code

),

audits as (

    select
        audit_id,
        min(audit_round) as audit_round,
        max(audited_on) as audited_on,
        min(auditor_id) as auditor_id,
        min(supervisor_id) as typed_supervisor_id,
        min(worker_id) as worker_id,
        min(session_id) as session_id,
        coalesce(arg_max(grade_code, grade_rank), max(grade_code)) as grade_code,
        max(grade_rank) as grade_rank,
        bool_or(is_moderation) as is_moderation,
        count(*) as answers_count,
        count(
            distinct row(
                audit_round, audited_on, auditor_id, supervisor_id, worker_id, session_id, grade_code, is_moderation
            )
        ) > 1 as has_rows_that_disagree,
        min(_source_file) as source_file,
        arg_min(_source_row, (_source_file, _source_row)) as source_row
    from happened
    group by audit_id

),

final as (

    select
        audits.audit_id,
        audits.audit_round,
        audits.audited_on,
        audits.auditor_id,
        coalesce(audits.typed_supervisor_id, main_posts.line_manager_id) as supervisor_id,
        audits.typed_supervisor_id is not null as is_supervisor_typed,
        audits.worker_id,
        audits.session_id,
        main_posts.team_id,
        audits.grade_code,
        audits.grade_rank,
        audits.is_moderation,
        audits.answers_count,
        audits.has_rows_that_disagree,
        audits.source_file,
        audits.source_row
    from audits
    left join main_posts
        on
            main_posts.worker_id = audits.worker_id
            and main_posts.valid_from <= audits.audited_on
            and main_posts.valid_to > audits.audited_on

)

select * from final
