-- One row a programme and unbroken pause of it, with its days, the first and the last included. Pauses are cut to
-- the ASYE start, merged where they touch or overlap, and counted to the data date while they run.
with pauses as (

    select * from {{ ref('stg_asye__pauses') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

cut as (

    select distinct
        programmes.worker_id,
        programmes.asye_from,
        greatest(pauses.started_on, programmes.asye_from) as paused_from,
        least(coalesce(pauses.ended_on, run.data_date), run.data_date) + 1 as paused_to,
        not coalesce(pauses.ended_on <= run.data_date, false) as is_running
    from programmes
    inner join pauses
        on pauses.worker_id = programmes.worker_id
    inner join run
        on pauses.started_on <= run.data_date

),

marked as (

    select
        *,
        coalesce(
            paused_from > max(paused_to) over (
                partition by worker_id, asye_from
                order by paused_from, paused_to, is_running
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from cut
    where paused_from < paused_to

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by worker_id, asye_from
            order by paused_from, paused_to, is_running
        ) as stretch_number
    from marked

),

final as (

    select
        worker_id,
        asye_from,
        min(paused_from) as paused_from,
        max(paused_to) as paused_to,
        (max(paused_to) - min(paused_from))::integer as paused_days,
        bool_or(is_running) as is_running
    from numbered
    group by worker_id, asye_from, stretch_number

)

select * from final
