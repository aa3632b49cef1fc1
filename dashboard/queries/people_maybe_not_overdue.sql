-- The people who are overdue and may not be, because something later may have been theirs: those the reader may see.
select
    candidates.worker_id,
    candidates.worker_name,
    candidates.feed,
    feeds.title as feed_title,
    candidates.written_text,
    candidates.why,
    candidates.last_evidence_on,
    references_.rows_count,
    references_.row_label,
    references_.rows_label
from marts.fct_reference_candidates as candidates
inner join marts.fct_unresolved_references as references_
    on references_.reference_id = candidates.reference_id
left join marts.dim_feeds as feeds
    on feeds.feed = candidates.feed
where
    candidates.may_be_overdue_by_it
    and ($feed is null or candidates.feed = $feed)
    and ($column_name is null or candidates.column_name = $column_name)
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], candidates.team_id)
        or list_contains($worker_ids::varchar[], candidates.worker_id)
    )
order by candidates.worker_name, candidates.worker_id, candidates.last_evidence_on desc, candidates.written_text
