-- An obligation open on the data date shows as overdue, due soon or in date in the list of its kind, and nothing else does.
with open_obligations as (

    select
        obligations.policy_id,
        obligations.obligation_type,
        count(*) as asked
    from {{ ref('fct_obligations') }} as obligations
    cross join {{ ref('stg_load__run') }} as run
    where
        obligations.obligation_type in ('staff_supervision', 'case_supervision')
        and coalesce(obligations.closed_on > run.data_date, true)
    group by obligations.policy_id, obligations.obligation_type

),

listed as (

    select
        policy_id,
        'staff_supervision' as obligation_type,
        count(*) as shown
    from {{ ref('fct_supervisees') }}
    inner join {{ ref('stg_load__run') }} as run
        on run.data_date = as_at
    where status_code in ('overdue', 'due_soon', 'in_date')
    group by policy_id

    union all

    select
        policy_id,
        'case_supervision' as obligation_type,
        count(*) as shown
    from {{ ref('fct_cases') }}
    inner join {{ ref('stg_load__run') }} as run
        on run.data_date = as_at
    where status_code in ('overdue', 'due_soon', 'in_date')
    group by policy_id

)

select
    open_obligations.policy_id,
    open_obligations.obligation_type,
    open_obligations.asked,
    listed.shown
from open_obligations
full outer join listed
    on
        listed.policy_id = open_obligations.policy_id
        and listed.obligation_type = open_obligations.obligation_type
where open_obligations.asked is distinct from listed.shown
