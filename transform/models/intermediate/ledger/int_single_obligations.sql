-- One row an obligation that is asked for once. It falls due an interval after it opened, in calendar or in working
-- days, or on the day agreed. Evidence given before it opened counts on the day it opened. What fell due or closed
-- before the records begin makes no row.
with asks as (

    select * from {{ ref('int_single_asks') }}

),

working_days as (

    select * from {{ ref('int_working_days') }}

),

evidence_feeds as (

    select * from {{ ref('evidence_feeds') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

due as (

    select
        asks.*,
        case
            when asks.agreed_due_on is not null then asks.agreed_due_on
            when asks.interval_unit = 'working_day' then due_days.day_on
            else marts.add_interval(asks.opened_on, asks.interval_months, asks.interval_days)
        end as due_on
    from asks
    left join working_days as opening_days
        on opening_days.day_on = case when asks.interval_unit = 'working_day' then asks.opened_on end
    left join working_days as due_days
        on
            due_days.working_days_to = opening_days.working_days_to + asks.interval_count
            and due_days.is_working_day

),

met as (

    select
        *,
        case
            when greatest(evidence_on, opened_on) < ends_on and evidence_on is not null
                then greatest(evidence_on, opened_on)
        end as met_on
    from due

),

final as (

    select
        met.policy_id,
        met.obligation_type,
        met.subject_type,
        met.subject_id,
        met.worker_id,
        met.supervisor_id,
        met.case_id,
        met.rule_id,
        met.rule_valid_from,
        met.step,
        case when met.agreed_due_on is null then met.interval_count end as interval_count,
        case when met.agreed_due_on is null then met.interval_unit end as interval_unit,
        met.opened_on,
        met.opened_by,
        met.due_on,
        met.met_on,
        coalesce(met.met_on, case when met.ends_on <= run.data_date + 1 then met.ends_on end) as closed_on,
        case
            when met.met_on is not null then 'met'
            when met.ends_on <= run.data_date + 1 then met.end_reason
        end as closed_reason,
        case when met.met_on is not null then met.evidence_id end as evidence_id,
        met.key_part
    from met
    cross join run
    left join evidence_feeds
        on evidence_feeds.obligation_type = met.obligation_type
    inner join records_from
        on
            records_from.feed
            = coalesce(evidence_feeds.feed, split_part(met.subject_id, '-', 1) || '_case_supervisions')
    where
        met.due_on >= records_from.records_from
        and coalesce(
            met.met_on, case when met.ends_on <= run.data_date + 1 then met.ends_on end, 'infinity'::date
        ) >= records_from.records_from

)

select * from final
