-- The numbers that figures of the audits and the survey are made with.
select
    limits.limit_code,
    limits.limit_value,
    limits.limit_unit,
    limits.label
from marts.dim_assurance_limits as limits
order by limits.limit_code
