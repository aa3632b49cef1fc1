{{ config(materialized='table') }}

-- One row a stretch of a post, from all landed snapshots of a list that gives only today's posts. Whatever tells of
-- the post (team, line manager, title, category, hours) makes another stretch when it changes, from the first snapshot
-- that shows it. What decides, in this order:
-- Start: for a person seen for the first time what HR gives, else the start of their employment, else that snapshot;
-- for one seen before, that snapshot, or what HR gives where it lies after the snapshot that did not show it.
-- End: the day before the next snapshot that shows the person without it. A person in no later snapshot who is still
-- on the staff list keeps the post: nobody drops out of who must be supervised because a list has a gap.
with written as (

    select * from {{ source('hr', 'hr_posts_seen') }}

),

-- Whoever is written in two ways in two lists is one person.
source as (

    select
        source.* exclude (employee_number, line_manager_employee_number),
        {{ subject_worker('employee_number', 'workers') }} as employee_number,
        {{ other_worker('line_manager_employee_number', 'line_managers') }} as line_manager_employee_number
    from written as source
    {{ join_seen_worker('employee_number', 'workers') }}
    {{ join_seen_worker('line_manager_employee_number', 'line_managers') }}

),

workers as (

    select * from {{ ref('stg_hr__workers') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

snapshots as (

    select
        _part,
        _extracted_on,
        lead(_extracted_on) over (partition by _part order by _extracted_on) as next_on
    from (select distinct _part, _extracted_on from source) as days

),

-- The snapshots that show a person at all, one after the other.
shown as (

    select
        _part,
        employee_number,
        _extracted_on,
        row_number() over (partition by _part, employee_number order by _extracted_on) as nth_shown,
        lead(_extracted_on) over (partition by _part, employee_number order by _extracted_on) as next_shown_on
    from (select distinct _part, employee_number, _extracted_on from source) as people

),

posts as (

    select
        source._part,
        source.employee_number,
        source.job_title,
        source.staff_category,
        source.team_code,
        source.line_manager_employee_number,
        source.fte,
        source.safeguarding_role,
        source._extracted_on,
        shown.nth_shown,
        shown.next_shown_on,
        min(source.post_start) as post_start,
        case when bool_and(source.post_end is not null) then max(source.post_end) end as post_end,
        min(source._source_file) as _source_file,
        arg_min(source._source_row, (source._source_file, source._source_row)) as _source_row
    from source
    inner join shown
        on
            shown._part = source._part
            and shown.employee_number = source.employee_number
            and shown._extracted_on = source._extracted_on
    group by all

),

numbered as (

    select
        *,
        nth_shown - row_number() over (
            partition by
                _part, employee_number, job_title, staff_category, team_code, line_manager_employee_number, fte,
                safeguarding_role
            order by nth_shown
        ) as stretch_number
    from posts

),

stretches as (

    select
        _part,
        employee_number,
        job_title,
        staff_category,
        team_code,
        line_manager_employee_number,
        fte,
        safeguarding_role,
        min(_extracted_on) as first_seen_on,
        max(_extracted_on) as last_seen_on,
        arg_min(struct_pack(given := post_start), _extracted_on).given as given_start,
        arg_max(struct_pack(given := post_end), _extracted_on).given as given_end,
        arg_max(struct_pack(given := next_shown_on), _extracted_on).given as next_shown_on,
        arg_max(_source_file, _extracted_on) as _source_file,
        arg_max(_source_row, _extracted_on) as _source_row
    from numbered
    group by
        _part, employee_number, job_title, staff_category, team_code, line_manager_employee_number, fte,
        safeguarding_role, stretch_number

),

-- Seen before or after this, in this list or another.
beside as (

    select
        stretches._part,
        stretches.employee_number,
        stretches.first_seen_on,
        stretches.last_seen_on,
        max(shown._extracted_on) filter (where shown._extracted_on < stretches.first_seen_on) as seen_before_on,
        max(shown._extracted_on) filter (where shown._extracted_on > stretches.last_seen_on) as seen_after_on
    from (select distinct _part, employee_number, first_seen_on, last_seen_on from stretches) as stretches
    inner join shown
        on shown.employee_number = stretches.employee_number
    group by stretches._part, stretches.employee_number, stretches.first_seen_on, stretches.last_seen_on

),

employed as (

    select
        stretches._part,
        stretches.employee_number,
        stretches.first_seen_on,
        max(workers.started_on) filter (where workers.started_on <= stretches.first_seen_on) as employed_on,
        coalesce(
            bool_or(coalesce(workers.left_on < workers.started_on or workers.left_on > run.data_date, true)), false
        ) as is_still_employed
    from (select distinct _part, employee_number, first_seen_on from stretches) as stretches
    inner join workers
        on workers.worker_id = stretches.employee_number
    cross join run
    group by stretches._part, stretches.employee_number, stretches.first_seen_on

),

placed as (

    select
        stretches.*,
        beside.seen_before_on,
        employed.employed_on,
        snapshots.next_on,
        stretches.next_shown_on is null
        and snapshots.next_on is not null
        and beside.seen_after_on is null
        and coalesce(employed.is_still_employed, false) as is_run_on
    from stretches
    inner join snapshots
        on
            snapshots._part = stretches._part
            and snapshots._extracted_on = stretches.last_seen_on
    inner join beside
        on
            beside._part = stretches._part
            and beside.employee_number = stretches.employee_number
            and beside.first_seen_on = stretches.first_seen_on
            and beside.last_seen_on = stretches.last_seen_on
    left join employed
        on
            employed._part = stretches._part
            and employed.employee_number = stretches.employee_number
            and employed.first_seen_on = stretches.first_seen_on

),

final as (

    select
        employee_number,
        job_title,
        staff_category,
        team_code,
        line_manager_employee_number,
        fte,
        safeguarding_role,
        case
            when seen_before_on is null then coalesce(given_start, employed_on, first_seen_on)
            when given_start > seen_before_on then given_start
            else first_seen_on
        end as post_start,
        case
            when is_run_on then given_end
            else least(given_end, coalesce(next_shown_on, next_on) - 1)
        end as post_end,
        _source_file,
        _source_row,
        last_seen_on as _extracted_on,
        seen_before_on is null and given_start is null as is_start_assumed,
        is_run_on,
        first_seen_on,
        last_seen_on
    from placed

)

select * from final
