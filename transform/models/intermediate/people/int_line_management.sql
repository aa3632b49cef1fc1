-- One row a supervisee, line manager and unbroken stretch of posts under that manager, [managed_from, managed_to).
-- Posts that touch or overlap are one stretch; two managers at once are two rows.
with posts as (

    select distinct
        worker_id,
        line_manager_id,
        held_from,
        held_to
    from {{ ref('int_posts') }}
    where line_manager_id is not null

),

marked as (

    select
        *,
        coalesce(
            held_from > max(held_to) over (
                partition by worker_id, line_manager_id
                order by held_from, held_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from posts

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by worker_id, line_manager_id
            order by held_from, held_to
        ) as stretch_number
    from marked

),

final as (

    select
        worker_id,
        line_manager_id,
        min(held_from) as managed_from,
        max(held_to) as managed_to
    from numbered
    group by worker_id, line_manager_id, stretch_number

)

select * from final
