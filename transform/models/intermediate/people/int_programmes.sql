-- One row a worker and ASYE start, as known on the data date, [asye_from, asye_to). A programme that has not begun
-- is left out. Where two rows tell of the same start differently, the one that asks sooner and for longer stands.
with programmes as (

    select * from {{ ref('stg_asye__programmes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

as_known as (

    select
        programmes.*,
        programmes.started_on as asye_from,
        case
            when programmes.ended_on between programmes.started_on and run.data_date then programmes.ended_on + 1
            else 'infinity'::date
        end as asye_to,
        case when programmes.fte > 0 and programmes.fte <= 1 then programmes.fte else 1 end as counted_fte
    from programmes
    inner join run
        on programmes.started_on <= run.data_date

),

final as (

    select
        worker_id,
        asye_from,
        asye_to,
        counted_fte,
        programme_code,
        agreed_end_on,
        end_reason_code,
        recommendation_code,
        recommended_on,
        panel_on,
        panel_decision_code,
        coordinator_id
    from as_known
    qualify
        row_number() over (
            partition by worker_id, asye_from
            order by counted_fte desc, asye_to desc, programme_code, recommended_on, panel_on, agreed_end_on
        ) = 1

)

select * from final
