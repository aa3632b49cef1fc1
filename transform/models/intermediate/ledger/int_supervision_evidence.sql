-- One row a subject, day and format on which supervision happened: held sessions and completed case supervisions
-- dated on or before the data date. Several of one format on a day are one.
with sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

case_supervisions as (

    select * from {{ ref('int_case_supervisions') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

happened as (

    select
        'staff_supervision' as obligation_type,
        worker_id as subject_id,
        held_on as happened_on,
        format_code,
        session_id as evidence_id
    from sessions
    where status_code = 'held'

    union all

    select
        'case_supervision' as obligation_type,
        case_id as subject_id,
        supervised_on as happened_on,
        null as format_code,
        record_id as evidence_id
    from case_supervisions
    where record_status_code = 'completed'

),

final as (

    select
        happened.obligation_type,
        happened.subject_id,
        happened.happened_on,
        happened.format_code,
        min(happened.evidence_id) as evidence_id
    from happened
    inner join run
        on happened.happened_on <= run.data_date
    group by happened.obligation_type, happened.subject_id, happened.happened_on, happened.format_code

)

select * from final
