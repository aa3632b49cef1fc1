-- Which directorate is held to which policy, and since when.
select
    in_force.directorate_code,
    directorates.label as directorate_label,
    in_force.policy_id,
    policies.policy_label,
    in_force.valid_from,
    in_force.valid_to
from marts.dim_policies_in_force as in_force
inner join marts.dim_policies as policies
    on policies.policy_id = in_force.policy_id
left join marts.dim_codes as directorates
    on
        directorates.code_list = 'directorate'
        and directorates.code = in_force.directorate_code
order by directorates.sort_order nulls last, in_force.directorate_code, in_force.valid_from desc
