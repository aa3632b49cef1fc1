-- The ASYE programmes of one person, newest first. What was recommended or decided leaves the warehouse only for the
-- person and their own line of management; everybody else reads how it would stand had nothing been recommended.
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

),

known as (

    select
        programmes.*,
        coalesce(programmes.worker_id = $reader_id, false)
        or exists (
            select 1
            from marts.dim_management_lines as lines
            where
                lines.manager_id = $reader_id
                and lines.worker_id = programmes.worker_id
        ) as is_own_line
    from marts.fct_asye_programmes as programmes
    inner join seen
        on seen.worker_id = programmes.worker_id

)

select
    known.worker_id,
    known.asye_from,
    known.programme_code,
    known.counted_fte,
    known.is_running,
    known.is_own_line,
    case
        when known.is_own_line or known.state_code not in ('not_confirmed', 'failed', 'withdrawn')
            then known.state_code
        when not known.is_running then 'ended'
        when known.is_paused then 'paused'
        else 'in_progress'
    end as state_code,
    known.week_number,
    known.ended_on,
    known.agreed_end_on,
    known.stretched_end_on,
    known.paused_days,
    known.paused_from,
    known.assessor_gap_days,
    known.coordinator_name,
    known.awaiting_panel_since,
    known.panel_basis_code,
    known.panel_expected_on,
    case when known.is_own_line then known.recommended_on end as recommended_on,
    case when known.is_own_line then known.sensitive_recommendation_code end as recommendation_for_the_line,
    case when known.is_own_line then known.panel_on end as panel_on,
    case when known.is_own_line then known.sensitive_panel_decision_code end as decision_for_the_line,
    known.open_case_count,
    known.team_median_case_count,
    known.team_case_holder_count,
    known.caseload_percent,
    known.caseload_percent_asked
from known
cross join marts.dim_run as run
order by known.asye_from desc
