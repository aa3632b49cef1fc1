-- One finding, one row: a second would count it twice.
select finding_id
from {{ ref('fct_findings') }}
group by finding_id
having count(*) > 1
