-- Audits by the grade that counts, by service of the day, of whoever is in scope. Moderations are left out.
select
    audits.service_name,
    count(*) as audits_count,
    count(*) filter (where audits.headline_grade_code = 'outstanding') as outstanding_count,
    count(*) filter (where audits.headline_grade_code = 'good') as good_count,
    count(*) filter (where audits.headline_grade_code = 'requires_improvement') as requires_improvement_count,
    count(*) filter (where audits.headline_grade_code = 'inadequate') as inadequate_count,
    count(*) filter (where audits.headline_grade_code = 'unmapped') as unmapped_count,
    count(*) filter (where audits.headline_grade_code is null) as none_count,
    count(*) filter (where audits.is_graded) as graded_count,
    count(*) filter (where audits.is_good_or_better) as good_or_better_count
from marts.fct_audits as audits
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
group by audits.service_name
order by audits.service_name
