-- One policy alone is worked out: the others would cost as much again each, and be thrown away.
delete from seeds.policies
where policy_id <> $policy_id
