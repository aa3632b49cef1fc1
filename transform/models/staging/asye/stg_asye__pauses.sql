with source as (

    select * from {{ source('asye', 'asye_pauses') }}

),

renamed as (

    select
        source.nqsw as worker_id,
        source.from_on as started_on,
        source.to_on as ended_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source

)

select * from renamed
