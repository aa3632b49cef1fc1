with source as (

    select * from {{ source('asye', 'asye_evidence') }}

),

renamed as (

    select
        source.nqsw as worker_id,
        {{ mapped_code('source.kind', 'evidence_kinds') }} as kind_code,
        source.kind as kind_typed,
        source.dated as dated_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_code_mapping('evidence_kind', 'source.kind', 'evidence_kinds') }}

)

select * from renamed
