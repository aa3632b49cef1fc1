-- One row a way of writing a team, in small letters, that can be only one team: its code, or its name where no two teams
-- have it and it is no other team's code.
with source as (

    select * from {{ source('hr', 'hr_teams') }}

),

written as (

    select
        lower(trim(team_code)) as written,
        team_code as team_id,
        1 as turn
    from source

    union all

    select
        lower(trim(regexp_replace(team_name, '[\s\x{00A0}]+', ' ', 'g'))),
        team_code,
        2
    from source
    where team_name is not null

),

final as (

    select
        written,
        arg_min(team_id, (turn, team_id)) as team_id
    from written
    group by written
    having
        count(distinct team_id) filter (where turn = 1) = 1
        or (count(distinct team_id) = 1 and count(*) filter (where turn = 1) = 0)

)

select * from final
