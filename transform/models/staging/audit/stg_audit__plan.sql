with source as (

    select * from {{ source('audit', 'audit_plan') }}

),

renamed as (

    select
        source.audit_round,
        source.supervisor as supervisor_id,
        source.due as due_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source

)

select * from renamed
