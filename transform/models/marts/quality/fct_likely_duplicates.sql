with known_as as (

    select *
    from {{ ref('stg_people__known_as') }}
    where id_kind in ('work_email', 'swe_number')
    -- What many have is a mailbox of a team, or a number typed to fill a cell.
    qualify count(*) over (partition by id_kind, identity_key) <= 5

),

workers as (

    select * from {{ ref('dim_workers') }}

),

supervisees as (

    select supervisees.*
    from {{ ref('fct_supervisees') }} as supervisees
    inner join {{ ref('stg_load__run') }} as run
        on run.data_date = supervisees.as_at
    where supervisees.is_in_force

),

pairs as (

    select
        one.worker_id,
        other.worker_id as other_worker_id,
        bool_or(one.id_kind = 'work_email') as share_email,
        bool_or(one.id_kind = 'swe_number') as share_swe_number
    from known_as as one
    inner join known_as as other
        on
            other.id_kind = one.id_kind
            and other.identity_key = one.identity_key
            and other.worker_id > one.worker_id
    group by one.worker_id, other.worker_id

),

final as (

    select
        pairs.worker_id,
        workers.worker_name,
        workers.team_id,
        pairs.other_worker_id,
        others.worker_name as other_worker_name,
        others.team_id as other_team_id,
        pairs.share_email,
        pairs.share_swe_number,
        workers.is_employed and others.is_employed as is_counted_twice,
        case
            when supervisees.status_code = 'overdue' and other_supervisees.last_counted_on > supervisees.opened_on
                then pairs.worker_id
            when other_supervisees.status_code = 'overdue' and supervisees.last_counted_on > other_supervisees.opened_on
                then pairs.other_worker_id
        end as overdue_worker_id
    from pairs
    inner join workers
        on workers.worker_id = pairs.worker_id
    inner join workers as others
        on others.worker_id = pairs.other_worker_id
    left join supervisees
        on supervisees.worker_id = pairs.worker_id
    left join supervisees as other_supervisees
        on other_supervisees.worker_id = pairs.other_worker_id

)

select * from final
