-- One row a worker, programme and number of months at which it asks for something: the day that falls on, in
-- proportion to hours, moved on by the pauses that began before it, and never past the programme's longest span.
with terms as (

    select * from {{ ref('int_programme_terms') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

milestones as (

    select * from {{ ref('int_asye_milestones') }}

),

evidence_asks as (

    select * from {{ ref('int_asye_evidence_asks') }}

),

pauses as (

    select * from {{ ref('int_asye_pauses') }}

),

points as (

    select worker_id, asye_from, milestone_months as months from milestones
    union
    select worker_id, asye_from, by_months as months from evidence_asks
    union
    select worker_id, asye_from, length_months as months from terms

),

unpaused as (

    select
        points.worker_id,
        points.asye_from,
        points.months,
        marts.add_interval(points.asye_from, terms.longest_months, 0) as latest_on,
        points.asye_from + ceil(
            round(
                (marts.add_interval(points.asye_from, points.months, 0) - points.asye_from) / programmes.counted_fte,
                6
            )
        )::integer as unpaused_on
    from points
    inner join programmes
        on
            programmes.worker_id = points.worker_id
            and programmes.asye_from = points.asye_from
    inner join terms
        on
            terms.worker_id = points.worker_id
            and terms.asye_from = points.asye_from

),

-- Pauses in order: each moves the date when it began on or before the date as the earlier ones left it. Once one
-- does not, no later one can.
pauses_in_order as (

    select
        unpaused.worker_id,
        unpaused.asye_from,
        unpaused.months,
        pauses.paused_days,
        pauses.paused_from <= unpaused.unpaused_on + coalesce(
            sum(pauses.paused_days) over (
                partition by unpaused.worker_id, unpaused.asye_from, unpaused.months
                order by pauses.paused_from
                rows between unbounded preceding and 1 preceding
            ),
            0
        )::integer as begins_in_time,
        pauses.paused_from
    from unpaused
    inner join pauses
        on
            pauses.worker_id = unpaused.worker_id
            and pauses.asye_from = unpaused.asye_from

),

pauses_counted as (

    select
        *,
        bool_and(begins_in_time) over (
            partition by worker_id, asye_from, months
            order by paused_from
        ) as moves_date
    from pauses_in_order

),

paused as (

    select
        worker_id,
        asye_from,
        months,
        sum(paused_days)::integer as paused_days
    from pauses_counted
    where moves_date
    group by worker_id, asye_from, months

),

final as (

    select
        unpaused.worker_id,
        unpaused.asye_from,
        unpaused.months,
        least(unpaused.unpaused_on + coalesce(paused.paused_days, 0), unpaused.latest_on) as falls_on,
        unpaused.latest_on
    from unpaused
    left join paused
        on
            paused.worker_id = unpaused.worker_id
            and paused.asye_from = unpaused.asye_from
            and paused.months = unpaused.months

)

select * from final
