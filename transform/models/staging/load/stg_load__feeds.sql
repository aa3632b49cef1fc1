with source as (

    select * from {{ source('load', 'load_feeds') }}

),

renamed as (

    select
        feed,
        role,
        title,
        is_supplied,
        extracted_on,
        rows_received,
        rows_accepted,
        rows_quarantined,
        rows_duplicate,
        rows_erased,
        rows_expired,
        freshness_days,
        is_stale
    from source

)

select * from renamed
