-- One row a worker and unbroken stretch of employment, [employed_from, employed_to). Leaving and starting again on
-- the same or the next day is one stretch. An end before its start is taken as not known: dropping somebody would
-- flatter the figures.
with workers as (

    select * from {{ ref('stg_hr__workers') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

as_known as (

    select distinct
        workers.worker_id,
        workers.started_on as employed_from,
        case
            when workers.left_on between workers.started_on and run.data_date then workers.left_on + 1
            else 'infinity'::date
        end as employed_to
    from workers
    inner join run
        on workers.started_on <= run.data_date

),

marked as (

    select
        *,
        coalesce(
            employed_from > max(employed_to) over (
                partition by worker_id
                order by employed_from, employed_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from as_known

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by worker_id
            order by employed_from, employed_to
        ) as stretch_number
    from marked

),

final as (

    select
        worker_id,
        min(employed_from) as employed_from,
        max(employed_to) as employed_to
    from numbered
    group by worker_id, stretch_number

)

select * from final
