-- Rules with no tolerance of their own allow so many days after the due date.
update seeds.policies
set tolerance_days = $tolerance_days
where policy_id = $policy_id
