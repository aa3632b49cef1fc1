select
    run.data_date,
    run.built_at,
    run.policy_override,
    run.code_version
from marts.dim_run as run
