with source as (

    select * from {{ source('load', 'reported_measures') }}

),

renamed as (

    select
        as_at,
        level_code,
        place_id,
        obligation_type,
        open_count,
        in_date_count,
        overdue_count,
        reported_on,
        published_at
    from source

)

select * from renamed
