-- One row a worker, programme, kind of evidence and stage: how many pieces the programme asks for in all by then. A
-- programme's own rows take the place of those for any programme; of their versions the one in force when it began.
with programmes as (

    select * from {{ ref('int_programmes') }}

),

asks as (

    select * from {{ ref('programme_evidence') }}

),

final as (

    select
        programmes.worker_id,
        programmes.asye_from,
        asks.kind_code,
        asks.by_months,
        asks.required_count
    from programmes
    inner join asks
        on
            asks.programme_code in ('any', programmes.programme_code)
            and asks.valid_from <= programmes.asye_from
    qualify
        rank() over (
            partition by programmes.worker_id, programmes.asye_from
            order by asks.programme_code = 'any', asks.valid_from desc
        ) = 1

)

select * from final
