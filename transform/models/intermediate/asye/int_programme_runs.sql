-- One row a worker and programme: the days over which it runs or ran so far as known, [asye_from, runs_to), cut to the
-- employment it began in.
with programmes as (

    select * from {{ ref('int_programmes') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select
        programmes.worker_id,
        programmes.asye_from,
        least(
            programmes.asye_to,
            coalesce(employments.employed_to, 'infinity'::date),
            run.data_date + 1
        ) as runs_to
    from programmes
    cross join run
    left join employments
        on
            employments.worker_id = programmes.worker_id
            and employments.employed_from <= programmes.asye_from
            and employments.employed_to > programmes.asye_from

)

select * from final
