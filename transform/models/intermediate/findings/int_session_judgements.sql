-- One row a held session, supervisee and rule about how a session must be: found, fine, or not known where the cell it
-- needs is blank. A session whose format nobody recognises is not judged by a rule that names formats.
{{ config(materialized='view') }}

with sessions as (

    select * from {{ ref('int_held_sessions') }}

),

rules as (

    select *
    from {{ ref('int_finding_rules') }}
    where
        finding_type in (
            'session_short', 'reflection_short', 'session_long', 'supervisor_not_registered', 'not_by_line_manager',
            'form_late', 'record_not_agreed'
        )

),

rule_formats as (

    select * from {{ ref('rule_formats') }}

),

codes as (

    select * from {{ ref('codes') }}

),

conditions as (

    select *
    from {{ ref('rule_conditions') }}
    where condition_on = 'directorate'

),

bindings as (

    select * from {{ ref('int_finding_bindings') }}

),

-- The formats a rule names, and beside them the one nobody recognises; a rule that names none takes every format.
named as (

    select
        rules.rule_id,
        rules.valid_from,
        rule_formats.format_code
    from rules
    inner join rule_formats
        on
            rule_formats.rule_id = rules.rule_id
            and rule_formats.valid_from = rules.valid_from

),

asked as (

    select
        rules.*,
        named.format_code,
        true as is_recognised
    from rules
    inner join named
        on
            named.rule_id = rules.rule_id
            and named.valid_from = rules.valid_from

    union all

    select distinct
        rules.*,
        'unmapped' as format_code,
        false as is_recognised
    from rules
    inner join named
        on
            named.rule_id = rules.rule_id
            and named.valid_from = rules.valid_from

    union all

    select
        rules.*,
        codes.code as format_code,
        true as is_recognised
    from rules
    inner join codes
        on codes.code_list = 'session_format'
    left join named
        on
            named.rule_id = rules.rule_id
            and named.valid_from = rules.valid_from
    where named.rule_id is null

),

bound as (

    select
        asked.*,
        sessions.* exclude (format_code)
    from asked
    inner join sessions
        on
            sessions.format_code = asked.format_code
            and sessions.held_on >= asked.valid_from
            and sessions.held_on < asked.valid_to
    where not asked.binds_some_people

    union all

    select
        asked.*,
        sessions.* exclude (format_code)
    from asked
    inner join bindings
        on
            bindings.rule_id = asked.rule_id
            and bindings.rule_valid_from = asked.valid_from
    inner join sessions
        on
            sessions.worker_id = bindings.worker_id
            and sessions.format_code = asked.format_code
            and sessions.held_on >= greatest(bindings.binds_from, asked.valid_from)
            and sessions.held_on < least(bindings.binds_to, asked.valid_to)
    where asked.binds_some_people

),

weighed as (

    select
        bound.*,
        case bound.finding_type
            when 'session_short' then bound.duration_minutes
            when 'session_long' then bound.duration_minutes
            when 'reflection_short' then bound.reflective_minutes
            when 'form_late' then (bound.held_on - bound.form_received_on)::integer
        end as measured,
        {{ last_renewal_before('bound.held_on', 'bound.renewed_month', 'bound.renewed_day') }} as renewed_on
    from bound
    left join conditions
        on
            conditions.rule_id = bound.rule_id
            and conditions.valid_from = bound.valid_from
            and conditions.code = bound.directorate_code
    where
        (not bound.binds_some_directorates or conditions.code is not null)
        and (bound.finding_type <> 'not_by_line_manager' or (bound.is_in_post and coalesce(bound.is_safeguarding, true)))

),

judged as (

    select
        *,
        case finding_type
            when 'session_short' then measured < at_least
            when 'reflection_short' then measured < at_least
            when 'form_late' then measured < at_least
            when 'session_long' then measured > at_most
            when 'record_not_agreed' then supervisee_agreed_on is null or supervisor_agreed_on is null
            when 'supervisor_not_registered' then not leader_has_number or leader_registered_to < held_on
            when 'not_by_line_manager' then case when is_safeguarding then not is_led_by_line_manager end
        end as is_found
    from weighed

),

final as (

    select
        rule_id,
        valid_from as rule_valid_from,
        case
            when finding_type = 'supervisor_not_registered' and coalesce(leader_registered_to = renewed_on, false)
                then 'register_not_refreshed'
            else finding_type
        end as finding_type,
        'session' as subject_type,
        session_supervisee_id as subject_id,
        session_id as evidence_id,
        worker_id,
        supervisor_id,
        team_id,
        directorate_code,
        held_on as found_on,
        null::date as began_on,
        case
            when not is_recognised then 'not_recognised'
            when is_found is null then 'not_known'
            when is_found then 'found'
            else 'fine'
        end as result,
        measured,
        case
            when finding_type = 'form_late' then 'day'
            when measured is not null then 'minute'
        end as measured_unit,
        coalesce(at_least, at_most) as threshold,
        case finding_type
            when 'session_short' then measured || ' minutes, where ' || at_least || ' are asked for'
            when 'reflection_short' then measured || ' reflective minutes, where ' || at_least || ' are asked for'
            when 'session_long' then measured || ' minutes, where most take ' || at_most || ' at most'
            when 'form_late'
                then
                    case
                        when measured = 1 then 'The form came 1 day before'
                        when measured > 0 then 'The form came ' || measured || ' days before'
                        when measured = 0 then 'The form came on the day'
                        when measured = -1 then 'The form came 1 day after'
                        else 'The form came ' || -measured || ' days after'
                    end || ', where ' || at_least || ' days before are asked for'
            when 'record_not_agreed'
                then
                    case
                        when supervisee_agreed_on is null and supervisor_agreed_on is null then 'Agreed by neither yet'
                        when supervisee_agreed_on is null then 'Agreed by the supervisor, not yet by the supervisee'
                        else 'Agreed by the supervisee, not yet by the supervisor'
                    end
            when 'supervisor_not_registered'
                then
                    case
                        when not leader_has_number then 'HR shows no registration number'
                        else 'HR shows a registration to ' || strftime(leader_registered_to, '%-d %B %Y')
                    end
            when 'not_by_line_manager' then 'Not led by the line manager of that day'
        end as detail
    from judged

)

select * from final
