-- One row a rule about lines of management and what it judges: on the data date everybody supervised and their line
-- manager, and every whole calendar month of a social worker whose line manager is not one.
with rules as (

    select * from {{ ref('int_finding_rules') }}

),

supervision_rules as (

    select *
    from {{ ref('int_rules') }}
    where obligation_type = 'staff_supervision'

),

conditions as (

    select *
    from {{ ref('rule_conditions') }}
    where condition_on = 'staff_category'

),

rule_formats as (

    select * from {{ ref('rule_formats') }}

),

bindings as (

    select * from {{ ref('int_finding_bindings') }}

),

posts as (

    select * from {{ ref('int_posts') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

availability as (

    select * from {{ ref('int_availability') }}

),

long_absences as (

    select * from {{ ref('int_long_absences') }}

),

workers as (

    select distinct worker_id from {{ ref('stg_hr__workers') }}

),

registrations as (

    select * from {{ ref('int_registrations') }}

),

held_sessions as (

    select * from {{ ref('int_held_sessions') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- Whom a policy asks supervision for on the data date, away or not: a category its rules name, or an ASYE that runs.
supervised as (

    select
        supervision_rules.policy_id,
        posts.worker_id
    from supervision_rules
    cross join run
    inner join conditions
        on
            conditions.rule_id = supervision_rules.rule_id
            and conditions.valid_from = supervision_rules.valid_from
    inner join posts
        on
            posts.staff_category_code = conditions.code
            and posts.held_to > run.data_date
    where
        supervision_rules.binds = 'staff_category'
        and supervision_rules.valid_from <= run.data_date
        and supervision_rules.valid_to > run.data_date

    union

    select
        supervision_rules.policy_id,
        programmes.worker_id
    from supervision_rules
    cross join run
    inner join programmes
        on programmes.asye_to > run.data_date
    where
        supervision_rules.binds = 'nqsw'
        and supervision_rules.valid_from <= run.data_date
        and supervision_rules.valid_to > run.data_date

),

employed_now as (

    select employments.worker_id
    from employments
    inner join run
        on employments.employed_to > run.data_date

),

last_employments as (

    select
        worker_id,
        max(employed_to) as employed_to
    from employments
    group by worker_id

),

managed as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.policy_id,
        rules.finding_type,
        supervised.worker_id,
        run.data_date,
        main_posts.valid_from as managed_from,
        main_posts.line_manager_id
    from supervised
    cross join run
    inner join rules
        on
            rules.policy_id = supervised.policy_id
            and rules.finding_type = 'no_line_manager'
            and rules.valid_from <= run.data_date
            and rules.valid_to > run.data_date
    inner join employed_now
        on employed_now.worker_id = supervised.worker_id
    left join main_posts
        on
            main_posts.worker_id = supervised.worker_id
            and main_posts.valid_from <= run.data_date
            and main_posts.valid_to > run.data_date

),

manager_states as (

    select
        managed.*,
        case
            when managed.line_manager_id is null then 'none'
            when managed.line_manager_id = managed.worker_id then 'self'
            when workers.worker_id is null then 'not_known'
            when managers_employed.worker_id is null then 'left'
            when long_absences.worker_id is not null then 'away'
            else 'in_post'
        end as manager_state,
        last_employments.employed_to as manager_left_from,
        long_absences.away_from as manager_away_from
    from managed
    left join workers
        on workers.worker_id = managed.line_manager_id
    left join employed_now as managers_employed
        on managers_employed.worker_id = managed.line_manager_id
    left join last_employments
        on last_employments.worker_id = managed.line_manager_id
    left join long_absences
        on
            long_absences.policy_id = managed.policy_id
            and long_absences.worker_id = managed.line_manager_id
            and long_absences.away_from <= managed.data_date
            and long_absences.away_to > managed.data_date

),

without_line_manager as (

    select
        rule_id,
        rule_valid_from,
        finding_type,
        'worker' as subject_type,
        worker_id as subject_id,
        null as evidence_id,
        worker_id,
        data_date as found_on,
        case manager_state
            when 'left' then greatest(managed_from, manager_left_from)
            when 'away' then greatest(managed_from, manager_away_from)
            else managed_from
        end as began_on,
        case
            when manager_state = 'not_known' then 'not_known'
            when manager_state = 'in_post' then 'fine'
            else 'found'
        end as result,
        null::integer as measured,
        null as measured_unit,
        null::integer as threshold,
        case manager_state
            when 'none' then 'No line manager is named on the post'
            when 'self' then 'The post names the person as their own line manager'
            when 'left' then 'The line manager is not employed here any more'
            when 'away' then 'The line manager is on a long absence'
        end as detail
    from manager_states

),

-- Whole calendar months, counted from January where a rule asks for several at once, from the day records begin.
months as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.policy_id,
        rules.finding_type,
        starts.month_from::date as month_from,
        marts.add_interval(starts.month_from::date, rules.every_months, 0) as month_to
    from rules
    cross join run
    inner join records_from
        on records_from.feed = 'sharepoint_sessions'
    cross join
        lateral unnest(
            generate_series(
                date_trunc('year', records_from.records_from),
                run.data_date::timestamp,
                to_months(rules.every_months)
            )
        ) as starts (month_from)
    where
        rules.finding_type = 'no_professional_session'
        and starts.month_from >= records_from.records_from
        and starts.month_from >= rules.valid_from
        and marts.add_interval(starts.month_from::date, rules.every_months, 0) <= least(
            run.data_date + 1, rules.valid_to
        )

),

-- At work and in such a post on every day of the month.
worked as (

    select
        months.*,
        bindings.worker_id
    from months
    inner join bindings
        on
            bindings.rule_id = months.rule_id
            and bindings.rule_valid_from = months.rule_valid_from
            and bindings.binds_from <= months.month_from
            and bindings.binds_to >= months.month_to
    inner join availability
        on
            availability.policy_id = months.policy_id
            and availability.worker_id = bindings.worker_id
            and availability.available_from <= months.month_from
            and availability.available_to >= months.month_to

),

-- A line manager with a registration number on any day of the month is professional supervision in the line.
managed_months as (

    select
        worked.rule_id,
        worked.rule_valid_from,
        worked.finding_type,
        worked.worker_id,
        worked.month_from,
        worked.month_to,
        bool_or(registrations.has_number is null) as has_unknown_manager
    from worked
    inner join main_posts
        on
            main_posts.worker_id = worked.worker_id
            and main_posts.valid_from < worked.month_to
            and main_posts.valid_to > worked.month_from
    left join registrations
        on registrations.worker_id = main_posts.line_manager_id
    group by
        worked.rule_id, worked.rule_valid_from, worked.finding_type, worked.worker_id, worked.month_from,
        worked.month_to
    having not coalesce(bool_or(registrations.has_number), false)

),

led_in_month as (

    select
        managed_months.rule_id,
        managed_months.rule_valid_from,
        managed_months.worker_id,
        managed_months.month_from,
        coalesce(bool_or(held_sessions.leader_has_number), false) as has_professional,
        bool_or(held_sessions.leader_has_number is null) as has_unknown_leader
    from managed_months
    inner join held_sessions
        on
            held_sessions.worker_id = managed_months.worker_id
            and held_sessions.held_on >= managed_months.month_from
            and held_sessions.held_on < managed_months.month_to
    inner join rule_formats
        on
            rule_formats.rule_id = managed_months.rule_id
            and rule_formats.valid_from = managed_months.rule_valid_from
            and rule_formats.format_code = held_sessions.format_code
    group by
        managed_months.rule_id, managed_months.rule_valid_from, managed_months.worker_id, managed_months.month_from

),

without_professional as (

    select
        managed_months.rule_id,
        managed_months.rule_valid_from,
        managed_months.finding_type,
        'worker' as subject_type,
        managed_months.worker_id as subject_id,
        null as evidence_id,
        managed_months.worker_id,
        managed_months.month_to - 1 as found_on,
        managed_months.month_from as began_on,
        case
            when coalesce(led_in_month.has_professional, false) then 'fine'
            when managed_months.has_unknown_manager or coalesce(led_in_month.has_unknown_leader, false)
                then 'not_known'
            else 'found'
        end as result,
        null::integer as measured,
        null as measured_unit,
        null::integer as threshold,
        'No session led by somebody with a registration number from '
        || strftime(managed_months.month_from, '%-d %B %Y') || ' to '
        || strftime(managed_months.month_to - 1, '%-d %B %Y') as detail
    from managed_months
    left join led_in_month
        on
            led_in_month.rule_id = managed_months.rule_id
            and led_in_month.rule_valid_from = managed_months.rule_valid_from
            and led_in_month.worker_id = managed_months.worker_id
            and led_in_month.month_from = managed_months.month_from

),

final as (

    select * from without_line_manager
    union all
    select * from without_professional

)

select * from final
