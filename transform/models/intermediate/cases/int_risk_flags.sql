-- One row a risk flag on a case as known on the data date, [flagged_from, flagged_to), of every case system.
with flags as (

    select * from {{ ref('stg_ics__risk_flags') }}
    union all
    select * from {{ ref('stg_swift__risk_flags') }}
    union all
    select * from {{ ref('stg_childview__risk_flags') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select distinct
        flags.case_id,
        flags.risk_flag_code,
        flags.started_on as flagged_from,
        case
            when flags.ended_on between flags.started_on and run.data_date then flags.ended_on + 1
            else 'infinity'::date
        end as flagged_to
    from flags
    inner join run
        on flags.started_on <= run.data_date

)

select * from final
