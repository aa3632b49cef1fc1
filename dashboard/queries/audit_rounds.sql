-- Rounds of audits, newest first; rounds that have not begun come last.
select
    rounds.audit_round,
    rounds.first_on,
    rounds.last_on,
    rounds.audits_count,
    rounds.moderations_count,
    rounds.has_begun,
    rounds.is_latest
from marts.dim_audit_rounds as rounds
order by rounds.has_begun desc, rounds.first_on desc, rounds.audit_round desc
