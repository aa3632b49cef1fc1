-- One row something that history built from snapshots had to assume: a post kept for somebody whom the newest lists
-- leave out, and, as one row a file, the posts whose beginning nobody gives.
with posts as (

    select * from {{ ref('stg_hr__posts') }}

),

final as (

    select
        'DQ45' as check_code,
        'worker' as subject_type,
        worker_id as subject_id,
        'Still on the staff list, and in no list of posts since ' || {{ day_words('max(_extracted_on)') }} as detail,
        1 as rows_count,
        max(_source_file) as _source_file,
        arg_max(_source_row, (_source_file, _source_row)) as _source_row
    from posts
    where is_run_on
    group by worker_id

    union all

    select
        'DQ46',
        'feed',
        'hr_posts',
        'Posts that the first list to show the person gives no start for',
        count(*)::integer,
        min(_source_file),
        arg_min(_source_row, (_source_file, _source_row))
    from posts
    where is_start_assumed
    having count(*) > 0

)

select * from final
