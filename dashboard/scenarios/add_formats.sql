-- A rule counts these session formats.
insert into seeds.rule_formats (rule_id, valid_from, format_code)
select
    $rule_id,
    $valid_from,
    unnest($formats::varchar[])
