-- One row a directorate, policy and the days on which that policy is the one the directorate is held to. A policy
-- named when the warehouse was refreshed takes the place of all of them.
with seed as (

    select * from {{ ref('in_force') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

dated as (

    select
        directorate_code,
        policy_id,
        valid_from,
        coalesce(
            lead(valid_from) over (partition by directorate_code order by valid_from),
            'infinity'::date
        ) as valid_to
    from seed

),

final as (

    select
        dated.directorate_code,
        coalesce(run.policy_override, dated.policy_id) as policy_id,
        dated.valid_from,
        dated.valid_to
    from dated
    cross join run

)

select * from final
