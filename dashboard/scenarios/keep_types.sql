-- Only what the change bears on is worked out: the other rules would come to what they come to already.
delete from seeds.rules
where obligation_type is null or not list_contains($obligation_types::varchar[], obligation_type)
