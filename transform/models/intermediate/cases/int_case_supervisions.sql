{{ config(materialized='view') }}

-- One row a record of case supervision, of every case system.
with ics as (

    select * from {{ ref('stg_ics__case_supervisions') }}

),

swift as (

    select * from {{ ref('stg_swift__case_supervisions') }}

),

childview as (

    select * from {{ ref('stg_childview__case_supervisions') }}

),

final as (

    select * from ics
    union all
    select * from swift
    union all
    select * from childview

)

select * from final
