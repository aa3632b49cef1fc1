with audits as (

    select * from {{ ref('fct_audits') }}

),

pairs as (

    select * from {{ ref('int_moderation_pairs') }}

),

answers as (

    select * from {{ ref('stg_audit__answers') }}

),

scales as (

    select *
    from {{ ref('audit_scales') }}
    where code_list = 'audit_grade'

),

compared as (

    select
        pairs.moderation_id,
        count(*)::integer as standards_compared_count,
        (count(*) filter (where first_answers.answer_code = again.answer_code))::integer as standards_same_count
    from pairs
    inner join answers as first_answers
        on first_answers.audit_id = pairs.audit_id
    inner join answers as again
        on
            again.audit_id = pairs.moderation_id
            and again.standard = first_answers.standard
    where first_answers.answer_code <> 'unmapped' and again.answer_code <> 'unmapped'
    group by pairs.moderation_id

),

final as (

    select
        moderations.audit_id as moderation_id,
        first_audits.audit_id,
        moderations.audit_round,
        moderations.audited_on as moderated_on,
        first_audits.audited_on,
        moderations.auditor_id as moderator_id,
        moderations.auditor_name as moderator_name,
        first_audits.auditor_id,
        first_audits.auditor_name,
        moderations.worker_id,
        moderations.worker_name,
        moderations.supervisor_id,
        moderations.supervisor_name,
        moderations.team_id,
        moderations.team_name,
        moderations.service_name,
        first_audits.grade_code,
        moderations.grade_code as moderated_grade_code,
        scales.scale_rank as grade_rank,
        moderated_scales.scale_rank as moderated_grade_rank,
        coalesce(pairs.is_latest, false) as is_latest,
        coalesce(first_audits.auditor_id = moderations.auditor_id, false) as is_same_auditor,
        case
            when first_audits.audit_id is null then 'no_audit'
            when not pairs.is_latest then 'moderated_again'
            when first_audits.auditor_id = moderations.auditor_id then 'same_auditor'
            when scales.scale_rank is null or moderated_scales.scale_rank is null then 'no_grade'
            when scales.scale_rank = moderated_scales.scale_rank then 'same'
            else 'different'
        end as state_code,
        coalesce(compared.standards_compared_count, 0) as standards_compared_count,
        coalesce(compared.standards_same_count, 0) as standards_same_count
    from audits as moderations
    left join pairs
        on pairs.moderation_id = moderations.audit_id
    left join audits as first_audits
        on first_audits.audit_id = pairs.audit_id
    left join scales
        on scales.code = first_audits.grade_code
    left join scales as moderated_scales
        on moderated_scales.code = moderations.grade_code
    left join compared
        on compared.moderation_id = moderations.audit_id
    where moderations.is_moderation

)

select * from final
