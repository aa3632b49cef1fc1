-- One row a worker and stretch of days with the post that speaks for them: of several at once the largest FTE, then
-- the latest start, then the lowest team code. It says who their line manager and team were on any day.
with posts as (

    select
        *,
        row_number() over (
            order by
                worker_id, fte desc, held_from desc, team_id asc nulls last, line_manager_id asc nulls last,
                staff_category_code, job_title, held_to
        ) as preference
    from {{ ref('int_posts') }}

),

edges as (

    select worker_id, held_from as edge_on from posts
    union
    select worker_id, held_to as edge_on from posts

),

segments as (

    select
        worker_id,
        edge_on as valid_from,
        lead(edge_on) over (partition by worker_id order by edge_on) as valid_to
    from edges

),

preferred as (

    select
        segments.worker_id,
        segments.valid_from,
        segments.valid_to,
        min(posts.preference) as preference
    from segments
    inner join posts
        on
            posts.worker_id = segments.worker_id
            and posts.held_from <= segments.valid_from
            and posts.held_to > segments.valid_from
    where segments.valid_to is not null
    group by segments.worker_id, segments.valid_from, segments.valid_to

),

final as (

    select
        preferred.worker_id,
        preferred.valid_from,
        preferred.valid_to,
        posts.job_title,
        posts.staff_category_code,
        posts.team_id,
        posts.line_manager_id,
        posts.fte
    from preferred
    inner join posts
        on posts.preference = preferred.preference

)

select * from final
