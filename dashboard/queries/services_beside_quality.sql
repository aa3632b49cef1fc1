-- Services with how good supervision is beside how often it is held: people in date now, audits graded good or better
-- in the newest round that has any, and sessions recorded in time. Everything counts whoever is in scope; who sees
-- counts only gets the audits that are shown to everybody, few ones held back. 'is_beyond_quality' says that frequency
-- is high and what the audits say is not: fewer good ones than the limit, or no graded one.
with limits as (

    select
        max(limits.limit_value) filter (where limits.limit_code = 'frequency_high') as frequency_high,
        max(limits.limit_value) filter (where limits.limit_code = 'audits_good') as audits_good,
        max(limits.limit_value) filter (where limits.limit_code = 'fewest_audits') as fewest_audits,
        max(limits.limit_value) filter (where limits.limit_code = 'recorded_within')::integer as recorded_within
    from marts.dim_assurance_limits as limits

),

reader as (

    select $sees_everyone or len($team_ids::varchar[]) > 0 or len($worker_ids::varchar[]) > 0 as names_people

),

people as (

    select
        supervisees.service_name,
        any_value(supervisees.directorate_code) as directorate_code,
        count(*) filter (where supervisees.status_code in ('overdue', 'due_soon', 'in_date')) as open_count,
        count(*) filter (where supervisees.status_code in ('due_soon', 'in_date')) as in_date_count
    from marts.fct_supervisees as supervisees
    where
        supervisees.as_at = $as_at
        and supervisees.is_in_force
        and supervisees.service_name is not null
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], supervisees.team_id)
            or list_contains($worker_ids::varchar[], supervisees.worker_id)
        )
        and ($service is null or supervisees.service_name = $service)
        and ($team_id is null or supervisees.team_id = $team_id)
    group by supervisees.service_name

),

newest_round as (

    select arg_max(rounds.audit_round, (rounds.first_on, rounds.audit_round)) as audit_round
    from marts.dim_audit_rounds as rounds
    -- On an old day the newest round that had ended: what was audited afterwards is in nobody's figure.
    where
        rounds.audits_count > 0
        and case when $as_at = $data_date then rounds.first_on else rounds.last_on end <= $as_at

),

graded as (

    select
        audits.service_name,
        count(*) filter (where audits.is_graded) as graded_count,
        count(*) filter (where audits.is_good_or_better) as good_or_better_count,
        false as is_suppressed
    from marts.fct_audits as audits
    inner join newest_round
        on newest_round.audit_round = audits.audit_round
    inner join reader
        on reader.names_people
    left join marts.dim_workers as workers
        on workers.worker_id = audits.worker_id
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], audits.worker_id)
        )
        and audits.audited_on <= $as_at
        and not audits.is_moderation
        and ($team_id is null or audits.team_id = $team_id)
    group by audits.service_name

    union all

    select
        grades.service_name,
        case when not grades.is_suppressed then grades.graded_count end as graded_count,
        case when not grades.is_suppressed then grades.good_or_better_count end as good_or_better_count,
        grades.is_suppressed
    from marts.fct_audit_grades as grades
    inner join newest_round
        on newest_round.audit_round = grades.audit_round
    inner join reader
        on not reader.names_people
    where grades.level_code = 'service'

),

record_rules as (

    select
        in_force.directorate_code,
        bool_or(rules.is_measured) as is_measured
    from marts.dim_policies_in_force as in_force
    inner join marts.dim_rules as rules
        on
            rules.policy_id = in_force.policy_id
            and rules.obligation_type = 'session_record'
            and rules.valid_from <= $as_at
            and coalesce(rules.valid_to > $as_at, true)
    where in_force.valid_from <= $as_at and coalesce(in_force.valid_to > $as_at, true)
    group by in_force.directorate_code

),

places as (

    select
        teams.service_name,
        'service' as level_code,
        teams.service_name as place_id
    from marts.dim_teams as teams
    where $sees_counts and $team_id is null and teams.service_name is not null

    union

    select
        teams.service_name,
        'team' as level_code,
        teams.team_id as place_id
    from marts.dim_teams as teams
    where
        (not $sees_counts or $team_id is not null)
        and ($sees_everyone or list_contains($team_ids::varchar[], teams.team_id))
        and ($team_id is null or teams.team_id = $team_id)

),

records as (

    select
        places.service_name,
        sum(measures.met_on_time_count) as in_time_count,
        sum(measures.met_on_time_count + measures.missed_count) as due_count
    from marts.fct_monthly_measures as measures
    cross join limits
    inner join places
        on
            places.level_code = measures.level_code
            and places.place_id = measures.place_id
    where
        measures.policy_id = 'in_force'
        and measures.obligation_type = 'session_record'
        and measures.case_type = 'all'
        and not measures.is_data_date
        and measures.as_at <= $as_at
        and measures.as_at > marts.add_interval($as_at::date, -limits.recorded_within, 0)
    group by places.service_name

)

select
    people.service_name,
    people.open_count,
    people.in_date_count,
    newest_round.audit_round,
    case when graded.is_suppressed then null else coalesce(graded.graded_count, 0) end as graded_count,
    case when graded.is_suppressed then null else coalesce(graded.good_or_better_count, 0) end as good_or_better_count,
    coalesce(graded.is_suppressed, false) as is_suppressed,
    coalesce(records.in_time_count, 0)::integer as in_time_count,
    coalesce(records.due_count, 0)::integer as due_count,
    record_rules.directorate_code is not null as is_record_asked,
    coalesce(record_rules.is_measured, false) as is_record_measured,
    newest_round.audit_round is not null
    and not coalesce(graded.is_suppressed, false)
    and 100 * people.in_date_count >= limits.frequency_high * people.open_count
    and people.open_count > 0
    and (
        coalesce(graded.graded_count, 0) = 0
        or (
            graded.graded_count >= limits.fewest_audits
            and 100 * graded.good_or_better_count < limits.audits_good * graded.graded_count
        )
    ) as is_beyond_quality
from people
cross join limits
cross join newest_round
left join graded
    on graded.service_name = people.service_name
left join records
    on records.service_name = people.service_name
left join record_rules
    on record_rules.directorate_code = people.directorate_code
order by people.service_name
