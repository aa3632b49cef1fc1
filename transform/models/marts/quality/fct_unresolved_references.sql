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
        string_agg(concat_ws(' ', worker_id, worker_name, '(' || why || ')'), '; ' order by place)
        filter (where place <= 5) as nearest_people,
        arg_min(why, place) as likeliest_why,
        bool_or(reason_code = 'ambiguous') as is_one_of_several,
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
        case when told.is_one_of_several then 'ambiguous' else unresolved.reason_code end as reason_code,
        unresolved.id_kind,
        unresolved.rows_count::integer as rows_count,
        unresolved.first_on,
        unresolved.last_on,
        unresolved.evidence_count::integer as evidence_count,
        unresolved.last_evidence_on,
        coalesce(told.candidates_count, 0) as candidates_count,
        told.likeliest_worker_id,
        told.likeliest_worker_name,
        told.nearest_people
        || case when told.candidates_count > 5 then '; and ' || (told.candidates_count - 5) || ' more' else '' end
            as nearest_people,
        told.likeliest_why,
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
        counted.* exclude (likeliest_why),
        case
            when id_kind is not null and reason_code = 'ambiguous'
                then 'More than one person is known by it, and the day does not tell which'
            when reason_code = 'ambiguous'
                then candidates_count || ' people have this initial and a surname as written or much like it'
            when likeliest_why like '%initial'
                then 'An initial and a surname are never taken for somebody; one person may be meant'
            when candidates_count = 0 then 'Nobody in the staff list is known by it, and no name is near it'
            when candidates_count = 1 then 'Nobody in the staff list is known by it; one person is near'
            else 'Nobody in the staff list is known by it; ' || candidates_count || ' people are near'
        end as reason,
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
