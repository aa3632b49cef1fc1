-- One row a line manager and unbroken stretch in which somebody's post names them, [manages_from, manages_to).
with line_management as (

    select distinct
        line_manager_id,
        managed_from,
        managed_to
    from {{ ref('int_line_management') }}

),

marked as (

    select
        *,
        coalesce(
            managed_from > max(managed_to) over (
                partition by line_manager_id
                order by managed_from, managed_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from line_management

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by line_manager_id
            order by managed_from, managed_to
        ) as stretch_number
    from marked

),

final as (

    select
        line_manager_id as worker_id,
        min(managed_from) as manages_from,
        max(managed_to) as manages_to
    from numbered
    group by line_manager_id, stretch_number

)

select * from final
