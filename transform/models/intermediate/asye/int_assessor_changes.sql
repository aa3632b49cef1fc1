-- One row a programme and day on which somebody took over as assessor from somebody else, with the first review held
-- on or after it, by which the change should have been noted. Who goes on, or comes back after nobody, is no change.
with programmes as (

    select * from {{ ref('int_programmes') }}

),

supervisors as (

    select * from {{ ref('stg_asye__supervisors') }}

),

reviews as (

    select * from {{ ref('stg_asye__reviews') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- An end before its start is taken as open.
assessors as (

    select distinct
        programmes.worker_id,
        programmes.asye_from,
        programmes.asye_to,
        supervisors.supervisor_id,
        supervisors.started_on as held_from,
        case
            when supervisors.ended_on between supervisors.started_on and run.data_date then supervisors.ended_on + 1
            else 'infinity'::date
        end as held_to
    from programmes
    cross join run
    inner join supervisors
        on
            supervisors.worker_id = programmes.worker_id
            and supervisors.started_on <= run.data_date
            and supervisors.started_on < programmes.asye_to
    where supervisors.role_code = 'assessor'

),

during as (

    select * from assessors
    where held_to > asye_from

),

changes as (

    select
        during.worker_id,
        during.asye_from,
        during.asye_to,
        during.supervisor_id,
        during.held_from as changed_on
    from during
    inner join during as earlier
        on
            earlier.worker_id = during.worker_id
            and earlier.asye_from = during.asye_from
            and earlier.held_from < during.held_from
    where during.held_from > during.asye_from
    group by during.worker_id, during.asye_from, during.asye_to, during.supervisor_id, during.held_from
    having
        arg_max(
            earlier.supervisor_id, struct_pack(f := earlier.held_from, t := earlier.held_to, s := earlier.supervisor_id)
        ) <> during.supervisor_id
        and not bool_or(earlier.supervisor_id = during.supervisor_id and earlier.held_to >= during.held_from)

),

next_reviews as (

    select
        changes.worker_id,
        changes.asye_from,
        changes.supervisor_id,
        changes.changed_on,
        arg_min(
            struct_pack(k := reviews.review_key, d := reviews.held_on, n := reviews.is_handover_noted),
            struct_pack(d := reviews.held_on, m := reviews.milestone_months, k := reviews.review_key, r := reviews.review_id)
        ) as review
    from changes
    cross join run
    inner join reviews
        on
            reviews.worker_id = changes.worker_id
            and reviews.held_on >= changes.changed_on
            and reviews.held_on < changes.asye_to
            and reviews.held_on <= run.data_date
    group by changes.worker_id, changes.asye_from, changes.supervisor_id, changes.changed_on

),

final as (

    select
        changes.worker_id,
        changes.asye_from,
        changes.supervisor_id,
        changes.changed_on,
        next_reviews.review.k as review_key,
        next_reviews.review.d as next_review_on,
        next_reviews.review.n as is_handover_noted
    from changes
    left join next_reviews
        on
            next_reviews.worker_id = changes.worker_id
            and next_reviews.asye_from = changes.asye_from
            and next_reviews.supervisor_id = changes.supervisor_id
            and next_reviews.changed_on = changes.changed_on

)

select * from final
