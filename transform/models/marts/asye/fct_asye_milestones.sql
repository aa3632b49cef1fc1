with milestones as (

    select * from {{ ref('int_asye_milestones') }}

),

programme_dates as (

    select * from {{ ref('int_programme_dates') }}

),

obligations as (

    select *
    from {{ ref('fct_obligations') }}
    where obligation_type = 'asye_review'

),

rules as (

    select * from {{ ref('int_rules') }}

),

reviews as (

    select * from {{ ref('stg_asye__reviews') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

policies as (

    select * from {{ ref('policies') }}

),

codes as (

    select * from {{ ref('codes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- The policy each NQSW is held to on the data date.
held_to as (

    select
        workers.worker_id,
        in_force.policy_id
    from workers
    cross join run
    inner join in_force
        on
            in_force.directorate_code = workers.directorate_code
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date

),

-- Two reviews of one day say one thing: where they differ, what is said against the NQSW comes first.
review_outcomes as (

    select
        reviews.review_id,
        arg_max(reviews.outcome_code, (codes.sort_order, reviews.outcome_code)) as outcome_code
    from reviews
    inner join codes
        on
            codes.code_list = 'review_outcome'
            and codes.code = reviews.outcome_code
            and codes.code <> 'unmapped'
    group by reviews.review_id

),

-- The day a review that is not yet held is planned for, the soonest to come.
planned as (

    select
        reviews.worker_id,
        reviews.milestone_months,
        min(reviews.planned_on) as planned_on
    from reviews
    inner join run
        on reviews.planned_on >= run.data_date
    where reviews.held_on is null
    group by reviews.worker_id, reviews.milestone_months

),

final as (

    select
        milestones.worker_id,
        milestones.asye_from,
        milestones.policy_id,
        coalesce(held_to.policy_id = milestones.policy_id, false) as is_held_to,
        policies.is_national_floor,
        milestones.rule_id,
        rules.clause,
        milestones.milestone_months,
        programme_dates.falls_on as due_on,
        obligations.met_on,
        obligations.closed_on,
        obligations.closed_reason,
        case when obligations.closed_on is null then planned.planned_on end as planned_on,
        case
            when obligations.obligation_id is null then 'not_measured'
            else marts.obligation_status(
                obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
                obligations.tolerance_days, obligations.notice_days, false, run.data_date
            )
        end as status_code,
        case
            when obligations.obligation_id is not null
                then greatest(
                    coalesce(obligations.met_on, obligations.closed_on - 1, run.data_date) - obligations.due_on, 0
                )::integer
        end as days_late,
        review_outcomes.outcome_code as sensitive_outcome_code
    from milestones
    cross join run
    inner join programme_dates
        on
            programme_dates.worker_id = milestones.worker_id
            and programme_dates.asye_from = milestones.asye_from
            and programme_dates.months = milestones.milestone_months
    inner join rules
        on
            rules.rule_id = milestones.rule_id
            and rules.valid_from = milestones.rule_valid_from
    inner join policies
        on policies.policy_id = milestones.policy_id
    left join held_to
        on held_to.worker_id = milestones.worker_id
    left join obligations
        on
            obligations.policy_id = milestones.policy_id
            and obligations.rule_id = milestones.rule_id
            and obligations.subject_id = milestones.worker_id
            and obligations.opened_on = milestones.asye_from
            and obligations.milestone_months = milestones.milestone_months
    left join review_outcomes
        on
            review_outcomes.review_id = obligations.evidence_id
    left join planned
        on
            planned.worker_id = milestones.worker_id
            and planned.milestone_months = milestones.milestone_months

)

select * from final
