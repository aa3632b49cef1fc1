-- One row something in the involvements that Annex A leaves open: a start it does not give, a status that its other lists
-- do not bear out, an end that one export has and another has not.
with involvements as (

    select * from {{ ref('stg_ics__involvements') }}

),

by_status as (

    select * from {{ ref('int_ics_involvements') }}
    where is_by_status

),

codes as (

    select * from {{ ref('codes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- One involvement that is open in one file and over in another.
half_ended as (

    select
        case_id,
        involvement_type_code,
        started_on,
        min(_source_file) filter (where ended_on is null) as open_in_file,
        min(_source_file) filter (where ended_on is not null) as ended_in_file,
        arg_min(_source_row, (_source_file, _source_row)) filter (where ended_on is null) as _source_row
    from involvements
    group by case_id, involvement_type_code, started_on
    having
        count(*) filter (where ended_on is null) > 0
        and count(*) filter (where ended_on is not null) > 0
        and count(distinct _source_file) > 1

),

final as (

    select
        'DQ47' as check_code,
        'case' as subject_type,
        by_status.case_id as subject_id,
        'By its case status: ' || coalesce(codes.label, by_status.involvement_type_code) || ', and open in no list as such'
            as detail,
        1 as rows_count,
        by_status._source_file,
        by_status._source_row
    from by_status
    left join codes
        on
            codes.code_list = 'involvement_type'
            and codes.code = by_status.involvement_type_code

    union all

    select
        'DQ48', 'feed', 'ics_involvements', 'Care leavers in Annex A, which gives no day on which they became one',
        count(*)::integer, min(_source_file), arg_min(_source_row, (_source_file, _source_row))
    from involvements
    where is_start_assumed
    having count(*) > 0

    union all

    select
        'DQ49', 'case', involvements.case_id, 'A care leaver by Annex A who is not 18 yet', 1,
        involvements._source_file, involvements._source_row
    from involvements
    inner join run
        on involvements.started_on > run.data_date
    where involvements.is_start_assumed

    union all

    select
        'DQ50', 'case', case_id, 'A closed episode by its case status, with no day of closure', 1, _source_file, _source_row
    from involvements
    where case_status_code = 'closed' and ended_on is null

    union all

    select
        'DQ51', 'case', case_id, 'Ended in ' || ended_in_file || ' and open in ' || open_in_file, 1, open_in_file, _source_row
    from half_ended

)

select * from final
