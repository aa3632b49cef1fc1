-- One row an NQSW, programme, milestone and policy: the review owed, due on the programme's own date for it.
with milestones as (

    select *
    from {{ ref('int_asye_milestones') }}
    where is_measured

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

programme_dates as (

    select * from {{ ref('int_programme_dates') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

reviews as (

    select * from {{ ref('stg_asye__reviews') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- What would open outside employment makes no row: it is reported as a data quality matter.
due as (

    select
        milestones.policy_id,
        milestones.rule_id,
        milestones.rule_valid_from,
        milestones.worker_id,
        milestones.asye_from as opened_on,
        milestones.milestone_months,
        programme_dates.falls_on as due_on,
        least(programmes.asye_to, employments.employed_to) as ends_on,
        case when programmes.asye_to <= employments.employed_to then 'programme_ended' else 'left' end as end_reason
    from milestones
    inner join programmes
        on
            programmes.worker_id = milestones.worker_id
            and programmes.asye_from = milestones.asye_from
    inner join programme_dates
        on
            programme_dates.worker_id = milestones.worker_id
            and programme_dates.asye_from = milestones.asye_from
            and programme_dates.months = milestones.milestone_months
    inner join employments
        on
            employments.worker_id = milestones.worker_id
            and employments.employed_from <= milestones.asye_from
            and employments.employed_to > milestones.asye_from

),

-- The earliest review held for the milestone while it is open; one held before it opened counts on the opening day.
met as (

    select
        due.policy_id,
        due.worker_id,
        due.opened_on,
        due.milestone_months,
        greatest(min(reviews.held_on), due.opened_on) as met_on,
        arg_min(reviews.review_id, (reviews.held_on, reviews.review_id)) as evidence_id
    from due
    cross join run
    inner join reviews
        on
            reviews.worker_id = due.worker_id
            and reviews.milestone_months = due.milestone_months
            and reviews.held_on <= run.data_date
            and greatest(reviews.held_on, due.opened_on) < due.ends_on
    group by due.policy_id, due.worker_id, due.opened_on, due.milestone_months

),

closed as (

    select
        due.*,
        met.met_on,
        met.evidence_id,
        coalesce(met.met_on, case when due.ends_on < 'infinity'::date then due.ends_on end) as closed_on,
        case
            when met.met_on is not null then 'met'
            when due.ends_on < 'infinity'::date then due.end_reason
        end as closed_reason
    from due
    left join met
        on
            met.policy_id = due.policy_id
            and met.worker_id = due.worker_id
            and met.opened_on = due.opened_on
            and met.milestone_months = due.milestone_months

),

final as (

    select
        closed.policy_id,
        'asye_review' as obligation_type,
        closed.worker_id as subject_id,
        closed.rule_id,
        closed.rule_valid_from,
        closed.milestone_months,
        closed.milestone_months as interval_count,
        'month' as interval_unit,
        closed.opened_on,
        closed.due_on,
        closed.met_on,
        closed.closed_on,
        closed.closed_reason,
        closed.evidence_id
    from closed
    inner join records_from
        on records_from.feed = 'asye_reviews'
    where
        closed.due_on >= records_from.records_from
        and coalesce(closed.closed_on >= records_from.records_from, true)

)

select * from final
