-- The files the warehouse is made from, and those that were refused, with their rows. Nobody is named.
select
    files.feed,
    feeds.title,
    files.part,
    files.file_name,
    files.extracted_on,
    files.landed_at,
    files.rows_received,
    files.rows_accepted,
    files.rows_quarantined,
    files.rows_duplicate,
    coalesce(files.rows_erased, 0) as rows_erased,
    coalesce(files.rows_expired, 0) as rows_expired,
    files.rows_received
    = files.rows_accepted + files.rows_quarantined + files.rows_duplicate
    + coalesce(files.rows_erased, 0) + coalesce(files.rows_expired, 0) as is_balanced,
    files.is_current,
    files.outcome,
    files.accepted_by,
    files.accepted_at,
    files.accepted_reason
from marts.fct_load_files as files
left join marts.dim_feeds as feeds
    on feeds.feed = files.feed
where
    (files.is_current or files.outcome <> 'landed')
    and ($feed is null or files.feed = $feed)
order by files.is_current, files.feed, files.part, files.extracted_on desc
