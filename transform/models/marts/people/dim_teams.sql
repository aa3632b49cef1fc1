with teams as (

    select * from {{ ref('int_teams') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

codes as (

    select * from {{ ref('codes') }}

),

final as (

    select
        teams.team_id,
        teams.team_name,
        teams.service_name,
        teams.directorate_code,
        codes.label as directorate_label,
        teams.team_manager_id,
        workers.worker_name as team_manager_name,
        teams.closed_on,
        teams.closed_on is null as is_open
    from teams
    left join workers
        on workers.worker_id = teams.team_manager_id
    left join codes
        on
            codes.code_list = 'directorate'
            and codes.code = teams.directorate_code

)

select * from final
