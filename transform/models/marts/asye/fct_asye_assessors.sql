with supervisors as (

    select * from {{ ref('stg_asye__supervisors') }}

),

runs as (

    select * from {{ ref('int_programme_runs') }}

),

changes as (

    select * from {{ ref('int_assessor_changes') }}

),

pauses as (

    select * from {{ ref('int_asye_pauses') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- What is typed to end later still runs; an end before its start is taken as not known.
as_known as (

    select distinct
        runs.worker_id,
        runs.asye_from,
        runs.runs_to,
        supervisors.role_code,
        supervisors.supervisor_id,
        greatest(supervisors.started_on, runs.asye_from) as held_from,
        least(
            case
                when supervisors.ended_on between supervisors.started_on and run.data_date
                    then supervisors.ended_on + 1
                else 'infinity'::date
            end,
            runs.runs_to
        ) as held_to,
        supervisors.handed_over_on
    from supervisors
    cross join run
    inner join runs
        on runs.worker_id = supervisors.worker_id

),

marked as (

    select
        *,
        coalesce(
            held_from > max(held_to) over (
                partition by worker_id, asye_from, role_code, supervisor_id
                order by held_from, held_to, handed_over_on
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from as_known
    where held_from < held_to

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by worker_id, asye_from, role_code, supervisor_id
            order by held_from, held_to, handed_over_on
        ) as stretch_number
    from marked

),

periods as (

    select
        worker_id,
        asye_from,
        role_code,
        supervisor_id,
        min(held_from) as held_from,
        max(held_to) as held_to,
        max(handed_over_on) as handed_over_on
    from numbered
    group by worker_id, asye_from, role_code, supervisor_id, stretch_number

),

-- Days with an assessor and, as nobody is needed then, days of a pause; the last day needed stands for itself, so
-- that what is open at the end shows.
covered as (

    select
        worker_id,
        asye_from,
        held_from as covered_from,
        held_to as covered_to
    from periods
    where role_code = 'assessor'

    union all

    select
        worker_id,
        asye_from,
        paused_from as covered_from,
        paused_to as covered_to
    from pauses

    union all

    select
        worker_id,
        asye_from,
        needs_to as covered_from,
        needs_to as covered_to
    from runs

),

-- The days on which the programme needs an assessor and has none: before the first, between two, after the last.
uncovered as (

    select
        covered.worker_id,
        covered.asye_from,
        greatest(
            runs.needs_from,
            coalesce(
                max(covered.covered_to) over (
                    partition by covered.worker_id, covered.asye_from
                    order by covered.covered_from, covered.covered_to
                    rows between unbounded preceding and 1 preceding
                ),
                runs.needs_from
            )
        ) as gap_from,
        least(covered.covered_from, runs.needs_to) as gap_to
    from covered
    inner join runs
        on
            runs.worker_id = covered.worker_id
            and runs.asye_from = covered.asye_from

),

gaps as (

    select * from uncovered
    where gap_from < gap_to

),

stretches as (

    select
        periods.worker_id,
        periods.asye_from,
        periods.role_code,
        false as is_gap,
        periods.supervisor_id,
        periods.held_from,
        periods.held_to,
        changes.worker_id is not null as is_change,
        periods.handed_over_on,
        changes.next_review_on,
        changes.is_handover_noted
    from periods
    left join changes
        on
            periods.role_code = 'assessor'
            and changes.worker_id = periods.worker_id
            and changes.asye_from = periods.asye_from
            and changes.supervisor_id = periods.supervisor_id
            and changes.changed_on = periods.held_from

    union all

    select
        worker_id,
        asye_from,
        'assessor' as role_code,
        true as is_gap,
        null as supervisor_id,
        gap_from as held_from,
        gap_to as held_to,
        false as is_change,
        null as handed_over_on,
        null as next_review_on,
        null as is_handover_noted
    from gaps

),

final as (

    select
        stretches.worker_id,
        stretches.asye_from,
        stretches.role_code,
        stretches.is_gap,
        stretches.supervisor_id,
        coalesce(workers.worker_name, stretches.supervisor_id) as supervisor_name,
        stretches.held_from,
        case when stretches.held_to <= run.data_date then stretches.held_to - 1 end as held_to,
        stretches.held_to > run.data_date as is_current,
        (stretches.held_to - stretches.held_from)::integer as day_count,
        stretches.is_change,
        stretches.handed_over_on,
        stretches.next_review_on,
        stretches.is_handover_noted
    from stretches
    cross join run
    left join workers
        on workers.worker_id = stretches.supervisor_id

)

select * from final
