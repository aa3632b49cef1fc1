with asks as (

    select * from {{ ref('int_asye_evidence_asks') }}

),

programme_dates as (

    select * from {{ ref('int_programme_dates') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

runs as (

    select * from {{ ref('int_programme_runs') }}

),

evidence as (

    select * from {{ ref('stg_asye__evidence') }}

),

feeds as (

    select *
    from {{ ref('stg_load__feeds') }}
    where feed = 'asye_evidence' and is_supplied

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- A stage has come when its last day is past; once a recommendation is made all of them have.
staged as (

    select
        asks.worker_id,
        asks.asye_from,
        asks.kind_code,
        asks.by_months,
        asks.required_count,
        programme_dates.falls_on as due_on,
        programme_dates.falls_on + 1 < runs.runs_to or coalesce(programmes.recommended_on <= run.data_date, false)
            as is_due,
        feeds.feed is not null as is_measured
    from asks
    cross join run
    inner join programmes
        on
            programmes.worker_id = asks.worker_id
            and programmes.asye_from = asks.asye_from
    inner join runs
        on
            runs.worker_id = asks.worker_id
            and runs.asye_from = asks.asye_from
    inner join programme_dates
        on
            programme_dates.worker_id = asks.worker_id
            and programme_dates.asye_from = asks.asye_from
            and programme_dates.months = asks.by_months
    left join feeds
        on feeds.feed = 'asye_evidence'

),

held as (

    select
        runs.worker_id,
        runs.asye_from,
        evidence.kind_code,
        count(distinct evidence.dated_on)::integer as held_count
    from runs
    inner join evidence
        on
            evidence.worker_id = runs.worker_id
            and evidence.dated_on >= runs.asye_from
            and evidence.dated_on < runs.runs_to
    group by runs.worker_id, runs.asye_from, evidence.kind_code

),

final as (

    select
        staged.worker_id,
        staged.asye_from,
        staged.kind_code,
        staged.by_months,
        staged.due_on,
        staged.is_due,
        staged.is_due
        and staged.by_months = max(staged.by_months) filter (where staged.is_due) over (
            partition by staged.worker_id, staged.asye_from, staged.kind_code
        ) as is_stage_reached,
        staged.required_count,
        staged.is_measured,
        case when staged.is_measured then coalesce(held.held_count, 0) end as held_count,
        case
            when staged.is_measured and staged.is_due
                then greatest(staged.required_count - coalesce(held.held_count, 0), 0)
            when staged.is_measured then 0
        end as short_count
    from staged
    left join held
        on
            held.worker_id = staged.worker_id
            and held.asye_from = staged.asye_from
            and held.kind_code = staged.kind_code

)

select * from final
