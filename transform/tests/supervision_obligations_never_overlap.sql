-- Under a policy a person or case has one supervision obligation open at a time, due after it opens.
select obligation_id
from {{ ref('fct_obligations') }}
where obligation_type in ('staff_supervision', 'case_supervision')
qualify
    due_on <= opened_on
    or closed_on <= opened_on
    or lead(opened_on) over (partition by policy_id, obligation_type, subject_id order by opened_on)
    < coalesce(closed_on, 'infinity'::date)
