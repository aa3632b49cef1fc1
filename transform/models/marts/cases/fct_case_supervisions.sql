with case_supervisions as (

    select * from {{ ref('int_case_supervisions') }}

),

final as (

    select
        case_id,
        record_id,
        supervised_on,
        recorded_on,
        supervisor_id,
        worker_id,
        record_status_code,
        _source_file as source_file,
        _source_row as source_row
    from case_supervisions

)

select * from final
