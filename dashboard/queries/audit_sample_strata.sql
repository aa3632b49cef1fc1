-- How a sample of supervisors to audit is shared out: one row a stratum (a service or a team). Places are in proportion
-- to the supervisors there are to draw from, rounded up or down by the seed: strata are laid end to end in an order of
-- the seed, and every whole place of the running total, begun at a point of the seed, falls to the stratum it lies in.
-- So they add up, each is within one of its proportion, and a small stratum has its turn as often as it ought to.
-- Nobody of the reader's own line of management is drawn from, above or below, nor the reader.
with pool as (

    select
        supervisors.supervisor_id,
        case when $strata = 'team' then supervisors.team_id else supervisors.service_name end as stratum,
        case when $strata = 'team' then supervisors.team_name else supervisors.service_name end as stratum_label,
        supervisors.audited_state,
        coalesce(supervisors.supervisor_id = $reader_id, false)
        or exists (
            select 1
            from marts.dim_management_lines as lines
            where
                (lines.manager_id = $reader_id and lines.worker_id = supervisors.supervisor_id)
                or (lines.worker_id = $reader_id and lines.manager_id = supervisors.supervisor_id)
        ) as is_own_line
    from marts.fct_audit_supervisors as supervisors
    where
        (
            $sees_counts
            or list_contains($team_ids::varchar[], supervisors.team_id)
            or list_contains($worker_ids::varchar[], supervisors.supervisor_id)
        )
        and ($service is null or supervisors.service_name = $service)
        and ($team_id is null or supervisors.team_id = $team_id)

),

counted as (

    select
        pool.stratum,
        any_value(pool.stratum_label) as stratum_label,
        count(*)::bigint as all_count,
        count(*) filter (where pool.is_own_line)::bigint as left_out_count,
        count(*) filter (where not pool.is_own_line)::bigint as pool_count,
        count(*) filter (where not pool.is_own_line and pool.audited_state = 'never')::bigint as never_count
    from pool
    group by pool.stratum

),

sized as (

    select
        counted.*,
        sum(counted.pool_count) over () as whole_count,
        least($size::bigint, sum(counted.pool_count) over ()) as sample_count
    from counted

),

-- In whole numbers throughout: a place is as many as there are supervisors in all.
ordered as (

    select
        sized.*,
        sized.sample_count * sized.pool_count as share,
        sum(sized.sample_count * sized.pool_count) over (
            order by md5($seed::varchar || '/' || coalesce(sized.stratum, '')), sized.stratum
        ) as running_share,
        case
            when sized.whole_count > 0
                then ('0x' || md5($seed::varchar)[1:13])::ubigint::bigint % sized.whole_count
        end as starts_at
    from sized

)

select
    ordered.stratum,
    ordered.stratum_label,
    ordered.all_count::integer as all_count,
    ordered.left_out_count::integer as left_out_count,
    ordered.pool_count::integer as pool_count,
    ordered.never_count::integer as never_count,
    case when ordered.whole_count > 0 then ordered.share / ordered.whole_count else 0 end::double as exact_places,
    case
        when ordered.whole_count > 0
            then
                (ordered.running_share + ordered.starts_at) // ordered.whole_count
                - (ordered.running_share - ordered.share + ordered.starts_at) // ordered.whole_count
        else 0
    end::integer as places_count
from ordered
order by ordered.stratum_label nulls last, ordered.stratum
