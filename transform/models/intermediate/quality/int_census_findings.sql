-- One row something in the workforce census that does not agree with the staff list or the ASYE register. Nothing is
-- made of it: who is in their assessed year is for the register to say.
with census_workers as (

    select * from {{ ref('int_census_workers') }}

),

census as (

    select * from {{ ref('stg_census__workers') }}

),

programmes as (

    select distinct worker_id from {{ ref('stg_asye__programmes') }}

),

employed as (

    select distinct employments.worker_id
    from {{ ref('int_employments') }} as employments
    inner join {{ ref('stg_load__run') }} as run
        on employments.employed_to > run.data_date

),

numbers as (

    select
        {{ swe_number_key('swe_number') }} as swe_number_key,
        count(distinct worker_id) as people_count
    from {{ ref('stg_hr__workers') }}
    group by all

),

unregistered as (

    select
        census_workers.*
    from census_workers
    inner join employed
        on employed.worker_id = census_workers.worker_id
    left join programmes
        on programmes.worker_id = census_workers.worker_id
    where census_workers.is_asye and programmes.worker_id is null

),

unmatched as (

    select
        census.*,
        coalesce(numbers.people_count, 0) as people_count
    from census
    left join numbers
        on numbers.swe_number_key = census.swe_number_key
    where
        coalesce(numbers.people_count, 0) <> 1
        and not coalesce(census.ended_on < census._extracted_on, false)

),

final as (

    select
        'DQ41' as check_code,
        worker_id as subject_id,
        'In their assessed year on ' || {{ day_words('counted_on') }} || ' by the census, with no ASYE programme in the register'
            as detail,
        _source_file,
        _source_row
    from unregistered

    union all

    select
        case when people_count = 0 then 'DQ42' else 'DQ43' end,
        swe_number,
        case
            when people_count = 0 then 'No member of staff has this Social Work England number'
            else people_count || ' members of staff have this Social Work England number'
        end,
        _source_file,
        _source_row
    from unmatched

    union all

    select 'DQ44', worker_id, 'The census gives them more than one FTE or kind of employment', _source_file, _source_row
    from census_workers
    where has_rows_that_disagree

)

select * from final
