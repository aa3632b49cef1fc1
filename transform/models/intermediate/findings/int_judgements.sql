-- One row a rule about findings and what it judged: found, fine, not known, or of a format nobody recognises; with the
-- line manager and team the person stood under on the day.
{{ config(materialized='view') }}

with of_sessions as (

    select * from {{ ref('int_session_judgements') }}

),

of_diaries as (

    select * from {{ ref('int_diary_judgements') }}

),

of_lines as (

    select * from {{ ref('int_line_judgements') }}

),

of_assurance as (

    select * from {{ ref('int_assurance_judgements') }}

),

of_asye as (

    select * from {{ ref('int_asye_judgements') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

others as (

    select
        *,
        found_on as attributed_on
    from of_diaries

    union all by name

    select
        *,
        found_on as attributed_on
    from of_lines

    union all by name

    select * from of_assurance

    union all by name

    select
        *,
        found_on as attributed_on
    from of_asye

),

attributed as (

    select
        others.* exclude (attributed_on),
        main_posts.line_manager_id as supervisor_id,
        main_posts.team_id,
        coalesce(teams.directorate_code, 'unassigned') as directorate_code
    from others
    left join main_posts
        on
            main_posts.worker_id = others.worker_id
            and main_posts.valid_from <= others.attributed_on
            and main_posts.valid_to > others.attributed_on
    left join teams
        on teams.team_id = main_posts.team_id

),

final as (

    select * from of_sessions
    union all by name
    select * from attributed

)

select * from final
