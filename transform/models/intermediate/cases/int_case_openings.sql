-- One row a case and unbroken stretch in which any involvement is open, [open_from, open_to).
with involvements as (

    select distinct
        system_code,
        case_id,
        involved_from,
        involved_to
    from {{ ref('int_involvements') }}

),

marked as (

    select
        *,
        coalesce(
            involved_from > max(involved_to) over (
                partition by case_id
                order by involved_from, involved_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from involvements

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (partition by case_id order by involved_from, involved_to)
            as stretch_number
    from marked

),

final as (

    select
        case_id,
        system_code,
        min(involved_from) as open_from,
        max(involved_to) as open_to
    from numbered
    group by case_id, system_code, stretch_number

)

select * from final
