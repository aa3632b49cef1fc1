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

agreements as (

    select * from {{ ref('stg_sharepoint__agreements') }}

),

training as (

    select * from {{ ref('stg_sharepoint__training') }}

),

performance_reviews as (

    select * from {{ ref('stg_sharepoint__reviews') }}

),

programmes as (

    select * from {{ ref('stg_asye__programmes') }}

),

audits as (

    select * from {{ ref('stg_audit__answers') }}

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

    union all

    -- An agreement happened when both had signed.
    select
        'sharepoint_agreements' as feed,
        greatest(supervisee_signed_on, supervisor_signed_on) as happened_on
    from agreements
    where supervisee_signed_on is not null and supervisor_signed_on is not null

    union all

    select
        'sharepoint_training' as feed,
        completed_on as happened_on
    from training

    union all

    select
        'sharepoint_reviews' as feed,
        reviewed_on as happened_on
    from performance_reviews

    union all

    select
        'asye_programmes' as feed,
        panel_on as happened_on
    from programmes

    union all

    select
        'audit_answers' as feed,
        audited_on as happened_on
    from audits

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
