-- One row a policy, worker and long absence, [away_from, away_to). Annual leave is left out first; what touches or
-- overlaps is then one absence, and it is long when it reaches the policy's number of days, the first and the last
-- included, or counted to the data date while it runs.
with absences as (

    select * from {{ ref('int_absences') }}

),

policies as (

    select * from {{ ref('policies') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

breaking as (

    select distinct
        worker_id,
        away_from,
        away_to
    from absences
    where breaks_supervision

),

marked as (

    select
        *,
        coalesce(
            away_from > max(away_to) over (
                partition by worker_id
                order by away_from, away_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from breaking

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (partition by worker_id order by away_from, away_to) as stretch_number
    from marked

),

merged as (

    select
        worker_id,
        min(away_from) as away_from,
        max(away_to) as away_to
    from numbered
    group by worker_id, stretch_number

),

final as (

    select
        policies.policy_id,
        merged.worker_id,
        merged.away_from,
        merged.away_to
    from merged
    cross join policies
    cross join run
    where least(merged.away_to, run.data_date + 1) - merged.away_from >= policies.absence_min_days

)

select * from final
