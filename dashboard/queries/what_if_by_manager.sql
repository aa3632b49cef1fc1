-- How many people or cases of each line manager stand how, before and after: most that change first.
select
    judged.supervisor_id,
    min(judged.supervisor_name) as supervisor_name,
    count(*) as judged_count,
    count(*) filter (where judged.is_overdue_before) as before_count,
    count(*) filter (where judged.is_overdue_after) as after_count,
    count(*) filter (where judged.is_overdue_after and not judged.is_overdue_before) as becomes_count,
    count(*) filter (where judged.is_overdue_before and not judged.is_overdue_after) as stops_count,
    coalesce(sum(judged.times_a_year_before), 0) as year_before,
    coalesce(sum(judged.times_a_year_after), 0) as year_after
from what_if.judged as judged
where
    judged.obligation_type = $obligation_type
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], judged.team_id)
        or list_contains($worker_ids::varchar[], judged.worker_id)
    )
    and ($service is null or judged.service_name = $service)
    and ($team_id is null or judged.team_id = $team_id)
group by judged.supervisor_id
order by
    becomes_count + stops_count desc,
    abs(year_after - year_before) desc,
    after_count desc,
    supervisor_name nulls last,
    judged.supervisor_id
