with feeds as (

    select * from {{ ref('stg_load__feeds') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

owners as (

    select * from {{ ref('feed_owners') }}

),

final as (

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
        feeds.rows_erased,
        feeds.rows_expired,
        records_from.records_from,
        records_from.origin as records_from_origin,
        owners.owner,
        coalesce(owners.row_label, 'row') as row_label,
        coalesce(owners.rows_label, 'rows') as rows_label
    from feeds
    left join records_from
        on records_from.feed = feeds.feed
    left join owners
        on owners.feed = feeds.feed

)

select * from final
