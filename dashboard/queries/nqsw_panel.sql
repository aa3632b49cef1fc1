-- The panel list of one month: programmes whose panel is booked or due in it, or whose stretched end falls in it with
-- nothing recommended yet; and those still waiting from before the data date. Whom a panel has decided about is not
-- here, and which way a recommendation went is not read.
with asked as (

    select
        $panel_month::date as month_from,
        marts.add_interval($panel_month::date, 1, 0) as month_to,
        date_trunc('month', run.data_date)::date as this_month,
        run.data_date
    from marts.dim_run as run

),

listed as (

    select
        programmes.worker_id,
        programmes.worker_name,
        programmes.asye_from,
        programmes.team_id,
        programmes.team_name,
        programmes.programme_code,
        programmes.state_code,
        programmes.is_running,
        programmes.assessor_id,
        programmes.assessor_name,
        programmes.coordinator_name,
        programmes.milestones_met_count,
        programmes.milestones_overdue_count,
        programmes.next_milestone_months,
        programmes.next_milestone_due_on,
        programmes.agreed_end_on,
        programmes.stretched_end_on,
        programmes.awaiting_panel_since,
        programmes.panel_basis_code,
        programmes.panel_expected_on,
        programmes.panel_expected_on < asked.month_from as is_carried_over
    from marts.fct_asye_programmes as programmes
    cross join asked
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], programmes.team_id)
            or list_contains($worker_ids::varchar[], programmes.worker_id)
        )
        and ($service is null or programmes.service_name = $service)
        and ($team_id is null or programmes.team_id = $team_id)
        and (
            (programmes.panel_expected_on >= asked.month_from and programmes.panel_expected_on < asked.month_to)
            or (
                programmes.panel_expected_on < asked.data_date
                and programmes.panel_expected_on < asked.month_from
                and asked.month_from >= asked.this_month
            )
        )

)

select * from listed
order by panel_expected_on, worker_name, worker_id
