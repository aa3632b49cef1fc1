with measures as (

    select * from {{ ref('practice_measures') }}

),

codes as (

    select * from {{ ref('codes') }}

),

final as (

    select
        measures.measure_code,
        labels.label as measure_label,
        labels.meaning,
        measures.group_code,
        groups.label as group_label,
        measures.obligation_type,
        measures.finding_type,
        measures.binds,
        measures.told_of,
        measures.counted_one,
        measures.counted_many,
        measures.sort_order
    from measures
    inner join codes as labels
        on
            labels.code_list = 'practice_measure'
            and labels.code = measures.measure_code
    inner join codes as groups
        on
            groups.code_list = 'practice_group'
            and groups.code = measures.group_code

)

select * from final
