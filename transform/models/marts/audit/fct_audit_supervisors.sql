with supervisors as (

    select supervisors.*
    from {{ ref('fct_supervisors') }} as supervisors
    inner join {{ ref('stg_load__run') }} as run
        on run.data_date = supervisors.as_at

),

workers as (

    select *
    from {{ ref('dim_workers') }}
    where is_employed

),

audits as (

    select *
    from {{ ref('int_audits') }}
    where not is_moderation

),

limits as (

    select limit_value::integer as within_months
    from {{ ref('assurance_limits') }}
    where limit_code = 'audited_within'

),

run as (

    select * from {{ ref('stg_load__run') }}

),

counted as (

    select
        supervisor_id,
        count(*)::integer as audits_count,
        max(audited_on) as last_audited_on,
        arg_max(audit_id, (audited_on, audit_id)) as last_audit_id
    from audits
    group by supervisor_id

),

final as (

    select
        supervisors.supervisor_id,
        supervisors.supervisor_name,
        supervisors.team_id,
        supervisors.team_name,
        coalesce(supervisors.service_name, 'Service not known') as service_name,
        supervisors.directorate_code,
        supervisors.span_count,
        coalesce(counted.audits_count, 0) as audits_count,
        counted.last_audited_on,
        counted.last_audit_id,
        case
            when counted.last_audited_on is null then 'never'
            when marts.add_interval(counted.last_audited_on, limits.within_months, 0) < run.data_date then 'not_lately'
            else 'lately'
        end as audited_state
    from supervisors
    inner join workers
        on workers.worker_id = supervisors.supervisor_id
    cross join limits
    cross join run
    left join counted
        on counted.supervisor_id = supervisors.supervisor_id

)

select * from final
