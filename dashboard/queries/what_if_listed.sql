-- The people or cases behind one number. 'before' and 'after' are overdue then, 'becomes' and 'stops' the change,
-- 'asked_before' and 'asked_after' whose sessions make the year's, 'not_measured' of whom nothing can be said.
select
    judged.case_id,
    judged.system_code,
    judged.case_type_label,
    judged.worker_id,
    judged.worker_name,
    judged.is_worker_known,
    judged.job_title,
    judged.is_nqsw,
    judged.team_id,
    judged.team_name,
    judged.supervisor_id,
    judged.supervisor_name,
    judged.status_before,
    judged.status_after,
    judged.due_before,
    judged.due_after,
    judged.days_overdue_before,
    judged.days_overdue_after,
    judged.opened_before,
    judged.opened_after,
    judged.opened_by_before,
    judged.opened_by_after,
    judged.clause_before,
    judged.clause_after,
    judged.interval_count_before,
    judged.interval_count_after,
    judged.interval_unit_before,
    judged.interval_unit_after
from what_if.judged as judged
where
    judged.obligation_type = $obligation_type
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], judged.team_id)
        or list_contains($worker_ids::varchar[], judged.worker_id)
    )
    and ($service is null or judged.service_name = $service)
    and ($team_id is null or judged.team_id = $team_id)
    and ($supervisor_id is null or coalesce(judged.supervisor_id, 'none') = $supervisor_id)
    and case $list_name
        when 'before' then judged.is_overdue_before
        when 'after' then judged.is_overdue_after
        when 'becomes' then judged.is_overdue_after and not judged.is_overdue_before
        when 'stops' then judged.is_overdue_before and not judged.is_overdue_after
        when 'asked_before' then judged.times_a_year_before is not null
        when 'asked_after' then judged.times_a_year_after is not null
        when 'not_measured' then 'not_measured' in (judged.status_before, judged.status_after)
        else false
    end
order by
    greatest(coalesce(judged.days_overdue_after, 0), coalesce(judged.days_overdue_before, 0)) desc,
    coalesce(judged.due_after, judged.due_before) nulls last,
    judged.worker_name,
    judged.subject_id
