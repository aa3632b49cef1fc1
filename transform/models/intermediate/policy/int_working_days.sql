-- One row a day, with how many working days there have been up to and with it since the list of bank holidays
-- begins: Monday to Friday less the bank holidays of England. The n-th working day after a day is the working day
-- whose count is n more.
with bank_holidays as (

    select * from {{ ref('bank_holidays') }}

),

span as (

    select
        date_trunc('year', min(holiday_on))::date as first_on,
        (date_trunc('year', max(holiday_on)) + to_years(1))::date as last_on
    from bank_holidays

),

days as (

    select unnest(generate_series(span.first_on, span.last_on, to_days(1)))::date as day_on
    from span

),

marked as (

    select
        days.day_on,
        isodow(days.day_on) <= 5 and bank_holidays.holiday_on is null as is_working_day
    from days
    left join bank_holidays
        on bank_holidays.holiday_on = days.day_on

),

final as (

    select
        day_on,
        is_working_day,
        sum(is_working_day::integer) over (order by day_on)::integer as working_days_to
    from marked

)

select * from final
