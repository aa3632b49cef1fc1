select
    feeds.title,
    feeds.extracted_on,
    feeds.freshness_days
from marts.dim_feeds as feeds
where
    feeds.is_supplied
    and feeds.is_stale
order by feeds.extracted_on, feeds.title
