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

    select
        max(limit_value) filter (where limit_code = 'audited_within')::integer as within_months,
        max(limit_value) filter (where limit_code = 'sample_longest')::integer as longest_months
    from {{ ref('assurance_limits') }}

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
        end as audited_state,
        -- The chances in a draw: one for each whole month since the last audit, between one and the limit.
        case
            when counted.last_audited_on is null then limits.longest_months
            else greatest(
                1, least(limits.longest_months, marts.whole_intervals(counted.last_audited_on, run.data_date, 1, 0))
            )
        end::integer as sample_chances
    from supervisors
    inner join workers
        on workers.worker_id = supervisors.supervisor_id
    cross join limits
    cross join run
    left join counted
        on counted.supervisor_id = supervisors.supervisor_id

)

select * from final
