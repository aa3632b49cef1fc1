with source as (

    select * from {{ source('asye', 'asye_evidence') }}

),

renamed as (

    select
        {{ subject_worker('nqsw', 'workers') }} as worker_id,
        source.nqsw as worker_typed,
        {{ mapped_code('source.kind', 'evidence_kinds') }} as kind_code,
        source.kind as kind_typed,
        source.dated as dated_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('asye_evidence', 'nqsw', 'workers') }}
    {{ join_code_mapping('evidence_kind', 'source.kind', 'evidence_kinds') }}

)

select * from renamed
