-- One row a day that people and cases are listed on: the data date, and the 24 month ends before it that lie within
-- the records. A scenario keeps the data date alone (see dashboard/scenarios/keep_day.sql).
{{ config(tags=['scenario']) }}

with run as (

    select * from {{ ref('stg_load__run') }}

),

records_from as (

    select min(records_from) as records_from
    from {{ ref('int_records_from') }}
    where feed = 'sharepoint_sessions' or feed like '%_case_supervisions'

),

month_ends as (

    select last_day((date_trunc('month', run.data_date) - to_months(n::integer))::date) as as_at
    from run
    cross join generate_series(1, 24) as months (n)

),

final as (

    select
        data_date as as_at,
        true as is_data_date
    from run

    union all

    select
        month_ends.as_at,
        false as is_data_date
    from month_ends
    inner join records_from
        on month_ends.as_at >= records_from.records_from

)

select * from final
