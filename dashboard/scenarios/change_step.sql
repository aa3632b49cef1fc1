-- A step of a rule begins elsewhere or asks for another interval.
update seeds.rule_steps
set
    step_from_count = $step_from_count,
    step_from_unit = $step_from_unit,
    interval_count = $interval_count,
    interval_unit = $interval_unit
where rule_id = $rule_id and valid_from = $valid_from and step_number = $step_number
