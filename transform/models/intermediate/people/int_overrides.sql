-- One row an individual arrangement as known on the data date, [agreed_from, agreed_to). An interval of nothing or
-- less, or in a unit nobody recognises, asks for nothing and is reported.
with overrides as (

    select * from {{ ref('stg_sharepoint__overrides') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select distinct
        overrides.worker_id,
        overrides.override_reason_code,
        overrides.interval_count,
        overrides.interval_unit,
        overrides.started_on as agreed_from,
        case
            when overrides.ended_on between overrides.started_on and run.data_date then overrides.ended_on + 1
            else 'infinity'::date
        end as agreed_to
    from overrides
    inner join run
        on overrides.started_on <= run.data_date
    where overrides.interval_count > 0 and overrides.interval_unit <> 'unmapped'

)

select * from final
