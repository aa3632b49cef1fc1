-- The supervisors drawn for the next round of audits, with one of their held sessions each, and the order of the draw.
-- Every supervisor has a number made of the seed and their id alone, so the same seed and data draw the same people
-- anywhere: it is read as a chance between nought and one and divided by their chances (weighted sampling without
-- replacement, the smallest first). Shares of the strata are those of audit_sample_strata.
with pool as (

    select
        supervisors.*,
        case when $strata = 'team' then supervisors.team_id else supervisors.service_name end as stratum,
        case when $strata = 'team' then supervisors.team_name else supervisors.service_name end as stratum_label
    from marts.fct_audit_supervisors as supervisors
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], supervisors.team_id)
            or list_contains($worker_ids::varchar[], supervisors.supervisor_id)
        )
        and ($service is null or supervisors.service_name = $service)
        and ($team_id is null or supervisors.team_id = $team_id)
        and supervisors.supervisor_id is distinct from $reader_id
        and not exists (
            select 1
            from marts.dim_management_lines as lines
            where
                (lines.manager_id = $reader_id and lines.worker_id = supervisors.supervisor_id)
                or (lines.worker_id = $reader_id and lines.manager_id = supervisors.supervisor_id)
        )

),

sized as (

    select
        pool.stratum,
        count(*)::bigint as pool_count,
        sum(count(*)) over () as whole_count,
        least($size::bigint, sum(count(*)) over ()) as sample_count
    from pool
    group by pool.stratum

),

ordered as (

    select
        sized.stratum,
        sized.whole_count,
        sized.sample_count * sized.pool_count as share,
        sum(sized.sample_count * sized.pool_count) over (
            order by md5($seed::varchar || '/' || coalesce(sized.stratum, '')), sized.stratum
        ) as running_share,
        ('0x' || md5($seed::varchar)[1:13])::ubigint::bigint % sized.whole_count as starts_at
    from sized

),

placed as (

    select
        ordered.stratum,
        (ordered.running_share + ordered.starts_at) // ordered.whole_count
        - (ordered.running_share - ordered.share + ordered.starts_at) // ordered.whole_count as places_count
    from ordered

),

-- Thirteen figures of the hash are 52 bits, which a double holds exactly; the half keeps the logarithm finite.
numbered as (

    select
        pool.*,
        row_number() over (
            partition by pool.stratum
            order by
                -ln(
                    (('0x' || md5($seed::varchar || '/' || pool.supervisor_id)[1:13])::ubigint::double + 0.5)
                    / 4503599627370496.0
                ) / pool.sample_chances,
                pool.supervisor_id
        ) as draw_number
    from pool

),

drawn as (

    select numbered.*
    from numbered
    inner join placed
        on
            coalesce(placed.stratum, '') = coalesce(numbered.stratum, '')
            and numbered.draw_number <= placed.places_count

),

limits as (

    select limits.limit_value::integer as within_months
    from marts.dim_assurance_limits as limits
    where limits.limit_code = 'audited_within'

),

-- One held session of each to read the record of, by the seed again, of somebody the reader may see.
records as (

    select
        drawn.supervisor_id,
        arg_min(
            struct_pack(
                session_id := sessions.session_id,
                supervisee_id := sessions.worker_id,
                supervisee_name := supervisees.worker_name,
                held_on := sessions.held_on
            ),
            struct_pack(
                number := md5($seed::varchar || '/' || sessions.session_id || '/' || sessions.worker_id),
                id := sessions.session_id
            )
        ) as record
    from drawn
    cross join marts.dim_run as run
    cross join limits
    inner join marts.fct_sessions as sessions
        on
            sessions.supervisor_id = drawn.supervisor_id
            and sessions.status_code = 'held'
            and sessions.held_on <= run.data_date
            and sessions.held_on > marts.add_interval(run.data_date, -limits.within_months, 0)
    inner join marts.dim_workers as supervisees
        on supervisees.worker_id = sessions.worker_id
    where
        sessions.worker_id is distinct from $reader_id
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], supervisees.team_id)
            or list_contains($worker_ids::varchar[], supervisees.worker_id)
        )
    group by drawn.supervisor_id

),

picked as (

    select
        supervisor_id,
        unnest(record)
    from records

)

select
    drawn.supervisor_id as worker_id,
    drawn.supervisor_name as worker_name,
    drawn.stratum,
    drawn.stratum_label,
    drawn.team_name,
    drawn.span_count,
    drawn.audited_state,
    drawn.last_audited_on,
    drawn.sample_chances,
    drawn.draw_number::integer as draw_number,
    picked.session_id,
    picked.supervisee_id,
    picked.supervisee_name,
    picked.held_on
from drawn
left join picked
    on picked.supervisor_id = drawn.supervisor_id
where $stratum is null or drawn.stratum = $stratum
order by drawn.stratum_label nulls last, drawn.stratum, drawn.draw_number
