-- One row a rule about the diary and what it judges: a cancelled session (its reason, and what came of its new day), a
-- session whose planned day has passed, and on the data date everybody who is owed supervision.
{{ config(materialized='view') }}

with rules as (

    select * from {{ ref('int_finding_rules') }}

),

sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

held_sessions as (

    select * from {{ ref('int_held_sessions') }}

),

rule_formats as (

    select * from {{ ref('rule_formats') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

obligations as (

    select *
    from {{ ref('int_supervision_obligations') }}
    where obligation_type = 'staff_supervision'

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- A cancelled session whose planned day has not come is left for now; one with no day cannot be placed.
without_reason as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.finding_type,
        'session' as subject_type,
        sessions.session_supervisee_id as subject_id,
        sessions.session_id as evidence_id,
        sessions.worker_id,
        sessions.planned_on as found_on,
        null::date as began_on,
        case
            when sessions.planned_on is null then 'not_known'
            when sessions.cancellation_reason_code is null then 'found'
            else 'fine'
        end as result,
        null::integer as measured,
        null as measured_unit,
        null::integer as threshold,
        'The reason is blank' as detail
    from sessions
    inner join run
        on coalesce(sessions.planned_on <= run.data_date, true)
    inner join rules
        on
            coalesce(sessions.planned_on, run.data_date) >= rules.valid_from
            and coalesce(sessions.planned_on, run.data_date) < rules.valid_to
    where rules.finding_type = 'no_cancellation_reason' and sessions.status_code = 'cancelled'

),

-- Found on the first day on which it was too long; after somebody has left nobody marks their sessions.
not_marked as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.finding_type,
        'session' as subject_type,
        sessions.session_supervisee_id as subject_id,
        sessions.session_id as evidence_id,
        sessions.worker_id,
        sessions.planned_on + rules.within_days + 1 as found_on,
        sessions.planned_on as began_on,
        case
            when sessions.status_code = 'planned' then 'found'
            when sessions.status_code = 'unmapped' then 'not_known'
            else 'fine'
        end as result,
        (run.data_date - sessions.planned_on)::integer as measured,
        'day' as measured_unit,
        rules.within_days as threshold,
        'Planned for ' || strftime(sessions.planned_on, '%-d %B %Y') || ', and still marked as planned' as detail
    from rules
    cross join run
    inner join sessions
        on
            sessions.planned_on + rules.within_days + 1 <= run.data_date
            and sessions.planned_on + rules.within_days + 1 >= rules.valid_from
            and sessions.planned_on + rules.within_days + 1 < rules.valid_to
    inner join employments
        on
            employments.worker_id = sessions.worker_id
            and employments.employed_from <= sessions.planned_on + rules.within_days + 1
            and employments.employed_to > sessions.planned_on + rules.within_days + 1
    where rules.finding_type = 'stale_planned'

),

rearranged as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.finding_type,
        rules.within_days,
        sessions.session_supervisee_id,
        sessions.session_id,
        sessions.worker_id,
        least(coalesce(sessions.planned_on, sessions.rearranged_to_on), sessions.rearranged_to_on) as held_from,
        sessions.rearranged_to_on,
        sessions.rearranged_to_on + rules.within_days + 1 as found_on
    from rules
    cross join run
    inner join sessions
        on
            sessions.rearranged_to_on + rules.within_days + 1 <= run.data_date
            and sessions.rearranged_to_on + rules.within_days + 1 >= rules.valid_from
            and sessions.rearranged_to_on + rules.within_days + 1 < rules.valid_to
    inner join employments
        on
            employments.worker_id = sessions.worker_id
            and employments.employed_from <= sessions.rearranged_to_on + rules.within_days + 1
            and employments.employed_to > sessions.rearranged_to_on + rules.within_days + 1
    where rules.finding_type = 'rebooked_not_held' and sessions.status_code = 'cancelled'

),

held_after_all as (

    select distinct
        rearranged.rule_id,
        rearranged.rule_valid_from,
        rearranged.session_supervisee_id
    from rearranged
    inner join held_sessions
        on
            held_sessions.worker_id = rearranged.worker_id
            and held_sessions.held_on >= rearranged.held_from
            and held_sessions.held_on < rearranged.found_on
    inner join rule_formats
        on
            rule_formats.rule_id = rearranged.rule_id
            and rule_formats.valid_from = rearranged.rule_valid_from
            and rule_formats.format_code = held_sessions.format_code

),

not_held_again as (

    select
        rearranged.rule_id,
        rearranged.rule_valid_from,
        rearranged.finding_type,
        'session' as subject_type,
        rearranged.session_supervisee_id as subject_id,
        rearranged.session_id as evidence_id,
        rearranged.worker_id,
        rearranged.found_on,
        rearranged.rearranged_to_on as began_on,
        case when held_after_all.rule_id is null then 'found' else 'fine' end as result,
        null::integer as measured,
        null as measured_unit,
        rearranged.within_days as threshold,
        'Moved to ' || strftime(rearranged.rearranged_to_on, '%-d %B %Y') || '; nothing held by '
        || strftime(rearranged.found_on - 1, '%-d %B %Y') as detail
    from rearranged
    left join held_after_all
        on
            held_after_all.rule_id = rearranged.rule_id
            and held_after_all.rule_valid_from = rearranged.rule_valid_from
            and held_after_all.session_supervisee_id = rearranged.session_supervisee_id

),

furthest as (

    select
        worker_id,
        max(planned_on) as furthest_on
    from sessions
    where status_code = 'planned'
    group by worker_id

),

owed_now as (

    select distinct
        obligations.policy_id,
        obligations.subject_id as worker_id,
        run.data_date
    from obligations
    inner join run
        on obligations.opened_on <= run.data_date and coalesce(obligations.closed_on > run.data_date, true)

),

short_diary as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.finding_type,
        'worker' as subject_type,
        owed_now.worker_id as subject_id,
        null as evidence_id,
        owed_now.worker_id,
        owed_now.data_date as found_on,
        null::date as began_on,
        case
            when
                furthest.furthest_on
                >= marts.add_interval(owed_now.data_date, rules.ahead_months - rules.slack_months, 0)
                then 'fine'
            else 'found'
        end as result,
        case
            when furthest.furthest_on > owed_now.data_date
                then marts.whole_intervals(owed_now.data_date, furthest.furthest_on, 1, 0)
            else 0
        end::integer as measured,
        'month' as measured_unit,
        rules.ahead_months as threshold,
        case
            when furthest.furthest_on > owed_now.data_date
                then
                    'The last session in the diary is on ' || strftime(furthest.furthest_on, '%-d %B %Y') || ', where '
                    || rules.ahead_months || ' months ahead are asked for'
            else 'Nothing is in the diary, where ' || rules.ahead_months || ' months ahead are asked for'
        end as detail
    from owed_now
    inner join rules
        on
            rules.policy_id = owed_now.policy_id
            and rules.finding_type = 'diary_short'
            and rules.valid_from <= owed_now.data_date
            and rules.valid_to > owed_now.data_date
    left join furthest
        on furthest.worker_id = owed_now.worker_id

),

final as (

    select * from without_reason
    union all
    select * from not_marked
    union all
    select * from not_held_again
    union all
    select * from short_diary

)

select * from final
