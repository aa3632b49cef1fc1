with source as (

    select * from {{ source('swift', 'swift_risk_flags') }}

),

renamed as (

    select
        'swift' as system_code,
        'swift-' || source.person_id as case_id,
        {{ mapped_code('source.flag', 'flags') }} as risk_flag_code,
        source.flag as risk_flag_typed,
        source.from_on as started_on,
        source.to_on as ended_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_code_mapping('risk_flag', 'source.flag', 'flags') }}

)

select * from renamed
