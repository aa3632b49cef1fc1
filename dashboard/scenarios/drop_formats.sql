-- A rule counts no session format, until those that it is to count are added.
delete from seeds.rule_formats
where rule_id = $rule_id and valid_from = $valid_from
