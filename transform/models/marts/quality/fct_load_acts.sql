-- One row a thing that was done with the data before this refresh: published, refused, accepted, rolled back, removed
-- because its time had passed, or erased. What this refresh itself did is in the next one's.
with acts as (

    select * from {{ ref('stg_load__acts') }}

),

final as (

    select
        act_number,
        kind,
        acted_at,
        acted_by,
        reason,
        words,
        load_id,
        file_name
    from acts

)

select * from final
