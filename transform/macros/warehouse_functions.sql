{#
    The ledger's arithmetic, defined once and published with the marts, so that a model, a test and a screen
    that ask the same question get the same answer for any day.

    They are SQL macros of the warehouse (expanded in place, as fast as the expression itself).
#}
{% macro create_warehouse_functions() %}
    create schema if not exists marts;

    -- A day moved on by calendar months and days. Month arithmetic clamps: 31 January plus one month is 28 February.
    create or replace macro marts.add_interval(day, months, days) as
        cast(day + to_months(months) + to_days(days) as date);

    -- An interval in words as the whole months and the days it stands for; one of the two is always nought, so
    -- that 30 days is never taken for one month.
    create or replace macro marts.interval_months(interval_count, interval_unit) as
        case interval_unit when 'year' then 12 * interval_count when 'month' then interval_count else 0 end::integer;
    create or replace macro marts.interval_days(interval_count, interval_unit) as
        case interval_unit when 'week' then 7 * interval_count when 'day' then interval_count else 0 end::integer;

    -- How many whole intervals fit between two days: the largest n with from_day + n intervals not after to_day.
    create or replace macro marts.whole_intervals(from_day, to_day, months, days) as
        case
            when to_day <= from_day then 0
            when days > 0 then (to_day - from_day) // days
            else (
                datediff('month', from_day, to_day)
                - cast(
                    marts.add_interval(from_day, datediff('month', from_day, to_day)::integer, 0) > to_day as integer
                )
            ) // months
        end;

    -- How often an interval comes round in an average year; one of months or days is always nought.
    create or replace macro marts.times_a_year(months, days) as
        case when months > 0 then 12.0 / months when days > 0 then 365.25 / days end::double;

    -- The status of one obligation on any day.
    create or replace macro marts.obligation_status(
        opened_on, due_on, met_on, closed_on, tolerance_days, notice_days, is_away, as_at
    ) as
        case
            when as_at < opened_on then 'not_opened'
            when closed_on <= as_at and met_on is not null then
                case when met_on <= due_on + tolerance_days then 'met_on_time' else 'met_late' end
            when closed_on <= as_at then
                case when closed_on - 1 > due_on + tolerance_days then 'closed_overdue' else 'closed_in_time' end
            when is_away then 'away'
            when as_at > due_on + tolerance_days then 'overdue'
            when due_on <= as_at + notice_days then 'due_soon'
            else 'in_date'
        end;

    -- How many sessions one obligation has gone without by any day: one when it falls due unmet, and one more
    -- for each whole interval of silence after that.
    create or replace macro marts.sessions_missed(
        opened_on, due_on, met_on, closed_on, interval_months, interval_days, as_at
    ) as
        case
            when least(as_at, coalesce(closed_on, as_at)) <= due_on then 0
            when met_on is null and closed_on <= due_on + 1 then 0
            else 1 + marts.whole_intervals(
                due_on,
                least(as_at, coalesce(closed_on, as_at)) - 1,
                interval_months,
                interval_days
            )
        end;

    -- The Wilson score interval of a share: the lowest and the highest it is likely to be, given how few were asked.
    create or replace macro marts.wilson_low(part, whole, width) as
        case
            when whole > 0 then greatest(
                0.0,
                (
                    part + width * width / 2
                    - width * sqrt(part * (whole - part) / whole::double + width * width / 4)
                ) / (whole + width * width)
            )
        end;
    create or replace macro marts.wilson_high(part, whole, width) as
        case
            when whole > 0 then least(
                1.0,
                (
                    part + width * width / 2
                    + width * sqrt(part * (whole - part) / whole::double + width * width / 4)
                ) / (whole + width * width)
            )
        end;
{% endmacro %}
