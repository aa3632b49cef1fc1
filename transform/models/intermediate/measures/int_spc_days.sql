-- One row a day that may be looked at (the data date and each month end before it) and month end of the charts that
-- end there. The one place that decides where a chart ends: at the last month that was whole by the day looked at.
-- The data date's own month is never whole: its last day was not over when the data was taken.
with measures as (

    select distinct
        as_at,
        is_data_date
    from {{ ref('fct_monthly_measures') }}

),

rules as (

    select * from {{ ref('int_spc_rules') }}

),

ends as (

    select
        looked_at.as_at,
        max(months.as_at) as last_month_on
    from measures as looked_at
    inner join measures as months
        on
            months.as_at <= looked_at.as_at
            and not months.is_data_date
    group by looked_at.as_at

),

final as (

    select
        ends.as_at,
        (rules.months - datediff('month', months.as_at, ends.last_month_on))::integer as point_number,
        months.as_at as month_end_on,
        months.as_at = ends.last_month_on as is_last
    from ends
    cross join rules
    inner join measures as months
        on
            months.as_at <= ends.last_month_on
            and datediff('month', months.as_at, ends.last_month_on) < rules.months
            and not months.is_data_date

)

select * from final
