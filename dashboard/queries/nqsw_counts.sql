-- NQSWs counted, for who sees counts only too: how many ASYEs run, and how many need somebody to act.
with programmes as (

    select listed.*
    from marts.fct_asye_programmes as listed
    where
        (
            $sees_counts
            or list_contains($team_ids::varchar[], listed.team_id)
            or list_contains($worker_ids::varchar[], listed.worker_id)
        )
        -- A service has few NQSWs: who sees counts only reads those of the whole council.
        and ($service is null or listed.service_name = $service or ($sees_counts and not $sees_everyone))
        and ($team_id is null or listed.team_id = $team_id)
        and ($cohort::date is null or listed.cohort_from = $cohort::date)

)

select
    count(*) filter (where programmes.is_running) as running_count,
    count(*) filter (where programmes.is_at_risk) as at_risk_count,
    count(*) filter (where programmes.is_running and programmes.is_without_assessor) as no_assessor_count,
    count(*) filter (where programmes.is_running and programmes.evidence_short_count > 0) as evidence_short_count,
    count(*) filter (where programmes.state_code = 'awaiting_panel') as awaiting_panel_count,
    count(*) filter (
        where programmes.is_running and programmes.coming_review_due_on <= $data_date + $review_days::integer
    ) as reviews_due_count,
    count(*) filter (where programmes.is_running and programmes.milestones_overdue_count > 0)
        as reviews_overdue_count,
    count(*) filter (where not programmes.is_running) as ended_count,
    coalesce(sum(programmes.sessions_on_time_count) filter (where programmes.is_running), 0)::integer
        as sessions_on_time_count,
    coalesce(sum(programmes.sessions_due_count) filter (where programmes.is_running), 0)::integer
        as sessions_due_count
from programmes
