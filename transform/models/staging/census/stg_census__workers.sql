with source as (

    select * from {{ source('census', 'census_workers') }}

),

renamed as (

    select
        source.swe_number,
        {{ swe_number_key('source.swe_number') }} as swe_number_key,
        {{ mapped_code('source.agency_worker', 'agencies') }} as agency_code,
        source.agency_worker as agency_typed,
        source.fte,
        {{ mapped_code('source.cfkss_status', 'statuses') }} as status_code,
        source.cfkss_status as status_typed,
        {{ mapped_code('source.org_role', 'roles') }} as role_code,
        source.org_role as role_typed,
        source.role_start_date as started_on,
        source.role_end_date as ended_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_code_mapping('census_agency', 'source.agency_worker', 'agencies') }}
    {{ join_code_mapping('census_status', 'source.cfkss_status', 'statuses') }}
    {{ join_code_mapping('census_role', 'source.org_role', 'roles') }}

)

select * from renamed
