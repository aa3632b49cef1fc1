-- Open cases by team and case type: how many are owed case supervision and in date, how many are not, and apart from
-- them those with no worker and those of which nothing is asked or can be said. Teams the reader may not open stand
-- together, with the cases whose team is not known.
with cases as (

    select
        listed.*,
        $sees_everyone or list_contains($team_ids::varchar[], listed.team_id) as is_team_seen
    from marts.fct_cases as listed
    where
        listed.as_at = $as_at
        and listed.is_in_force
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], listed.team_id)
            or list_contains($worker_ids::varchar[], listed.worker_id)
        )
        and ($service is null or listed.service_name = $service)
        and ($team_id is null or listed.team_id = $team_id)

),

counted as (

    select
        cases.directorate_code,
        case when cases.is_team_seen then cases.team_id end as team_id,
        any_value(case when cases.is_team_seen then cases.team_name end) as team_name,
        cases.case_type,
        any_value(cases.case_type_label) as case_type_label,
        count(*) as case_count,
        count(*) filter (where cases.status_code in ('overdue', 'due_soon', 'in_date')) as open_count,
        count(*) filter (where cases.status_code in ('due_soon', 'in_date')) as in_date_count,
        count(*) filter (where cases.status_code = 'overdue') as overdue_count,
        count(*) filter (where cases.is_unallocated) as unallocated_count,
        count(*) filter (where cases.status_code = 'not_measured') as not_measured_count,
        count(*) filter (where cases.status_code = 'no_rule') as no_rule_count,
        count(*) filter (where cases.status_code = 'not_started') as not_started_count
    from cases
    group by
        cases.directorate_code, case when cases.is_team_seen then cases.team_id end, cases.case_type

)

select
    counted.*,
    directorates.label as directorate_label,
    sum(counted.overdue_count) over (partition by counted.directorate_code, counted.team_id) as team_overdue_count
from counted
left join marts.dim_codes as types
    on
        types.code_list = 'involvement_type'
        and types.code = counted.case_type
left join marts.dim_codes as directorates
    on
        directorates.code_list = 'directorate'
        and directorates.code = counted.directorate_code
order by
    directorates.sort_order nulls last,
    counted.directorate_code,
    team_overdue_count desc,
    counted.team_name nulls last,
    counted.team_id,
    types.sort_order nulls last,
    counted.case_type
