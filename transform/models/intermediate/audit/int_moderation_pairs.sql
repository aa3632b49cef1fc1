-- One row a moderation that has an audit to stand beside. Nothing in the export names the audit that was done again,
-- so it is the one of the same round and supervisee whose session is the same, or is not typed on one of the two: the
-- same session first, then the same supervisor, then done before the moderation, then nearest to it. Where an audit
-- was moderated more than once the latest moderation speaks.
with audits as (

    select * from {{ ref('int_audits') }}

),

candidates as (

    select
        moderations.audit_id as moderation_id,
        moderations.audited_on as moderated_on,
        audits.audit_id,
        row_number() over (
            partition by moderations.audit_id
            order by
                moderations.session_id is not distinct from audits.session_id desc,
                moderations.supervisor_id is not distinct from audits.supervisor_id desc,
                audits.audited_on <= moderations.audited_on desc,
                abs(moderations.audited_on - audits.audited_on),
                audits.audit_id
        ) as preference
    from audits as moderations
    inner join audits
        on
            audits.audit_round = moderations.audit_round
            and audits.worker_id = moderations.worker_id
            and not audits.is_moderation
            and coalesce(audits.session_id = moderations.session_id, true)
    where moderations.is_moderation

),

final as (

    select
        moderation_id,
        audit_id,
        row_number() over (partition by audit_id order by moderated_on desc, moderation_id desc) = 1 as is_latest
    from candidates
    where preference = 1

)

select * from final
