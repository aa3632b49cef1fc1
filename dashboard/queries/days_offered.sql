-- The days that people and cases can be shown on, newest first: the data date and month ends before it.
select
    days.as_at,
    days.is_data_date
from marts.dim_as_at_days as days
order by days.as_at desc
