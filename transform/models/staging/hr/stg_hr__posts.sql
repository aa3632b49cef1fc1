with source as (

    select * from {{ source('hr', 'hr_posts') }}

),

renamed as (

    select
        {{ subject_worker('employee_number', 'workers') }} as worker_id,
        source.employee_number as worker_typed,
        source.job_title,
        -- Where HR records no category, the job title gives it.
        case
            when source.staff_category is not null then coalesce(categories.code, 'unmapped')
            else coalesce(titles.staff_category_code, 'unmapped')
        end as staff_category_code,
        source.staff_category as staff_category_typed,
        source.team_code as team_id,
        {{ other_worker('line_manager_employee_number', 'line_managers') }} as line_manager_id,
        source.line_manager_employee_number as line_manager_typed,
        coalesce(source.fte, 1) as fte,
        source.safeguarding_role as is_safeguarding_role,
        source.post_start as started_on,
        source.post_end as ended_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('hr_posts', 'employee_number', 'workers') }}
    {{ join_worker('hr_posts', 'line_manager_employee_number', 'line_managers') }}
    {{ join_code_mapping('staff_category', 'source.staff_category', 'categories') }}
    left join {{ ref('job_titles') }} as titles
        on titles.job_title = lower(trim(source.job_title))

)

select * from renamed
