-- One thing judged, one row: a second would count it twice.
select practice_id
from {{ ref('fct_practice') }}
group by practice_id
having count(*) > 1
