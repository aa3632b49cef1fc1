-- One row a worker and programme: the days over which it runs or ran so far as known, [asye_from, runs_to), to its
-- end, to their leaving or to the data date; and [needs_from, needs_to), on which it needs an assessor: from the day
-- the register of assessors begins, to the recommendation. Without a register nobody can say who was there.
with programmes as (

    select * from {{ ref('int_programmes') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

supervisors as (

    select * from {{ ref('stg_asye__supervisors') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

last_employments as (

    select
        worker_id,
        max(employed_to) as employed_to
    from employments
    group by worker_id

),

register_begins as (

    select min(supervisors.started_on) as begins_on
    from supervisors
    inner join run
        on supervisors.started_on <= run.data_date
    where supervisors.role_code = 'assessor'

),

running as (

    select
        programmes.worker_id,
        programmes.asye_from,
        programmes.recommended_on,
        least(
            programmes.asye_to,
            coalesce(last_employments.employed_to, 'infinity'::date),
            run.data_date + 1
        ) as runs_to
    from programmes
    cross join run
    left join last_employments
        on last_employments.worker_id = programmes.worker_id

),

final as (

    select
        running.worker_id,
        running.asye_from,
        running.runs_to,
        register_begins.begins_on is not null as has_register,
        greatest(running.asye_from, register_begins.begins_on) as needs_from,
        least(running.runs_to, coalesce(running.recommended_on + 1, 'infinity'::date)) as needs_to
    from running
    cross join register_begins

)

select * from final
