-- One row an evidence feed that has a record which happened: the day its evidence begins. Nobody is held to have
-- missed what happened before. A day already fixed (by a setting, or at the first load) stays.
with run as (

    select * from {{ ref('stg_load__run') }}

),

fixed as (

    select * from {{ ref('stg_load__records_from') }}

),

sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

case_supervisions as (

    select * from {{ ref('int_case_supervisions') }}

),

reviews as (

    select * from {{ ref('stg_asye__reviews') }}

),

happened as (

    select
        'sharepoint_sessions' as feed,
        held_on as happened_on
    from sessions
    where status_code = 'held'

    union all

    select
        system_code || '_case_supervisions' as feed,
        supervised_on as happened_on
    from case_supervisions
    where record_status_code = 'completed'

    union all

    select
        'asye_reviews' as feed,
        held_on as happened_on
    from reviews

),

earliest as (

    select
        happened.feed,
        min(happened.happened_on) as earliest_on
    from happened
    inner join run
        on happened.happened_on <= run.data_date
    group by happened.feed

),

final as (

    select
        earliest.feed,
        coalesce(fixed.records_from, earliest.earliest_on) as records_from,
        coalesce(fixed.origin, 'first load') as origin
    from earliest
    left join fixed
        on fixed.feed = earliest.feed

)

select * from final
