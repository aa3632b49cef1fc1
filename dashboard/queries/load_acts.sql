-- What was done with the data before the warehouse was built, the latest first. It names who did it, and nobody else.
select
    acts.kind,
    acts.acted_at,
    acts.acted_by,
    acts.reason,
    acts.words
from marts.fct_load_acts as acts
order by acts.act_number desc
