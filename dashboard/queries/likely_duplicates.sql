-- Employee numbers that are likely one person, as pairs: those counted twice first. Both show where the reader may see both.
select
    pairs.worker_id,
    pairs.worker_name,
    pairs.other_worker_id,
    pairs.other_worker_name,
    pairs.share_email,
    pairs.share_swe_number,
    pairs.is_counted_twice,
    pairs.overdue_worker_id
from marts.fct_likely_duplicates as pairs
where
    $sees_everyone
    or (
        (
            list_contains($team_ids::varchar[], pairs.team_id)
            or list_contains($worker_ids::varchar[], pairs.worker_id)
        )
        and (
            list_contains($team_ids::varchar[], pairs.other_team_id)
            or list_contains($worker_ids::varchar[], pairs.other_worker_id)
        )
    )
order by pairs.is_counted_twice desc, pairs.worker_id, pairs.other_worker_id
