-- One row an obligation that comes round again. The first opens when the duty begins, or when its records do; each
-- later day on which it was done meets the open one and opens the next, until the duty ends. The first falls due an
-- interval after it was last done, or, where it never was, a starter's interval after it opened.
with duties as (

    select * from {{ ref('int_running_duties') }}

),

rules as (

    select * from {{ ref('int_dated_rules') }}

),

evidence as (

    select * from {{ ref('int_running_evidence') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

evidence_feeds as (

    select * from {{ ref('evidence_feeds') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

begun as (

    select
        duties.policy_id,
        duties.obligation_type,
        duties.rule_id,
        duties.worker_id,
        duties.duty_from,
        greatest(duties.duty_from, records_from.records_from) as begins_on,
        case when duties.duty_from < records_from.records_from then 'records' else duties.begin_reason end
            as begin_reason,
        duties.duty_to,
        duties.end_reason,
        duties.binds
    from duties
    inner join evidence_feeds
        on evidence_feeds.obligation_type = duties.obligation_type
    inner join records_from
        on records_from.feed = evidence_feeds.feed
    cross join run
    where
        greatest(duties.duty_from, records_from.records_from) < duties.duty_to
        and greatest(duties.duty_from, records_from.records_from) <= run.data_date

),

-- What would open outside employment makes no row: it is reported as a data quality matter. Leaving ends it.
employed as (

    select
        begun.* exclude (duty_to, end_reason),
        least(begun.duty_to, employments.employed_to) as duty_to,
        case when employments.employed_to <= begun.duty_to then 'left' else begun.end_reason end as end_reason
    from begun
    inner join employments
        on
            employments.worker_id = begun.worker_id
            and employments.employed_from <= begun.begins_on
            and employments.employed_to > begun.begins_on

),

numbered as (

    select
        row_number() over (order by policy_id, rule_id, worker_id, duty_from, duty_to)::integer as duty_key,
        *
    from employed

),

last_before as (

    select
        numbered.duty_key,
        max(evidence.happened_on) as happened_on
    from numbered
    inner join evidence
        on
            evidence.rule_id = numbered.rule_id
            and evidence.worker_id = numbered.worker_id
            and evidence.happened_on <= numbered.begins_on
    group by numbered.duty_key

),

openings as (

    select
        numbered.duty_key,
        numbered.begins_on as opened_on,
        last_before.happened_on as counted_from,
        null::varchar as evidence_id
    from numbered
    left join last_before
        on last_before.duty_key = numbered.duty_key

    union all

    select
        numbered.duty_key,
        evidence.happened_on as opened_on,
        evidence.happened_on as counted_from,
        evidence.evidence_id
    from numbered
    inner join evidence
        on
            evidence.rule_id = numbered.rule_id
            and evidence.worker_id = numbered.worker_id
            and evidence.happened_on > numbered.begins_on
            and evidence.happened_on < numbered.duty_to

),

chained as (

    select
        duty_key,
        opened_on,
        counted_from,
        lead(opened_on) over (duty_in_order) as met_on,
        lead(evidence_id) over (duty_in_order) as evidence_id
    from openings
    window duty_in_order as (partition by duty_key order by opened_on)

),

final as (

    select
        numbered.policy_id,
        numbered.obligation_type,
        numbered.worker_id as subject_id,
        numbered.worker_id,
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.step,
        case when chained.counted_from is null then rules.starter_interval_count else rules.interval_count end
            as interval_count,
        case when chained.counted_from is null then rules.starter_interval_unit else rules.interval_unit end
            as interval_unit,
        chained.opened_on,
        case when chained.opened_on = numbered.begins_on then numbered.begin_reason else 'evidence' end as opened_by,
        case
            when chained.counted_from is null
                then marts.add_interval(chained.opened_on, rules.starter_months, rules.starter_days)
            else marts.add_interval(chained.counted_from, rules.interval_months, rules.interval_days)
        end as due_on,
        chained.met_on,
        coalesce(chained.met_on, case when numbered.duty_to <= run.data_date + 1 then numbered.duty_to end)
            as closed_on,
        case
            when chained.met_on is not null then 'met'
            when numbered.duty_to <= run.data_date + 1 then numbered.end_reason
        end as closed_reason,
        chained.evidence_id,
        numbered.rule_id || '/' || numbered.duty_from::varchar as key_part
    from chained
    cross join run
    inner join numbered
        on numbered.duty_key = chained.duty_key
    inner join rules
        on
            rules.rule_id = numbered.rule_id
            and rules.valid_from <= chained.opened_on
            and rules.valid_to > chained.opened_on

)

select * from final
