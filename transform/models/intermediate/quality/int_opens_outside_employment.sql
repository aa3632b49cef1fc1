-- One row a thing a policy would ask of somebody in HR on a day when they were not employed: an agreement with a
-- manager, a new date for a cancelled session, a panel. It makes no obligation. Sessions held then have a check of
-- their own, and so have programmes.
with line_management as (

    select * from {{ ref('int_line_management') }}

),

posts as (

    select
        worker_id,
        line_manager_id,
        min(_source_file) as _source_file,
        arg_min(_source_row, (_source_file, _source_row)) as _source_row
    from {{ ref('stg_hr__posts') }}
    group by worker_id, line_manager_id

),

sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

programmes as (

    select * from {{ ref('stg_asye__programmes') }}

),

workers as (

    select distinct worker_id from {{ ref('stg_hr__workers') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

opening as (

    select
        'hr_posts' as feed,
        'worker' as subject_type,
        line_management.worker_id as subject_id,
        line_management.worker_id,
        greatest(line_management.managed_from, records_from.records_from) as opens_on,
        'An agreement with ' || line_management.line_manager_id || ' would be owed' as what,
        posts._source_file,
        posts._source_row
    from line_management
    inner join records_from
        on records_from.feed = 'sharepoint_agreements'
    inner join posts
        on
            posts.worker_id = line_management.worker_id
            and posts.line_manager_id = line_management.line_manager_id
    where line_management.managed_to > records_from.records_from

    union all

    select
        'sharepoint_sessions' as feed,
        'session' as subject_type,
        session_id as subject_id,
        worker_id,
        planned_on as opens_on,
        'Planned and cancelled' as what,
        _source_file,
        _source_row
    from sessions
    where status_code = 'cancelled'

    union all

    select
        'asye_programmes' as feed,
        'worker' as subject_type,
        worker_id as subject_id,
        worker_id,
        recommended_on as opens_on,
        'Recommended to the panel' as what,
        _source_file,
        _source_row
    from programmes

),

final as (

    select
        opening.feed,
        opening.subject_type,
        opening.subject_id,
        opening.what,
        opening._source_file,
        opening._source_row
    from opening
    inner join run
        on opening.opens_on <= run.data_date
    inner join workers
        on workers.worker_id = opening.worker_id
    left join employments
        on
            employments.worker_id = opening.worker_id
            and employments.employed_from <= opening.opens_on
            and employments.employed_to > opening.opens_on
    where employments.worker_id is null

)

select * from final
