-- One row a row of an export that says something ended before it began.
with ranges as (

    select 'hr_workers' as feed, worker_id as subject_id, started_on, left_on as ended_on, _source_file, _source_row
    from {{ ref('stg_hr__workers') }}
    union all
    select 'hr_posts', worker_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_hr__posts') }}
    union all
    select 'hr_absences', worker_id, first_day_on, last_day_on, _source_file, _source_row
    from {{ ref('stg_hr__absences') }}
    union all
    select 'ics_involvements', case_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_ics__involvements') }}
    union all
    select 'swift_involvements', case_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_swift__involvements') }}
    union all
    select 'childview_involvements', case_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_childview__involvements') }}
    union all
    select 'ics_risk_flags', case_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_ics__risk_flags') }}
    union all
    select 'swift_risk_flags', case_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_swift__risk_flags') }}
    union all
    select 'childview_risk_flags', case_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_childview__risk_flags') }}
    union all
    select 'sharepoint_overrides', worker_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_sharepoint__overrides') }}
    union all
    select 'asye_programmes', worker_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_asye__programmes') }}
    union all
    select 'asye_pauses', worker_id, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_asye__pauses') }}
    union all
    select 'census_workers', swe_number, started_on, ended_on, _source_file, _source_row
    from {{ ref('stg_census__workers') }}

),

final as (

    select * from ranges
    where ended_on < started_on

)

select * from final
