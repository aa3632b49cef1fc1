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
        rows_erased,
        rows_expired,
        is_current,
        outcome,
        landed_by,
        superseded_by,
        accepted_by,
        accepted_at,
        accepted_reason
    from files

)

select * from final
