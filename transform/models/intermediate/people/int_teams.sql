-- One row a team as known on the data date. A team whose directorate is not recognised is kept, as not known.
with teams as (

    select * from {{ ref('stg_hr__teams') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select
        teams.team_id,
        coalesce(teams.team_name, teams.team_id) as team_name,
        coalesce(teams.service_name, 'Service not known') as service_name,
        case
            when teams.directorate_code is null or teams.directorate_code = 'unmapped' then 'unassigned'
            else teams.directorate_code
        end as directorate_code,
        teams.team_manager_id,
        teams.opened_on,
        case when teams.closed_on <= run.data_date then teams.closed_on end as closed_on
    from teams
    cross join run
    qualify
        row_number() over (
            partition by teams.team_id
            order by
                teams.opened_on desc nulls last, teams.team_name, teams.service_name, teams.directorate_code,
                teams.team_manager_id, teams.closed_on
        ) = 1

)

select * from final
