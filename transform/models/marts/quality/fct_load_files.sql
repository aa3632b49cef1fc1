with files as (

    select * from {{ ref('stg_load__files') }}

),

final as (

    select
        load_id,
        feed,
        part,
        file_name,
        extracted_on,
        landed_at,
        rows_received,
        rows_accepted,
        rows_quarantined,
        rows_duplicate,
        is_current,
        outcome
    from files

)

select * from final
