with source as (

    select * from {{ source('audit', 'audit_actions') }}

),

renamed as (

    select
        source.action_id,
        source.audit_id,
        source.owner as owner_id,
        source.due as due_on,
        source.completed as completed_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source

)

select * from renamed
