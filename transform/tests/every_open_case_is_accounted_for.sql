-- Every case with an open involvement on a day that is listed is in the list of the policy its directorate was held to
-- on that day, once.
with open_cases as (

    select distinct
        days.as_at,
        involvements.case_id
    from {{ ref('int_involvements') }} as involvements
    inner join {{ ref('int_as_at_days') }} as days
        on
            involvements.involved_from <= days.as_at
            and involvements.involved_to > days.as_at

),

listed as (

    select
        as_at,
        case_id
    from {{ ref('fct_cases') }}
    where is_in_force

)

select
    open_cases.as_at,
    open_cases.case_id
from open_cases
left join listed
    on
        listed.as_at = open_cases.as_at
        and listed.case_id = open_cases.case_id
group by open_cases.as_at, open_cases.case_id
having count(listed.case_id) <> 1
