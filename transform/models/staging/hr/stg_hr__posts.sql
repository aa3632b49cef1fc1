with source as (

    select * from {{ source('hr', 'hr_posts') }}

),

-- What the snapshots of a list of today's posts come to; none where every list has its own history.
seen as (

    select * from {{ ref('stg_hr__posts_seen') }}

),

files_with_history as (

    select distinct _source_file from seen

),

given as (

    select source.*
    from source
    left join files_with_history
        on files_with_history._source_file = source._source_file
    where files_with_history._source_file is null

),

posts as (

    select * from given
    union all by name
    select * exclude (first_seen_on, last_seen_on) from seen

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
        source.fte as fte_typed,
        source.safeguarding_role as is_safeguarding_role,
        source.post_start as started_on,
        source.post_end as ended_on,
        source._source_file,
        source._source_row,
        source._extracted_on,
        -- Of a post that is built from snapshots: whether its beginning is not known, and whether no later snapshot
        -- shows the person at all.
        coalesce(source.is_start_assumed, false) as is_start_assumed,
        coalesce(source.is_run_on, false) as is_run_on
    from posts as source
    {{ join_worker('hr_posts', 'employee_number', 'workers') }}
    {{ join_worker('hr_posts', 'line_manager_employee_number', 'line_managers') }}
    {{ join_code_mapping('staff_category', 'source.staff_category', 'categories') }}
    left join {{ ref('job_titles') }} as titles
        on titles.job_title = lower(trim(source.job_title))

)

select * from renamed
