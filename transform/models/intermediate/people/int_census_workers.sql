-- One row a member of staff whom the workforce census tells something of: matched by Social Work England number, and
-- only where one person has that number. Of their rows those count whose role was still held on the day of the census;
-- where these say two things of one person, that thing is not known. An end before its start is left out, as elsewhere.
with census as (

    select * from {{ ref('stg_census__workers') }}

),

numbers as (

    select distinct
        {{ swe_number_key('swe_number') }} as swe_number_key,
        worker_id
    from {{ ref('stg_hr__workers') }}
    where {{ swe_number_key('swe_number') }} is not null

),

owners as (

    select
        swe_number_key,
        min(worker_id) as worker_id
    from numbers
    group by swe_number_key
    having count(*) = 1

),

held as (

    select *
    from census
    where not coalesce(ended_on < _extracted_on and ended_on >= coalesce(started_on, ended_on), false)

),

final as (

    select
        owners.worker_id,
        case when count(distinct held.agency_code) = 1 then min(held.agency_code) end as agency_code,
        case
            when count(distinct held.fte) filter (where held.fte > 0) = 1 then min(held.fte) filter (where held.fte > 0)
        end as fte,
        coalesce(bool_or(held.status_code = 'asye'), false) as is_asye,
        count(distinct held.agency_code) > 1 or count(distinct held.fte) filter (where held.fte > 0) > 1
            as has_rows_that_disagree,
        max(held._extracted_on) as counted_on,
        min(held._source_file) as _source_file,
        arg_min(held._source_row, (held._source_file, held._source_row)) as _source_row
    from held
    inner join owners
        on owners.swe_number_key = held.swe_number_key
    group by owners.worker_id

)

select * from final
