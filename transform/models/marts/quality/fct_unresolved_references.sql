with unresolved as (

    select * from {{ ref('stg_people__unresolved') }}

),

candidates as (

    select * from {{ ref('fct_reference_candidates') }}

),

cases as (

    select * from {{ ref('fct_cases') }}

),

supervisees as (

    select * from {{ ref('fct_supervisees') }}

),

words as (

    select * from {{ ref('reference_words') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

told as (

    select
        reference_id,
        count(*)::integer as candidates_count,
        arg_min(worker_id, place) as likeliest_worker_id,
        arg_min(worker_name, place) as likeliest_worker_name,
        string_agg(worker_id || ' ' || worker_name, '; ' order by place) filter (where place <= 5) as nearest_people,
        any_value(obligation_type) as obligation_type,
        count(*) filter (where may_be_overdue_by_it)::integer as people_overdue_count
    from candidates
    group by reference_id

),

cases_without as (

    select
        cases.system_code || '_involvements/allocated_worker/' || cases.worker_id as reference_id,
        count(distinct cases.case_id)::integer as cases_count
    from cases
    inner join run
        on run.data_date = cases.as_at
    where cases.is_in_force and cases.worker_id is not null
    group by cases.system_code, cases.worker_id

),

people_without as (

    select
        'hr_posts/line_manager_employee_number/' || supervisees.supervisor_id as reference_id,
        count(distinct supervisees.worker_id)::integer as people_count
    from supervisees
    inner join run
        on run.data_date = supervisees.as_at
    where supervisees.is_in_force and supervisees.supervisor_id is not null
    group by supervisees.supervisor_id

),

counted as (

    select
        unresolved.reference_id,
        unresolved.feed,
        unresolved.column_name,
        split_part(unresolved.feed, '_', 1) as system_code,
        unresolved.heading,
        words.who_label,
        words.row_label,
        words.rows_label,
        unresolved.written as written_text,
        unresolved.is_subject,
        unresolved.reason_code,
        unresolved.id_kind,
        unresolved.rows_count::integer as rows_count,
        unresolved.first_on,
        unresolved.last_on,
        unresolved.evidence_count::integer as evidence_count,
        unresolved.last_evidence_on,
        coalesce(told.candidates_count, 0) as candidates_count,
        told.likeliest_worker_id,
        told.likeliest_worker_name,
        told.nearest_people,
        told.obligation_type,
        coalesce(told.people_overdue_count, 0) as people_overdue_count,
        coalesce(cases_without.cases_count, 0) as cases_count,
        coalesce(people_without.people_count, 0) as people_count,
        unresolved._source_file as source_file,
        unresolved._source_row::integer as source_row
    from unresolved
    inner join words
        on
            words.feed = unresolved.feed
            and words.column_name = unresolved.column_name
    left join told
        on told.reference_id = unresolved.reference_id
    left join cases_without
        on cases_without.reference_id = unresolved.reference_id
    left join people_without
        on people_without.reference_id = unresolved.reference_id

),

final as (

    select
        counted.*,
        case
            when people_overdue_count = 1 then 'At most 1 person is overdue because of it'
            when people_overdue_count > 1
                then 'At most ' || people_overdue_count || ' people are overdue because of it'
            when cases_count = 1 then '1 open case has no known worker'
            when cases_count > 1 then cases_count || ' open cases have no known worker'
            when people_count = 1 then '1 person has no known supervisor'
            when people_count > 1 then people_count || ' people have no known supervisor'
            when is_subject and rows_count = 1 then '1 ' || row_label || ' counts for nobody'
            when is_subject then rows_count || ' ' || rows_label || ' count for nobody'
            when rows_count = 1 then '1 ' || row_label || ' shows no ' || who_label
            else rows_count || ' ' || rows_label || ' show no ' || who_label
        end as effect
    from counted

)

select * from final
