-- Audits of one list, latest first, moderations left out: by round, grade that counts ('good_or_better' and 'graded'
-- are grades together, 'none' no grade), supervisor, or the answer given to one standard ('judged' is yes, partly or
-- no). Seen are audits of who is in scope; the place is the one of the day.
select
    audits.audit_id,
    audits.audit_round,
    audits.audited_on,
    audits.auditor_name,
    audits.auditor_id,
    audits.supervisor_id,
    audits.supervisor_name,
    audits.worker_id,
    audits.worker_name,
    audits.team_name,
    audits.grade_code,
    audits.headline_grade_code,
    audits.moderated_by,
    audits.has_rows_that_disagree,
    answers.answer_code,
    answers.answer_typed
from marts.fct_audits as audits
left join marts.dim_workers as workers
    on workers.worker_id = audits.worker_id
left join marts.fct_audit_answers as answers
    on
        answers.audit_id = audits.audit_id
        and answers.standard = $standard
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
    and ($supervisor_id is null or audits.supervisor_id = $supervisor_id)
    and coalesce(
        case $grade_code
            when 'good_or_better' then audits.is_good_or_better
            when 'graded' then audits.is_graded
            when 'none' then audits.headline_grade_code is null
            else coalesce(audits.headline_grade_code = $grade_code, $grade_code is null)
        end,
        false
    )
    and (
        $standard is null
        or coalesce(
            case $answer_code
                when 'judged' then answers.is_judged
                else answers.answer_code = coalesce($answer_code, answers.answer_code)
            end,
            false
        )
    )
order by audits.audited_on desc, audits.worker_name, audits.audit_id
