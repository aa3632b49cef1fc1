-- One row a kind of identifier, identifier and stretch of time [valid_from, valid_to) in which it can mean one worker
-- only. What one person alone was ever called is theirs on any day; what several were called is, on each day, theirs who
-- alone of them was employed, and nobody's where two were or none.
{{ config(materialized='table') }}

with known_as as (

    select * from {{ ref('stg_people__known_as') }}

),

employments as (

    select distinct
        worker_id,
        started_on as employed_from,
        case when left_on >= started_on then left_on + 1 else 'infinity'::date end as employed_to
    from {{ ref('stg_hr__workers') }}

),

counted as (

    select
        id_kind,
        identity_key,
        count(*) as holders_count,
        min(worker_id) as worker_id
    from known_as
    group by id_kind, identity_key

),

shared as (

    select
        known_as.id_kind,
        known_as.identity_key,
        known_as.worker_id,
        employments.employed_from,
        employments.employed_to
    from known_as
    inner join counted
        on
            counted.id_kind = known_as.id_kind
            and counted.identity_key = known_as.identity_key
            and counted.holders_count > 1
    inner join employments
        on employments.worker_id = known_as.worker_id

),

boundaries as (

    select id_kind, identity_key, employed_from as changes_on from shared
    union
    select id_kind, identity_key, employed_to from shared

),

stretches as (

    select
        id_kind,
        identity_key,
        changes_on as valid_from,
        lead(changes_on) over (partition by id_kind, identity_key order by changes_on) as valid_to
    from boundaries

),

held_by_one as (

    select
        stretches.id_kind,
        stretches.identity_key,
        stretches.valid_from,
        stretches.valid_to,
        min(shared.worker_id) as worker_id
    from stretches
    inner join shared
        on
            shared.id_kind = stretches.id_kind
            and shared.identity_key = stretches.identity_key
            and shared.employed_from <= stretches.valid_from
            and shared.employed_to > stretches.valid_from
    where stretches.valid_to is not null
    group by stretches.id_kind, stretches.identity_key, stretches.valid_from, stretches.valid_to
    having count(distinct shared.worker_id) = 1

),

final as (

    select
        id_kind, identity_key, worker_id, '-infinity'::date as valid_from, 'infinity'::date as valid_to,
        1 as holders_count
    from counted
    where holders_count = 1

    union all

    select
        held_by_one.id_kind, held_by_one.identity_key, held_by_one.worker_id, held_by_one.valid_from,
        held_by_one.valid_to, counted.holders_count
    from held_by_one
    inner join counted
        on
            counted.id_kind = held_by_one.id_kind
            and counted.identity_key = held_by_one.identity_key

)

select * from final
