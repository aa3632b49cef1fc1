with audits as (

    select * from {{ ref('int_audits') }}

),

plan as (

    select * from {{ ref('stg_audit__plan') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

days as (

    select
        audit_round,
        audited_on as happens_on,
        not is_moderation as is_audit,
        is_moderation
    from audits

    union all

    select distinct
        audit_round,
        due_on as happens_on,
        false as is_audit,
        false as is_moderation
    from plan

),

rounds as (

    select
        audit_round,
        min(happens_on) as first_on,
        max(happens_on) as last_on,
        (count(*) filter (where is_audit))::integer as audits_count,
        (count(*) filter (where is_moderation))::integer as moderations_count
    from days
    group by audit_round

),

final as (

    select
        rounds.audit_round,
        rounds.first_on,
        rounds.last_on,
        rounds.audits_count,
        rounds.moderations_count,
        rounds.first_on <= run.data_date as has_begun,
        rounds.first_on <= run.data_date
        and row_number() over (
            order by rounds.first_on <= run.data_date desc, rounds.first_on desc, rounds.audit_round desc
        ) = 1 as is_latest
    from rounds
    cross join run

)

select * from final
