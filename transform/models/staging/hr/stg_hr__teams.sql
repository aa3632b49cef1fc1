with source as (

    select * from {{ source('hr', 'hr_teams') }}

),

renamed as (

    select
        source.team_code as team_id,
        source.team_name,
        source.service as service_name,
        {{ mapped_code('source.directorate', 'directorates') }} as directorate_code,
        source.directorate as directorate_typed,
        {{ other_worker('team_manager_employee_number', 'team_managers') }} as team_manager_id,
        source.team_manager_employee_number as team_manager_typed,
        source.opened as opened_on,
        source.closed as closed_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('hr_teams', 'team_manager_employee_number', 'team_managers') }}
    {{ join_code_mapping('directorate', 'source.directorate', 'directorates') }}

)

select * from renamed
