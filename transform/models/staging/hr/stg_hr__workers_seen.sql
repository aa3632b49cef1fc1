{{ config(materialized='table') }}

-- One row a person and start of employment, from all landed snapshots of a staff list that gives only today's staff.
-- Somebody who is in no later snapshot of the list left on the day before the first one without them; a snapshot they
-- are missing from in between is a gap in the list and breaks nothing.
-- Where the list gives no start it is the day they were first seen, or follows on from where they were seen before.
with source as (

    select * from {{ source('hr', 'hr_workers_seen') }}

),

snapshots as (

    select
        _part,
        _extracted_on,
        lead(_extracted_on) over (partition by _part order by _extracted_on) as next_on
    from (select distinct _part, _extracted_on from source) as days

),

-- The last snapshot a person is in tells everything else of them.
spans as (

    select
        _part,
        employee_number,
        start_date,
        min(_extracted_on) as first_seen_on,
        max(_extracted_on) as last_seen_on
    from source
    group by _part, employee_number, start_date

),

last_rows as (

    select source.*
    from source
    inner join spans
        on
            spans._part = source._part
            and spans.employee_number = source.employee_number
            and spans.start_date is not distinct from source.start_date
            and spans.last_seen_on = source._extracted_on

),

-- Where they were seen last before, in another list or under another start.
before as (

    select
        spans._part,
        spans.employee_number,
        spans.first_seen_on,
        max(earlier.last_seen_on) as seen_before_on
    from spans
    inner join spans as earlier
        on
            earlier.employee_number = spans.employee_number
            and earlier.last_seen_on < spans.first_seen_on
    where spans.start_date is null
    group by spans._part, spans.employee_number, spans.first_seen_on

),

final as (

    select
        last_rows.* exclude (start_date, leaving_date, _part),
        coalesce(spans.start_date, before.seen_before_on + 1, spans.first_seen_on) as start_date,
        coalesce(last_rows.leaving_date, snapshots.next_on - 1) as leaving_date,
        spans.first_seen_on,
        spans.last_seen_on
    from last_rows
    inner join spans
        on
            spans._part = last_rows._part
            and spans.employee_number = last_rows.employee_number
            and spans.start_date is not distinct from last_rows.start_date
    inner join snapshots
        on
            snapshots._part = spans._part
            and snapshots._extracted_on = spans.last_seen_on
    left join before
        on
            before._part = spans._part
            and before.employee_number = spans.employee_number
            and before.first_seen_on = spans.first_seen_on

)

select * from final
