-- A scenario is worked out for the data date alone: the days before it would cost as much again each.
delete from intermediate.int_as_at_days
where not is_data_date
