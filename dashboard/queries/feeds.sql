select
    feeds.feed,
    feeds.title,
    feeds.role,
    feeds.is_supplied,
    feeds.extracted_on,
    feeds.is_stale,
    feeds.freshness_days,
    feeds.rows_received,
    feeds.rows_accepted,
    feeds.rows_quarantined,
    feeds.rows_duplicate,
    feeds.records_from,
    feeds.records_from_origin
from marts.dim_feeds as feeds
order by feeds.role, feeds.title
