with in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

final as (

    select
        directorate_code,
        policy_id,
        valid_from,
        case when valid_to < 'infinity'::date then valid_to end as valid_to
    from in_force

)

select * from final
