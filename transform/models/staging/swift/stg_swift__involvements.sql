with source as (

    select * from {{ source('swift', 'swift_involvements') }}

),

renamed as (

    select
        'swift' as system_code,
        'swift-' || source.person_id as case_id,
        {{ mapped_code('source.involvement_type', 'involvement_types') }} as involvement_type_code,
        source.involvement_type as involvement_type_typed,
        source.start_date as started_on,
        source.end_date as ended_on,
        {{ other_worker('allocated_worker', 'workers') }} as worker_id,
        source.allocated_worker as worker_typed,
        {{ team_written('source.team_code', 'teams') }} as team_id,
        source.turns_18_on,
        source.turns_21_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('swift_involvements', 'allocated_worker', 'workers') }}
    {{ join_code_mapping('involvement_type', 'source.involvement_type', 'involvement_types') }}
    {{ join_team('source.team_code', 'teams') }}

)

select * from renamed
