-- Every case with an open involvement is in the list of the policy its directorate is held to, once.
with open_cases as (

    select distinct case_id
    from {{ ref('int_involvements') }}
    cross join {{ ref('stg_load__run') }} as run
    where involved_to > run.data_date

),

listed as (

    select case_id
    from {{ ref('fct_cases') }}
    where is_in_force

)

select open_cases.case_id
from open_cases
left join listed
    on listed.case_id = open_cases.case_id
group by open_cases.case_id
having count(listed.case_id) <> 1
