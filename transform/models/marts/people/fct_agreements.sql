with agreements as (

    select * from {{ ref('stg_sharepoint__agreements') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- An agreement stands from the later of its two signatures; one dated after the data date has not happened.
dated as (

    select
        agreements.*,
        case
            when agreements.supervisee_signed_on <= run.data_date and agreements.supervisor_signed_on <= run.data_date
                then greatest(agreements.supervisee_signed_on, agreements.supervisor_signed_on)
        end as signed_on,
        run.data_date
    from agreements
    cross join run

),

ranked as (

    select
        dated.*,
        row_number() over (
            partition by dated.worker_id, dated.supervisor_id
            order by
                dated.signed_on desc nulls last,
                dated.review_due_on desc nulls last,
                dated.supervisee_signed_on desc nulls last,
                dated.supervisor_signed_on desc nulls last,
                dated._source_file,
                dated._source_row
        ) as newest_number
    from dated

),

final as (

    select
        ranked.worker_id,
        ranked.supervisor_id,
        coalesce(supervisors.worker_name, ranked.supervisor_id) as supervisor_name,
        ranked.supervisee_signed_on,
        ranked.supervisor_signed_on,
        ranked.signed_on,
        ranked.signed_on is not null as is_signed_by_both,
        coalesce(workers.is_employed and workers.line_manager_id = ranked.supervisor_id, false)
            as is_with_present_supervisor,
        coalesce(workers.is_employed and workers.line_manager_id = ranked.supervisor_id, false)
        and ranked.signed_on is not null
        and ranked.newest_number = 1 as is_in_place,
        ranked.review_due_on,
        coalesce(ranked.review_due_on < ranked.data_date, false) as is_review_past,
        ranked._source_file as source_file,
        ranked._source_row as source_row
    from ranked
    left join workers
        on workers.worker_id = ranked.worker_id
    left join workers as supervisors
        on supervisors.worker_id = ranked.supervisor_id

)

select * from final
