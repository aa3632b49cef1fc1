with answers as (

    select * from {{ ref('stg_audit__answers') }}

),

audits as (

    select * from {{ ref('fct_audits') }}

),

scales as (

    select *
    from {{ ref('audit_scales') }}
    where code_list = 'audit_answer'

),

run as (

    select * from {{ ref('stg_load__run') }}

),

happened as (

    select answers.*
    from answers
    inner join run
        on answers.audited_on <= run.data_date

),

final as (

    select
        audits.audit_id,
        happened.standard,
        audits.audit_round,
        audits.worker_id,
        audits.team_id,
        audits.service_name,
        audits.is_moderation,
        happened.answer_code,
        happened.answer_typed,
        coalesce(scales.is_judged, false) as is_judged,
        coalesce(scales.is_met, false) as is_met,
        again.answer_code as moderated_answer_code,
        case
            when happened.answer_code <> 'unmapped' and again.answer_code <> 'unmapped'
                then happened.answer_code = again.answer_code
        end as is_same_answer,
        happened._source_file as source_file,
        happened._source_row as source_row
    from happened
    inner join audits
        on audits.audit_id = happened.audit_id
    left join scales
        on scales.code = happened.answer_code
    left join happened as again
        on
            again.audit_id = audits.moderated_by
            and again.standard = happened.standard

)

select * from final
