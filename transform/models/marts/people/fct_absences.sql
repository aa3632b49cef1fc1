with absences as (

    select * from {{ ref('int_absences') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select
        absences.worker_id,
        absences.away_from,
        absences.last_day_typed_on as away_to,
        absences.breaks_supervision and long_absences.worker_id is not null as is_long
    from absences
    cross join run
    left join workers
        on workers.worker_id = absences.worker_id
    left join in_force
        on
            in_force.directorate_code = coalesce(workers.directorate_code, 'unassigned')
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    left join long_absences
        on
            long_absences.policy_id = in_force.policy_id
            and long_absences.worker_id = absences.worker_id
            and long_absences.away_from <= absences.away_from
            and long_absences.away_to >= absences.away_to

)

select * from final
