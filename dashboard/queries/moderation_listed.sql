-- Moderations of one state, or all, latest first, with the audit each stands beside; of whoever is in scope.
select
    moderation.moderation_id,
    moderation.audit_id,
    moderation.audit_round,
    moderation.moderated_on,
    moderation.audited_on,
    moderation.moderator_name,
    moderation.moderator_id,
    moderation.auditor_name,
    moderation.auditor_id,
    moderation.worker_id,
    moderation.worker_name,
    moderation.team_name,
    moderation.grade_code,
    moderation.moderated_grade_code,
    moderation.state_code,
    moderation.standards_compared_count,
    moderation.standards_same_count
from marts.fct_moderation as moderation
left join marts.dim_workers as workers
    on workers.worker_id = moderation.worker_id
where
    (
        $sees_everyone
        or list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], moderation.worker_id)
    )
    and ($service is null or moderation.service_name = $service)
    and ($team_id is null or moderation.team_id = $team_id)
    and ($audit_round is null or moderation.audit_round = $audit_round)
    and ($list_name = 'all' or moderation.state_code = $list_name)
order by moderation.moderated_on desc, moderation.moderation_id
