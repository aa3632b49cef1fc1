with workers as (

    select * from {{ ref('stg_hr__workers') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

census as (

    select * from {{ ref('int_census_workers') }}

),

-- Of whom HR says how many hours they work, on any post.
with_hours as (

    select distinct worker_id
    from {{ ref('stg_hr__posts') }}
    where fte_typed is not null

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- The latest row of HR speaks for a person who has several.
latest as (

    select workers.*
    from workers
    qualify
        row_number() over (
            partition by workers.worker_id
            order by workers.started_on desc, workers.left_on desc nulls first, workers.worker_name
        ) = 1

),

latest_employment as (

    select
        employments.worker_id,
        max(employments.employed_from) as employed_from,
        max(employments.employed_to) as employed_to
    from employments
    group by employments.worker_id

),

-- The post held on the data date, or the last one held before it.
latest_post as (

    select main_posts.*
    from main_posts
    cross join run
    where main_posts.valid_from <= run.data_date
    qualify row_number() over (partition by main_posts.worker_id order by main_posts.valid_from desc) = 1

),

running as (

    select distinct programmes.worker_id
    from programmes
    cross join run
    where programmes.asye_to > run.data_date

),

final as (

    select
        latest.worker_id,
        coalesce(latest.worker_name, latest.worker_id) as worker_name,
        latest_post.job_title,
        latest_post.staff_category_code,
        latest_post.team_id,
        coalesce(teams.team_name, latest_post.team_id) as team_name,
        teams.service_name,
        coalesce(teams.directorate_code, 'unassigned') as directorate_code,
        latest_post.line_manager_id,
        managers.worker_name as line_manager_name,
        -- The census speaks where HR is silent, and never against it.
        case
            when with_hours.worker_id is null then coalesce(census.fte, latest_post.fte)
            else latest_post.fte
        end::double as fte,
        case
            when with_hours.worker_id is not null then 'hr'
            when census.fte is not null then 'census'
        end as fte_origin,
        coalesce(latest.employment_type_code, case when census.agency_code = 'agency' then 'agency' end)
            as employment_type_code,
        case
            when latest.employment_type_code is not null then 'hr'
            when census.agency_code = 'agency' then 'census'
        end as employment_type_origin,
        latest_employment.employed_from,
        case when latest_employment.employed_to < 'infinity'::date then latest_employment.employed_to - 1 end
            as left_on,
        coalesce(latest_employment.employed_to > run.data_date, false) as is_employed,
        running.worker_id is not null as is_nqsw
    from latest
    cross join run
    left join latest_employment
        on latest_employment.worker_id = latest.worker_id
    left join latest_post
        on latest_post.worker_id = latest.worker_id
    left join teams
        on teams.team_id = latest_post.team_id
    left join latest as managers
        on managers.worker_id = latest_post.line_manager_id
    left join running
        on running.worker_id = latest.worker_id
    left join census
        on census.worker_id = latest.worker_id
    left join with_hours
        on with_hours.worker_id = latest.worker_id

)

select * from final
