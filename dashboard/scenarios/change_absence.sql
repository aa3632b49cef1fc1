-- An absence of so many days stops the clock.
update seeds.policies
set absence_min_days = $absence_min_days
where policy_id = $policy_id
