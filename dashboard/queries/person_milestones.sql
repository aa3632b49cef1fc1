-- The reviews one person's programmes ask for under the policy they are held to. What a review found leaves the
-- warehouse only for the person and their own line of management.
with seen as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        workers.worker_id = $worker_id
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], workers.worker_id)
        )

)

select
    milestones.worker_id,
    milestones.asye_from,
    milestones.milestone_months,
    milestones.due_on,
    milestones.met_on,
    milestones.planned_on,
    milestones.status_code,
    milestones.days_late,
    milestones.clause,
    case
        when
            milestones.worker_id = $reader_id
            or exists (
                select 1
                from marts.dim_management_lines as lines
                where
                    lines.manager_id = $reader_id
                    and lines.worker_id = milestones.worker_id
            )
            then milestones.sensitive_outcome_code
    end as outcome_for_the_line
from marts.fct_asye_milestones as milestones
inner join seen
    on seen.worker_id = milestones.worker_id
where milestones.is_held_to
order by milestones.asye_from desc, milestones.milestone_months
