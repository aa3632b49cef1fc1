-- Standards by how often they were met in the audits of whoever is in scope, the least often first. Moderations are
-- left out. The interval is that of all such audits, so that few audits are not taken for many.
with counted as (

    select
        answers.standard,
        count(*) as audits_count,
        count(*) filter (where answers.answer_code = 'yes') as yes_count,
        count(*) filter (where answers.answer_code = 'partly') as partly_count,
        count(*) filter (where answers.answer_code = 'no') as no_count,
        count(*) filter (where answers.answer_code = 'not_applicable') as not_applicable_count,
        count(*) filter (where answers.answer_code = 'unmapped') as unmapped_count,
        count(*) filter (where answers.is_judged) as judged_count,
        count(*) filter (where answers.is_met) as met_count
    from marts.fct_audit_answers as answers
    inner join marts.fct_audits as audits
        on audits.audit_id = answers.audit_id
    left join marts.dim_workers as workers
        on workers.worker_id = audits.worker_id
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], audits.worker_id)
        )
        and not audits.is_moderation
        and ($service is null or audits.service_name = $service)
        and ($team_id is null or audits.team_id = $team_id)
        and ($audit_round is null or audits.audit_round = $audit_round)
    group by answers.standard

),

width as (

    select limits.limit_value as interval_width
    from marts.dim_assurance_limits as limits
    where limits.limit_code = 'interval_width'

)

select
    counted.*,
    marts.wilson_low(counted.met_count, counted.judged_count, width.interval_width) as met_low,
    marts.wilson_high(counted.met_count, counted.judged_count, width.interval_width) as met_high
from counted
left join width
    on true
order by
    counted.judged_count = 0,
    counted.met_count / nullif(counted.judged_count, 0),
    counted.judged_count desc,
    counted.standard
