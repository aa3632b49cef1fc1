-- An action that the ledger holds open, or met, stands the same in the list of actions. What the ledger closes because
-- its owner left is still to be done, so the list keeps it open.
with actions as (

    select * from {{ ref('fct_audit_actions') }}

),

obligations as (

    select * from {{ ref('fct_obligations') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

judged as (

    select
        actions.action_id,
        actions.state_code,
        marts.obligation_status(
            obligations.opened_on, obligations.due_on, obligations.met_on, obligations.closed_on,
            obligations.tolerance_days, obligations.notice_days, false, run.data_date
        ) as status_code
    from actions
    cross join run
    inner join obligations
        on obligations.obligation_id = actions.obligation_id
    -- An action agreed for a day before its own audit was late before it opened.
    where obligations.opened_on <= obligations.due_on

)

select *
from judged
where
    state_code <> case status_code
        when 'met_on_time' then 'done_in_time'
        when 'met_late' then 'done_late'
        when 'overdue' then 'overdue'
        when 'due_soon' then 'open'
        when 'in_date' then 'open'
        else state_code
    end
