with recursive main_posts as (

    select * from {{ ref('int_main_posts') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

direct as (

    select distinct
        main_posts.line_manager_id as manager_id,
        main_posts.worker_id
    from main_posts
    cross join run
    inner join employments
        on
            employments.worker_id = main_posts.worker_id
            and employments.employed_from <= run.data_date
            and employments.employed_to > run.data_date
    where
        main_posts.valid_from <= run.data_date
        and main_posts.valid_to > run.data_date
        and main_posts.line_manager_id is not null
        and main_posts.line_manager_id <> main_posts.worker_id

),

-- A union, not a union all, so that two people who manage one another do not go round for ever.
lines (manager_id, worker_id) as (

    select
        manager_id,
        worker_id
    from direct

    union

    select
        lines.manager_id,
        direct.worker_id
    from lines
    inner join direct
        on direct.manager_id = lines.worker_id

),

final as (

    select
        lines.manager_id,
        lines.worker_id,
        case when direct.worker_id is not null then 1 else 2 end as depth
    from lines
    left join direct
        on
            direct.manager_id = lines.manager_id
            and direct.worker_id = lines.worker_id
    where lines.manager_id <> lines.worker_id

)

select * from final
