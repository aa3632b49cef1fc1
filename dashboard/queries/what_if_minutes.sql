-- One row: how long the held sessions of the last twelve months took that count by each person's rule, before and
-- after, of the people of the scope. Blank where no session has its minutes written down.
with run as (

    select data_date from marts.dim_run

),

people as (

    select
        judged.worker_id,
        judged.rule_before,
        judged.rule_after
    from what_if.judged as judged
    where
        judged.obligation_type = 'staff_supervision'
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], judged.team_id)
            or list_contains($worker_ids::varchar[], judged.worker_id)
        )
        and ($service is null or judged.service_name = $service)
        and ($team_id is null or judged.team_id = $team_id)

),

sessions as (

    select
        held.worker_id,
        held.format_code,
        held.duration_minutes
    from marts.fct_sessions as held
    cross join run
    where
        held.status_code = 'held'
        and held.held_on > marts.add_interval(run.data_date, -12, 0)
        and held.held_on <= run.data_date
        and held.duration_minutes > 0

),

timed as (

    select
        counted.is_after,
        sessions.duration_minutes
    from people
    inner join what_if.counted as counted
        on counted.rule_id = case when counted.is_after then people.rule_after else people.rule_before end
    inner join sessions
        on
            sessions.worker_id = people.worker_id
            and sessions.format_code = counted.format_code

)

select
    median(timed.duration_minutes) filter (where not timed.is_after) as minutes_before,
    median(timed.duration_minutes) filter (where timed.is_after) as minutes_after,
    count(*) filter (where not timed.is_after) as timed_before_count,
    count(*) filter (where timed.is_after) as timed_after_count
from timed
