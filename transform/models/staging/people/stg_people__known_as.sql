-- One row a kind of identifier, identifier and worker: all that HR tells of what somebody may be called in an export.
{{ config(materialized='table') }}

with workers as (

    select * from {{ ref('stg_hr__workers') }}

),

plain as (

    select distinct
        worker_id,
        {{ plain_text('worker_id') }} as number_text,
        {{ plain_text('worker_name') }} as name_text,
        {{ plain_text('work_email') }} as email_text,
        {{ plain_text('swe_number') }} as swe_text
    from workers

),

keyed as (

    select worker_id, 'employee_number' as id_kind, {{ number_key('number_text') }} as identity_key from plain
    union all
    select worker_id, 'unzeroed', {{ unzeroed_key('number_text') }} from plain
    where starts_with(number_text, '0')
    union all
    select worker_id, 'work_email', {{ email_key('email_text') }} from plain
    union all
    select worker_id, 'login', split_part({{ email_key('email_text') }}, '@', 1) from plain
    union all
    select worker_id, 'swe_number', {{ swe_key('swe_text') }} from plain
    union all
    select worker_id, 'name', {{ name_key('name_text') }} from plain

),

final as (

    select distinct worker_id, id_kind, identity_key
    from keyed
    where identity_key is not null

)

select * from final
