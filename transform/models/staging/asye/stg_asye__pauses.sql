with source as (

    select * from {{ source('asye', 'asye_pauses') }}

),

renamed as (

    select
        {{ subject_worker('nqsw', 'workers') }} as worker_id,
        source.nqsw as worker_typed,
        source.from_on as started_on,
        source.to_on as ended_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('asye_pauses', 'nqsw', 'workers') }}

)

select * from renamed
