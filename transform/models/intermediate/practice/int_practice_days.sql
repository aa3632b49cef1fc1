-- One row a day on which practice is told as it stands: the data date and the 36 month ends before it, as in the
-- monthly measures.
with run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select
        run.data_date as as_at,
        true as is_data_date
    from run

    union all

    select
        last_day((date_trunc('month', run.data_date) - to_months(n::integer))::date) as as_at,
        false as is_data_date
    from run
    cross join generate_series(1, 36) as months (n)

)

select * from final
