-- One row a policy, worker and stretch in which supervision can be owed: employed, in a first post if it came later
-- than the start, and not on a long absence. It says why the stretch ended.
with employments as (

    select * from {{ ref('int_employments') }}

),

posts as (

    select * from {{ ref('int_posts') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

policies as (

    select * from {{ ref('policies') }}

),

first_posts as (

    select
        worker_id,
        min(held_from) as first_post_from
    from posts
    group by worker_id

),

working as (

    select
        policies.policy_id,
        employments.worker_id,
        greatest(employments.employed_from, coalesce(first_posts.first_post_from, employments.employed_from))
            as working_from,
        employments.employed_to as working_to
    from employments
    cross join policies
    left join first_posts
        on first_posts.worker_id = employments.worker_id

),

-- Where the worker is back: at the start, and on the day after each long absence.
returns as (

    select
        policy_id,
        worker_id,
        working_from,
        working_to,
        working_from as back_on
    from working

    union

    select
        working.policy_id,
        working.worker_id,
        working.working_from,
        working.working_to,
        long_absences.away_to as back_on
    from working
    inner join long_absences
        on
            long_absences.policy_id = working.policy_id
            and long_absences.worker_id = working.worker_id
            and long_absences.away_to > working.working_from
            and long_absences.away_to < working.working_to

),

until_next_absence as (

    select
        returns.policy_id,
        returns.worker_id,
        returns.back_on,
        returns.working_from,
        returns.working_to,
        min(long_absences.away_from) as next_away_from
    from returns
    left join long_absences
        on
            long_absences.policy_id = returns.policy_id
            and long_absences.worker_id = returns.worker_id
            and long_absences.away_to > returns.back_on
            and long_absences.away_from < returns.working_to
    group by
        returns.policy_id, returns.worker_id, returns.back_on, returns.working_from,
        returns.working_to

),

final as (

    select
        policy_id,
        worker_id,
        back_on as available_from,
        case when back_on = working_from then 'started' else 'returned' end as begin_reason,
        coalesce(next_away_from, working_to) as available_to,
        case when next_away_from is null then 'left' else 'absent' end as end_reason
    from until_next_absence
    where back_on < coalesce(next_away_from, working_to)

)

select * from final
