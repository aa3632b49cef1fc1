-- One row a held session and employed supervisee, up to the data date, with what its rules ask about: who led it, whether they
-- are the line manager and registered, and the team and manager the supervisee stood under on the day. A day typed for
-- later has not come.
with sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

posts as (

    select * from {{ ref('int_posts') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

registrations as (

    select * from {{ ref('int_registrations') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- All posts of a stretch speak, where the main one does not: a tick on one is enough, and a blank is not a no.
stretches as (

    select
        main_posts.worker_id,
        main_posts.valid_from,
        main_posts.valid_to,
        main_posts.line_manager_id,
        main_posts.team_id,
        coalesce(teams.directorate_code, 'unassigned') as directorate_code,
        case
            when bool_or(posts.is_safeguarding_role) then true
            when bool_or(posts.is_safeguarding_role is null) then null
            else false
        end as is_safeguarding,
        list(distinct posts.line_manager_id) filter (where posts.line_manager_id is not null) as line_manager_ids
    from main_posts
    inner join posts
        on
            posts.worker_id = main_posts.worker_id
            and posts.held_from <= main_posts.valid_from
            and posts.held_to > main_posts.valid_from
    left join teams
        on teams.team_id = main_posts.team_id
    group by
        main_posts.worker_id, main_posts.valid_from, main_posts.valid_to, main_posts.line_manager_id,
        main_posts.team_id, teams.directorate_code

),

final as (

    select
        sessions.session_supervisee_id,
        sessions.session_id,
        sessions.worker_id,
        coalesce(sessions.format_code, 'unmapped') as format_code,
        sessions.held_on,
        sessions.duration_minutes,
        sessions.reflective_minutes,
        case when sessions.form_received_on <= run.data_date then sessions.form_received_on end as form_received_on,
        case when sessions.supervisee_agreed_on <= run.data_date then sessions.supervisee_agreed_on end
            as supervisee_agreed_on,
        case when sessions.supervisor_agreed_on <= run.data_date then sessions.supervisor_agreed_on end
            as supervisor_agreed_on,
        sessions.supervisor_id as led_by_id,
        registrations.has_number as leader_has_number,
        registrations.registered_to as leader_registered_to,
        stretches.line_manager_id as supervisor_id,
        stretches.team_id,
        coalesce(stretches.directorate_code, 'unassigned') as directorate_code,
        stretches.is_safeguarding,
        stretches.worker_id is not null as is_in_post,
        list_contains(stretches.line_manager_ids, sessions.supervisor_id) as is_led_by_line_manager
    from sessions
    inner join run
        on sessions.held_on <= run.data_date
    -- Whoever was not employed on the day is in no figure: Data quality tells of the session.
    inner join employments
        on
            employments.worker_id = sessions.worker_id
            and employments.employed_from <= sessions.held_on
            and employments.employed_to > sessions.held_on
    left join stretches
        on
            stretches.worker_id = sessions.worker_id
            and stretches.valid_from <= sessions.held_on
            and stretches.valid_to > sessions.held_on
    left join registrations
        on registrations.worker_id = sessions.supervisor_id
    where sessions.status_code = 'held'

)

select * from final
