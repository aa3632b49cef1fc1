-- One row a post as known on the data date, [held_from, held_to). Posts that start later are left out, ends typed
-- for later are still to come.
with posts as (

    select * from {{ ref('stg_hr__posts') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select distinct
        posts.worker_id,
        posts.job_title,
        posts.staff_category_code,
        posts.team_id,
        posts.line_manager_id,
        posts.fte,
        posts.is_safeguarding_role,
        posts.started_on as held_from,
        case
            when posts.ended_on between posts.started_on and run.data_date then posts.ended_on + 1
            else 'infinity'::date
        end as held_to
    from posts
    inner join run
        on posts.started_on <= run.data_date

)

select * from final
