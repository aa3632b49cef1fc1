-- One measure by service and team of that day, the least often as asked first. A team that the reader does not see
-- as a whole has no name here: its people of the scope are together.
with limits as (

    select max(limits.limit_value)::integer as period_months
    from marts.dim_assurance_limits as limits
    where limits.limit_code = 'practice_period'

),

bounds as (

    select
        date_trunc('month', $as_at::date + 1)::date - 1 as now_to,
        (date_trunc('month', $as_at::date + 1) - to_months(limits.period_months))::date - 1 as before_to,
        (date_trunc('month', $as_at::date + 1) - to_months(limits.period_months * 2))::date - 1 as before_after
    from limits

),

practice as (

    select
        judged.*,
        $sees_everyone or list_contains($team_ids::varchar[], judged.team_id) as is_team_seen
    from marts.fct_practice as judged
    where
        judged.measure_code = $measure_code
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], judged.seen_by_team_id)
            or list_contains($worker_ids::varchar[], judged.worker_id)
        )
        and ($service is null or judged.service_name = $service)
        and ($team_id is null or judged.team_id = $team_id)

)

select
    practice.service_name,
    case when practice.is_team_seen then practice.team_id end as team_id,
    case when practice.is_team_seen then teams.team_name end as team_name,
    count(*) filter (where practice.is_judged) as judged_count,
    count(*) filter (where practice.result_code = 'met') as met_count,
    count(*) filter (where practice.result_code = 'unmet') as unmet_count,
    count(*) filter (where practice.result_code in ('not_known', 'not_recognised')) as not_measured_count
from practice
cross join bounds
left join marts.dim_teams as teams
    on teams.team_id = practice.team_id
where
    (
        (practice.told_of = 'day' and practice.judged_on = $as_at::date)
        or (practice.told_of = 'period' and practice.judged_on > bounds.before_to and practice.judged_on <= bounds.now_to)
    )
group by all
order by
    judged_count = 0,
    met_count / nullif(judged_count, 0),
    unmet_count desc,
    practice.service_name,
    team_name nulls last,
    team_id
