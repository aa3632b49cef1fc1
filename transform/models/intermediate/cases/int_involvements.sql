-- One row an involvement as known on the data date, [involved_from, involved_to), of every case system, with the
-- birthdays of its person. Dates of birth that disagree within a system are taken as not known. The same involvement in
-- two exports is one row: a case is its person, however many exports tell of it.
with involvements as (

    select * from {{ ref('int_ics_involvements') }}
    union all by name
    select * from {{ ref('stg_swift__involvements') }}
    union all by name
    select * from {{ ref('stg_childview__involvements') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

birthdays as (

    select
        case_id,
        case when count(distinct turns_18_on) = 1 then min(turns_18_on) end as turns_18_on,
        case when count(distinct turns_18_on) = 1 then min(turns_21_on) end as turns_21_on,
        count(distinct turns_18_on) > 1 as has_conflicting_birthdays
    from involvements
    group by case_id

),

as_known as (

    select distinct
        involvements.system_code,
        involvements.case_id,
        involvements.involvement_type_code,
        involvements.worker_id,
        involvements.team_id,
        involvements.started_on as involved_from,
        case
            when involvements.ended_on between involvements.started_on and run.data_date
                then involvements.ended_on + 1
            else 'infinity'::date
        end as involved_to
    from involvements
    inner join run
        on involvements.started_on <= run.data_date

),

final as (

    select
        row_number() over (
            order by
                as_known.case_id, as_known.involved_from desc, as_known.team_id asc nulls last,
                as_known.involvement_type_code, as_known.worker_id asc nulls last, as_known.involved_to
        )::integer as involvement_key,
        as_known.*,
        birthdays.turns_18_on,
        birthdays.turns_21_on,
        birthdays.has_conflicting_birthdays
    from as_known
    inner join birthdays
        on birthdays.case_id = as_known.case_id

)

select * from final
