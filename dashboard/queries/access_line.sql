select distinct lines.worker_id
from marts.dim_management_lines as lines
where lines.manager_id = $manager_id
order by lines.worker_id
