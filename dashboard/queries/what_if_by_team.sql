-- How many people or cases stand how, before and after, team by team, most changes first. A reader who sees counts only gets services:
-- their team columns are blank, as are those of people and cases seen for themselves in other teams.
with judged as (

    select
        listed.*,
        $sees_everyone or list_contains($team_ids::varchar[], listed.team_id) as is_team_seen
    from what_if.judged as listed
    where
        listed.obligation_type = $obligation_type
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], listed.team_id)
            or list_contains($worker_ids::varchar[], listed.worker_id)
        )
        and ($service is null or listed.service_name = $service)
        and ($team_id is null or listed.team_id = $team_id)

)

select
    judged.service_name,
    case when judged.is_team_seen then judged.team_id end as team_id,
    case when judged.is_team_seen then judged.team_name end as team_name,
    count(*) as judged_count,
    count(*) filter (where judged.is_overdue_before) as before_count,
    count(*) filter (where judged.is_overdue_after) as after_count,
    count(*) filter (where judged.is_overdue_after and not judged.is_overdue_before) as becomes_count,
    count(*) filter (where judged.is_overdue_before and not judged.is_overdue_after) as stops_count,
    count(*) filter (where judged.times_a_year_before is not null) as asked_before_count,
    count(*) filter (where judged.times_a_year_after is not null) as asked_after_count,
    count(*) filter (where 'not_measured' in (judged.status_before, judged.status_after)) as not_measured_count,
    coalesce(sum(judged.times_a_year_before), 0) as year_before,
    coalesce(sum(judged.times_a_year_after), 0) as year_after
from judged
group by all
order by
    becomes_count + stops_count desc,
    after_count desc,
    judged.service_name nulls last,
    team_name nulls last,
    team_id
