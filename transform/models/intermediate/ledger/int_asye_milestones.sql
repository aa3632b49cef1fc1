-- One row an NQSW, programme, milestone and policy: the day its review falls due, in proportion to hours, moved on by
-- the pauses that began before it, and never past the programme's longest span. Whether reviews are supplied is no
-- matter here: the last of them is the day the programme should end.
with rules as (

    select *
    from {{ ref('int_rules') }}
    where obligation_type = 'asye_review'

),

milestones as (

    select * from {{ ref('rule_milestones') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

pauses as (

    select * from {{ ref('int_asye_pauses') }}

),

-- What would open outside employment makes no row: it is reported as a data quality matter.
asked as (

    select
        rules.policy_id,
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        programmes.worker_id,
        programmes.asye_from as opened_on,
        milestones.milestone_months,
        marts.add_interval(programmes.asye_from, milestones.longest_months, 0) as latest_on,
        programmes.asye_from + ceil(
            round(
                (marts.add_interval(programmes.asye_from, milestones.milestone_months, 0) - programmes.asye_from)
                / programmes.counted_fte, 6
            )
        )::integer as unpaused_due_on,
        least(programmes.asye_to, employments.employed_to) as ends_on,
        case when programmes.asye_to <= employments.employed_to then 'programme_ended' else 'left' end as end_reason
    from programmes
    inner join employments
        on
            employments.worker_id = programmes.worker_id
            and employments.employed_from <= programmes.asye_from
            and employments.employed_to > programmes.asye_from
    inner join rules
        on
            rules.valid_from <= programmes.asye_from
            and rules.valid_to > programmes.asye_from
    inner join milestones
        on
            milestones.rule_id = rules.rule_id
            and milestones.valid_from = rules.valid_from
            and milestones.programme_code in ('any', programmes.programme_code)

),

-- Pauses in order: each moves the date when it began on or before the date as the earlier ones left it. Once one
-- does not, no later one can.
pauses_in_order as (

    select
        asked.policy_id,
        asked.worker_id,
        asked.opened_on,
        asked.milestone_months,
        pauses.paused_days,
        pauses.paused_from <= asked.unpaused_due_on + coalesce(
            sum(pauses.paused_days) over (
                partition by asked.policy_id, asked.worker_id, asked.opened_on, asked.milestone_months
                order by pauses.paused_from
                rows between unbounded preceding and 1 preceding
            ),
            0
        )::integer as begins_in_time,
        pauses.paused_from
    from asked
    inner join pauses
        on
            pauses.worker_id = asked.worker_id
            and pauses.asye_from = asked.opened_on

),

pauses_counted as (

    select
        *,
        bool_and(begins_in_time) over (
            partition by policy_id, worker_id, opened_on, milestone_months
            order by paused_from
        ) as moves_due_date
    from pauses_in_order

),

paused as (

    select
        policy_id,
        worker_id,
        opened_on,
        milestone_months,
        sum(paused_days)::integer as paused_days
    from pauses_counted
    where moves_due_date
    group by policy_id, worker_id, opened_on, milestone_months

),

due as (

    select
        asked.*,
        least(asked.unpaused_due_on + coalesce(paused.paused_days, 0), asked.latest_on) as due_on
    from asked
    left join paused
        on
            paused.policy_id = asked.policy_id
            and paused.worker_id = asked.worker_id
            and paused.opened_on = asked.opened_on
            and paused.milestone_months = asked.milestone_months

)

select * from due
