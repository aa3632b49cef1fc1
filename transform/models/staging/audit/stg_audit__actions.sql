with source as (

    select * from {{ source('audit', 'audit_actions') }}

),

renamed as (

    select
        source.action_id,
        source.audit_id,
        {{ subject_worker('owner', 'owners') }} as owner_id,
        source.owner as owner_typed,
        source.due as due_on,
        source.completed as completed_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('audit_actions', 'owner', 'owners') }}

)

select * from renamed
