-- One row a feed, column and text that is not an employee number letter by letter: by which kind of identifier it is
-- to be told, and which identifier that is. Where the council's mapping says what a column holds, that kind alone is tried,
-- and what the council settled. Elsewhere the order is: settled, employee number in other case, e-mail, login, Social Work
-- England number, name, and last an employee number that lost its zeros. The first kind that anybody bears decides, even
-- where two do: a text that may be two people by e-mail is not then read as a third's name.
{{ config(materialized='table') }}

with written as (

    select * from {{ ref('stg_people__written') }}

),

known_as as (

    select * from {{ ref('stg_people__known_as') }}

),

settled as (

    select * from {{ ref('stg_people__settled') }}

),

id_kinds as (

    select * from {{ ref('stg_load__id_kinds') }}

),

bearers as (

    select
        id_kind,
        identity_key,
        count(*) as bearers_count
    from known_as
    group by id_kind, identity_key

),

numbers as (

    select distinct worker_id from {{ ref('stg_hr__workers') }}

),

-- Where those of HR's numbers that are figures alone are all of one length.
length_of_numbers as (

    select max(length(worker_id)) as digits
    from numbers
    where regexp_full_match(worker_id, '[0-9]+')
    having min(length(worker_id)) = max(length(worker_id))

),

-- What is an employee number as it stands is that, unless the column is said to hold something else.
to_tell as (

    select
        written.feed,
        written.column_name,
        written.heading,
        written.is_subject,
        written.written,
        written.rows_count,
        id_kinds.id_kind as declared_kind,
        numbers.worker_id is not null as is_some_number,
        {{ plain_text('written.written') }} as plain
    from written
    left join id_kinds
        on
            id_kinds.feed = written.feed
            and id_kinds.column_name = written.column_name
    left join numbers
        on numbers.worker_id = written.written
    where numbers.worker_id is null or coalesce(id_kinds.id_kind, 'employee_number') <> 'employee_number'

),

-- A spreadsheet takes the zeros off a whole column: where one number in it kept them, or most of the short ones are
-- nobody's, this is not what happened.
columns_without_zeros as (

    select
        to_tell.feed,
        to_tell.column_name
    from to_tell
    inner join length_of_numbers
        on length(to_tell.plain) < length_of_numbers.digits
    left join bearers
        on
            bearers.id_kind = 'unzeroed'
            and bearers.identity_key = to_tell.plain
    where
        regexp_full_match(to_tell.plain, '[0-9]+')
        and not exists (
            select 1 from written
            where
                written.feed = to_tell.feed
                and written.column_name = to_tell.column_name
                and starts_with(written.written, '0')
        )
    group by to_tell.feed, to_tell.column_name
    having count(bearers.identity_key) >= 0.9 * count(*)

),

keys as (

    select feed, column_name, written, 'employee_number' as id_kind, 2 as turn, {{ number_key('plain') }} as identity_key
    from to_tell
    union all
    select feed, column_name, written, 'work_email', 3, {{ email_key('plain') }} from to_tell
    union all
    select feed, column_name, written, 'login', 4, {{ login_key('plain') }} from to_tell
    union all
    select feed, column_name, written, 'swe_number', 5, {{ swe_key('plain') }} from to_tell
    union all
    select feed, column_name, written, 'name', 6, {{ name_key('plain') }} from to_tell
    union all
    select to_tell.feed, to_tell.column_name, to_tell.written, 'unzeroed', 7, to_tell.plain
    from to_tell
    inner join columns_without_zeros
        on
            columns_without_zeros.feed = to_tell.feed
            and columns_without_zeros.column_name = to_tell.column_name
    where not starts_with(to_tell.plain, '0')

),

borne as (

    select
        keys.*,
        bearers.bearers_count
    from keys
    inner join to_tell
        on
            to_tell.feed = keys.feed
            and to_tell.column_name = keys.column_name
            and to_tell.written = keys.written
            and (
                to_tell.declared_kind is null
                or to_tell.declared_kind = keys.id_kind
                or (to_tell.declared_kind = 'employee_number' and keys.id_kind = 'unzeroed')
            )
    inner join bearers
        on
            bearers.id_kind = keys.id_kind
            and bearers.identity_key = keys.identity_key
    qualify
        row_number() over (partition by keys.feed, keys.column_name, keys.written order by keys.turn) = 1

),

-- What is settled for a feed is before what is settled for its system, and that before what is settled for all.
settlements as (

    select
        to_tell.feed,
        to_tell.column_name,
        to_tell.written,
        settled.worker_id,
        settled.is_nobody
    from to_tell
    inner join settled
        on
            settled.settled_key = {{ settled_key('to_tell.plain') }}
            and settled.scope in (to_tell.feed, split_part(to_tell.feed, '_', 1), '')
    qualify
        row_number() over (
            partition by to_tell.feed, to_tell.column_name, to_tell.written
            order by length(settled.scope) desc
        ) = 1

),

final as (

    select
        to_tell.feed,
        to_tell.column_name,
        to_tell.heading,
        to_tell.is_subject,
        to_tell.written,
        to_tell.plain,
        to_tell.rows_count,
        to_tell.declared_kind,
        to_tell.is_some_number,
        case
            when settlements.is_nobody then 'nobody'
            when settlements.written is not null then 'settled'
            else borne.id_kind
        end as told_by,
        case when settlements.written is null then borne.identity_key end as identity_key,
        case when settlements.written is null then coalesce(borne.bearers_count, 0) end as bearers_count,
        settlements.worker_id as settled_worker_id
    from to_tell
    left join borne
        on
            borne.feed = to_tell.feed
            and borne.column_name = to_tell.column_name
            and borne.written = to_tell.written
    left join settlements
        on
            settlements.feed = to_tell.feed
            and settlements.column_name = to_tell.column_name
            and settlements.written = to_tell.written

)

select * from final
