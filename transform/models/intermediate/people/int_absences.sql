-- One row an absence as known on the data date, [away_from, away_to). An absence whose last day is before its first
-- breaks nothing and is left out.
with absences as (

    select * from {{ ref('stg_hr__absences') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select distinct
        absences.worker_id,
        coalesce(absences.breaks_supervision, true) as breaks_supervision,
        absences.first_day_on as away_from,
        case
            when absences.last_day_on <= run.data_date then absences.last_day_on + 1
            else 'infinity'::date
        end as away_to,
        absences.last_day_on as last_day_typed_on
    from absences
    inner join run
        on absences.first_day_on <= run.data_date
    where coalesce(absences.last_day_on >= absences.first_day_on, true)

)

select * from final
