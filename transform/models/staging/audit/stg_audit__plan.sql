with source as (

    select * from {{ source('audit', 'audit_plan') }}

),

renamed as (

    select
        source.audit_round,
        {{ other_worker('supervisor', 'supervisors') }} as supervisor_id,
        source.supervisor as supervisor_typed,
        source.due as due_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('audit_plan', 'supervisor', 'supervisors') }}

)

select * from renamed
