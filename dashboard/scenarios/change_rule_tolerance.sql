-- A rule allows so many days after the due date.
update seeds.rules
set tolerance_days = $tolerance_days
where rule_id = $rule_id and valid_from = $valid_from
