with problems as (

    select * from {{ ref('stg_load__problems') }}

),

final as (

    select
        load_id,
        feed,
        file_name,
        source_row,
        heading,
        typed_text,
        code,
        title,
        sentence,
        fix,
        outcome,
        severity
    from problems

)

select * from final
