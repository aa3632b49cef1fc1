-- At most one row: the interval asked of most people of the scope, how often it comes round in a year, and how long
-- the held sessions of those people took in the last twelve months. For the example of a year of sessions.
with run as (

    select data_date from marts.dim_run

),

people as (

    select supervisees.*
    from marts.fct_supervisees as supervisees
    where
        supervisees.as_at = $data_date
        and supervisees.is_in_force
        and supervisees.asked_interval_count is not null
        and supervisees.status_code in ('overdue', 'due_soon', 'in_date')
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], supervisees.team_id)
            or list_contains($worker_ids::varchar[], supervisees.worker_id)
        )

),

most as (

    select
        people.asked_interval_count as interval_count,
        people.asked_interval_unit as interval_unit,
        count(*) as people_count
    from people
    group by people.asked_interval_count, people.asked_interval_unit
    order by people_count desc, interval_unit, interval_count
    limit 1

),

minutes as (

    select median(held.duration_minutes) as session_minutes
    from most
    cross join run
    inner join people
        on
            people.asked_interval_count = most.interval_count
            and people.asked_interval_unit = most.interval_unit
    inner join marts.fct_sessions as held
        on
            held.worker_id = people.worker_id
            and held.status_code = 'held'
            and held.held_on > marts.add_interval(run.data_date, -12, 0)
            and held.held_on <= run.data_date
            and held.duration_minutes > 0

)

select
    most.interval_count,
    most.interval_unit,
    most.people_count,
    marts.times_a_year(
        marts.interval_months(most.interval_count, most.interval_unit),
        marts.interval_days(most.interval_count, most.interval_unit)
    ) as sessions_a_year,
    minutes.session_minutes
from most
cross join minutes
