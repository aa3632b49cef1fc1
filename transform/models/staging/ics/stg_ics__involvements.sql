with source as (

    select * from {{ source('ics', 'ics_involvements') }}

),

renamed as (

    select
        'ics' as system_code,
        'ics-' || source.person_id as case_id,
        {{ mapped_code('source.involvement_type', 'involvement_types') }} as involvement_type_code,
        source.involvement_type as involvement_type_typed,
        -- Annex A gives no start for care leavers: their 18th birthday stands for it.
        coalesce(source.start_date, source.turns_18_on) as started_on,
        source.start_date is null as is_start_assumed,
        source.end_date as ended_on,
        {{ other_worker('allocated_worker', 'workers') }} as worker_id,
        source.allocated_worker as worker_typed,
        {{ team_written('source.team_code', 'teams') }} as team_id,
        case
            when source.case_status is not null then coalesce(statuses.code, letters.code, 'unmapped')
        end as case_status_code,
        source.case_status as case_status_typed,
        source.turns_18_on,
        source.turns_21_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('ics_involvements', 'allocated_worker', 'workers') }}
    {{ join_code_mapping('involvement_type', 'source.involvement_type', 'involvement_types') }}
    {{ join_code_mapping('annex_a_case_status', annex_a_words('source.case_status'), 'statuses') }}
    {{ join_code_mapping('annex_a_case_status', annex_a_letter('source.case_status'), 'letters') }}
    {{ join_team('source.team_code', 'teams') }}

)

select * from renamed
