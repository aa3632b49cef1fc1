-- One row a member of staff: whether HR shows a registration number, and the last day it is known to last. Of several
-- rows of one person the most favourable speaks; a number with no expiry has no last day.
with workers as (

    select * from {{ ref('stg_hr__workers') }}

),

final as (

    select
        worker_id,
        bool_or(swe_number is not null) as has_number,
        max(coalesce(registration_expires_on, 'infinity'::date)) filter (where swe_number is not null)
            as registered_to
    from workers
    group by worker_id

)

select * from final
