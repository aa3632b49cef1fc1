-- One row a child whose case status in list 6 of Annex A says more than the lists themselves: looked after, on a child
-- protection plan or being assessed, with nothing of that kind open in any export of the system. It is taken from the day
-- their need began, the earliest it can be, since a list that is missing must not make anybody's supervision rarer.
with involvements as (

    select * from {{ ref('stg_ics__involvements') }}

),

open_now as (

    select distinct
        case_id,
        involvement_type_code
    from involvements
    where coalesce(ended_on >= _extracted_on, true)

),

final as (

    select
        involvements.* exclude (involvement_type_code, is_start_assumed),
        involvements.case_status_code as involvement_type_code,
        true as is_start_assumed
    from involvements
    left join open_now
        on
            open_now.case_id = involvements.case_id
            and open_now.involvement_type_code = involvements.case_status_code
    where
        involvements.case_status_code in ('looked_after', 'child_protection', 'assessment')
        and coalesce(involvements.ended_on >= involvements._extracted_on, true)
        and open_now.case_id is null

)

select * from final
