-- One row a day and worker whom HR knew by then: whether they were employed on that day, and the post that speaks for
-- them: the one held on it, or the last one held before it.
with days as (

    select * from {{ ref('int_as_at_days') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

main_posts as (

    select
        *,
        coalesce(
            lead(valid_from) over (partition by worker_id order by valid_from),
            'infinity'::date
        ) as speaks_to
    from {{ ref('int_main_posts') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

employed as (

    select
        days.as_at,
        employments.worker_id,
        bool_or(employments.employed_to > days.as_at) as is_employed
    from employments
    inner join days
        on employments.employed_from <= days.as_at
    group by days.as_at, employments.worker_id

),

posts as (

    select
        days.as_at,
        main_posts.worker_id,
        main_posts.job_title,
        main_posts.staff_category_code,
        main_posts.team_id,
        case when main_posts.valid_to > days.as_at then main_posts.line_manager_id end as supervisor_id
    from main_posts
    inner join days
        on
            main_posts.valid_from <= days.as_at
            and main_posts.speaks_to > days.as_at

),

nqsws as (

    select distinct
        days.as_at,
        programmes.worker_id
    from programmes
    inner join days
        on
            programmes.asye_from <= days.as_at
            and programmes.asye_to > days.as_at

),

final as (

    select
        coalesce(employed.as_at, posts.as_at) as as_at,
        coalesce(employed.worker_id, posts.worker_id) as worker_id,
        coalesce(employed.is_employed, false) as is_employed,
        posts.job_title,
        posts.staff_category_code,
        posts.team_id,
        coalesce(teams.team_name, posts.team_id) as team_name,
        teams.service_name,
        coalesce(teams.directorate_code, 'unassigned') as directorate_code,
        posts.supervisor_id,
        nqsws.worker_id is not null as is_nqsw
    from employed
    full outer join posts
        on
            posts.as_at = employed.as_at
            and posts.worker_id = employed.worker_id
    left join teams
        on teams.team_id = posts.team_id
    left join nqsws
        on
            nqsws.as_at = coalesce(employed.as_at, posts.as_at)
            and nqsws.worker_id = coalesce(employed.worker_id, posts.worker_id)

)

select * from final
order by as_at
