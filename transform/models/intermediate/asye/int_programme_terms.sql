-- One row a worker and programme: how long it lasts and the span past which nothing moves its dates. A programme's own
-- terms come before those for any programme; of its versions the one in force when it began.
with programmes as (

    select * from {{ ref('int_programmes') }}

),

terms as (

    select * from {{ ref('programmes') }}

),

final as (

    select
        programmes.worker_id,
        programmes.asye_from,
        terms.length_months,
        terms.longest_months
    from programmes
    inner join terms
        on
            terms.programme_code in ('any', programmes.programme_code)
            and terms.valid_from <= programmes.asye_from
    qualify
        row_number() over (
            partition by programmes.worker_id, programmes.asye_from
            order by terms.programme_code = 'any', terms.valid_from desc
        ) = 1

)

select * from final
