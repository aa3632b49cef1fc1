-- One obligation, one row: a second would count somebody twice.
select obligation_id
from {{ ref('fct_obligations') }}
group by obligation_id
having count(*) > 1
