-- How a sample of supervisors to audit is shared out: one row a stratum (a service or a team). Places are in proportion
-- to the supervisors there are to draw from, whole places first, the rest to the largest remainders; of equal remainders
-- the seed decides. Nobody of the reader's own line of management is drawn from, above or below, nor the reader.
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

shared as (

    select
        sized.*,
        case when sized.whole_count > 0 then sized.sample_count * sized.pool_count // sized.whole_count else 0 end
            as whole_places,
        case when sized.whole_count > 0 then sized.sample_count * sized.pool_count % sized.whole_count else 0 end
            as remainder
    from sized

),

ranked as (

    select
        shared.*,
        row_number() over (
            order by shared.remainder desc, md5($seed::varchar || '/' || coalesce(shared.stratum, '')), shared.stratum
        ) as remainder_rank,
        shared.sample_count - sum(shared.whole_places) over () as places_left
    from shared

)

select
    ranked.stratum,
    ranked.stratum_label,
    ranked.all_count::integer as all_count,
    ranked.left_out_count::integer as left_out_count,
    ranked.pool_count::integer as pool_count,
    ranked.never_count::integer as never_count,
    case when ranked.whole_count > 0 then ranked.sample_count * ranked.pool_count / ranked.whole_count else 0 end::double
        as exact_places,
    (ranked.whole_places + case when ranked.remainder_rank <= ranked.places_left then 1 else 0 end)::integer
        as places_count
from ranked
order by ranked.stratum_label nulls last, ranked.stratum
