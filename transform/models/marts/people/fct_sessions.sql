with sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

phases as (

    select *
    from {{ ref('int_spell_phases') }}
    where obligation_type = 'staff_supervision'

),

rule_formats as (

    select * from {{ ref('rule_formats') }}

),

policies as (

    select * from {{ ref('policies') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

codes as (

    select * from {{ ref('codes') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

judged as (

    select
        sessions.session_supervisee_id,
        phases.policy_id,
        policies.policy_short_label,
        policies.sort_order,
        bool_or(rule_formats.format_code is not null) as counts
    from sessions
    inner join run
        on sessions.held_on <= run.data_date
    inner join phases
        on
            phases.subject_id = sessions.worker_id
            and phases.phase_from <= sessions.held_on
            and phases.phase_to > sessions.held_on
    inner join policies
        on policies.policy_id = phases.policy_id
    left join rule_formats
        on
            rule_formats.rule_id = phases.rule_id
            and rule_formats.valid_from = phases.rule_valid_from
            and rule_formats.format_code = sessions.format_code
    where sessions.status_code = 'held'
    group by
        sessions.session_supervisee_id, phases.policy_id, policies.policy_short_label, policies.sort_order

),

counted_by as (

    select
        session_supervisee_id,
        string_agg(policy_short_label, ', ' order by sort_order) filter (where counts) as counts_for
    from judged
    group by session_supervisee_id

),

final as (

    select
        sessions.session_id,
        sessions.worker_id,
        sessions.supervisor_id,
        supervisors.worker_name as supervisor_name,
        sessions.format_code,
        formats.label as format_label,
        sessions.status_code,
        sessions.booked_on,
        sessions.planned_on,
        sessions.held_on,
        coalesce(case when sessions.status_code = 'held' then sessions.held_on end, sessions.planned_on)
            as happened_on,
        sessions.rearranged_to_on,
        sessions.cancellation_reason_code,
        sessions.duration_minutes,
        sessions.reflective_minutes,
        sessions.record_shared_on,
        counted_by.counts_for,
        case
            when sessions.status_code <> 'held' then 'Not held'
            when sessions.held_on > run.data_date then 'Dated after the data date'
            when coalesce(judged.counts, false) then null
            when sessions.held_on < records_from.records_from then 'Before the records begin'
            when judged.policy_id is null then 'No supervision was owed on that day'
            else 'This format does not count towards the rule of that day'
        end as why_not,
        sessions._source_file as source_file,
        sessions._source_row as source_row
    from sessions
    cross join run
    left join workers
        on workers.worker_id = sessions.worker_id
    left join workers as supervisors
        on supervisors.worker_id = sessions.supervisor_id
    left join codes as formats
        on
            formats.code_list = 'session_format'
            and formats.code = sessions.format_code
    left join counted_by
        on counted_by.session_supervisee_id = sessions.session_supervisee_id
    left join in_force
        on
            in_force.directorate_code = coalesce(workers.directorate_code, 'unassigned')
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    left join judged
        on
            judged.session_supervisee_id = sessions.session_supervisee_id
            and judged.policy_id = in_force.policy_id
    left join records_from
        on records_from.feed = 'sharepoint_sessions'

)

select * from final
