-- One row a rule about the ASYE and what it judges: a held review and its ticks, the days of a programme without an
-- assessor or a reflective supervisor, and on the data date every programme that runs. A tick that is blank is not
-- known; a stretch of days without somebody is found on its first day.
with rules as (

    select * from {{ ref('int_finding_rules') }}

),

conditions as (

    select *
    from {{ ref('rule_conditions') }}
    where condition_on = 'review_outcome'

),

reviews as (

    select * from {{ ref('stg_asye__reviews') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

programme_runs as (

    select * from {{ ref('int_programme_runs') }}

),

assessor_changes as (

    select * from {{ ref('int_assessor_changes') }}

),

milestones as (

    select * from {{ ref('int_asye_milestones') }}

),

programme_dates as (

    select * from {{ ref('int_programme_dates') }}

),

pauses as (

    select * from {{ ref('int_asye_pauses') }}

),

supervisors as (

    select * from {{ ref('stg_asye__supervisors') }}

),

registrations as (

    select * from {{ ref('int_registrations') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

held as (

    select reviews.*
    from reviews
    inner join run
        on reviews.held_on <= run.data_date

),

-- The programme a review belongs to is the latest that had begun, or else the first.
programme_of_review as (

    select
        held.review_key,
        held.worker_id,
        coalesce(
            max(programmes.asye_from) filter (where programmes.asye_from <= held.held_on), min(programmes.asye_from)
        ) as asye_from
    from held
    inner join programmes
        on programmes.worker_id = held.worker_id
    group by held.review_key, held.worker_id

),

last_milestones as (

    select
        milestones.policy_id,
        programme_of_review.review_key,
        max(milestones.milestone_months) as last_milestone_months
    from programme_of_review
    inner join milestones
        on
            milestones.worker_id = programme_of_review.worker_id
            and milestones.asye_from = programme_of_review.asye_from
    group by milestones.policy_id, programme_of_review.review_key

),

-- Whoever held a role, cut to the data date; an end before its start is taken as open.
stints as (

    select distinct
        supervisors.worker_id,
        supervisors.supervisor_id,
        supervisors.role_code,
        supervisors.started_on as held_from,
        case
            when supervisors.ended_on between supervisors.started_on and run.data_date then supervisors.ended_on + 1
            else 'infinity'::date
        end as held_to
    from supervisors
    inner join run
        on supervisors.started_on <= run.data_date

),

handed_over as (

    select
        review_key,
        min(changed_on) as changed_on
    from assessor_changes
    where review_key is not null
    group by review_key

),

asked_of_reviews as (

    select
        rules.rule_id,
        rules.valid_from,
        rules.finding_type,
        rules.renewed_month,
        rules.renewed_day,
        held.*,
        handed_over.changed_on,
        last_milestones.last_milestone_months,
        conditions.code as concern_code,
        registrations.has_number,
        registrations.registered_to
    from rules
    inner join held
        on held.held_on >= rules.valid_from and held.held_on < rules.valid_to
    left join handed_over
        on handed_over.review_key = held.review_key
    left join last_milestones
        on
            last_milestones.policy_id = rules.policy_id
            and last_milestones.review_key = held.review_key
    left join conditions
        on
            conditions.rule_id = rules.rule_id
            and conditions.valid_from = rules.valid_from
            and conditions.code = held.outcome_code
    left join registrations
        on registrations.worker_id = held.assessor_id
    where
        rules.finding_type in ('no_learning_agreement_review', 'no_reflective_journal', 'assessor_not_registered')
        or (rules.finding_type = 'handover_not_noted' and handed_over.review_key is not null)
        or (
            rules.finding_type = 'evidence_quality'
            and held.milestone_months = last_milestones.last_milestone_months
        )
        or (rules.finding_type = 'no_support_plan' and conditions.code is not null)

),

weighed as (

    select
        *,
        case finding_type
            when 'no_learning_agreement_review' then not is_learning_agreement_reviewed
            when 'no_reflective_journal' then not has_reflective_journal
            when 'handover_not_noted' then not is_handover_noted
            when 'evidence_quality' then not (is_accurate and is_valid and is_sufficient and is_robust)
            when 'no_support_plan' then not has_support_plan
            when 'assessor_not_registered' then not has_number or registered_to < held_on
        end as is_found,
        {{ last_renewal_before('held_on', 'renewed_month', 'renewed_day') }} as renewed_on,
        concat_ws(
            ', ',
            case when not is_accurate then 'accurate' end,
            case when not is_valid then 'valid' end,
            case when not is_sufficient then 'sufficient' end,
            case when not is_robust then 'robust' end
        ) as not_found_to_be
    from asked_of_reviews

),

of_reviews as (

    select
        rule_id,
        valid_from as rule_valid_from,
        case
            when finding_type = 'assessor_not_registered' and coalesce(registered_to = renewed_on, false)
                then 'register_not_refreshed'
            else finding_type
        end as finding_type,
        'review' as subject_type,
        review_key as subject_id,
        review_id as evidence_id,
        worker_id,
        held_on as found_on,
        case when finding_type = 'handover_not_noted' then changed_on end as began_on,
        case
            when is_found is null then 'not_known'
            when is_found then 'found'
            else 'fine'
        end as result,
        null::integer as measured,
        null as measured_unit,
        null::integer as threshold,
        'Review at ' || milestone_months || ' months' || case finding_type
            when 'evidence_quality' then ': not found ' || not_found_to_be
            when 'handover_not_noted'
                then
                    ': a new assessor began on ' || strftime(changed_on, '%-d %B %Y')
            when 'assessor_not_registered'
                then
                    case
                        when not has_number then ': HR shows no registration number'
                        else ': HR shows a registration to ' || strftime(registered_to, '%-d %B %Y')
                    end
            else ''
        end as detail
    from weighed

),

-- Stretches with a case supervisor, merged where they touch or overlap.
case_supervised as (

    select
        programme_runs.worker_id,
        programme_runs.asye_from,
        greatest(stints.held_from, programme_runs.asye_from) as needed_from,
        least(stints.held_to, programme_runs.needs_to) as needed_to,
        coalesce(
            greatest(stints.held_from, programme_runs.asye_from) > max(least(stints.held_to, programme_runs.needs_to)) over (
                partition by programme_runs.worker_id, programme_runs.asye_from
                order by greatest(stints.held_from, programme_runs.asye_from), least(stints.held_to, programme_runs.needs_to)
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from programme_runs
    inner join stints
        on
            stints.worker_id = programme_runs.worker_id
            and stints.held_from < programme_runs.needs_to
            and stints.held_to > programme_runs.asye_from
    where stints.role_code = 'case_supervisor'

),

case_stretches as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by worker_id, asye_from
            order by needed_from, needed_to
        ) as stretch_number
    from case_supervised

),

needed as (

    select
        'assessor_gap' as finding_type,
        'assessor' as role_code,
        worker_id,
        asye_from,
        needs_from as needed_from,
        needs_to as needed_to
    from programme_runs
    where has_register

    union all

    select
        'no_reflective_supervisor' as finding_type,
        'reflective_supervisor' as role_code,
        worker_id,
        asye_from,
        min(needed_from) as needed_from,
        max(needed_to) as needed_to
    from case_stretches
    group by worker_id, asye_from, stretch_number

),

windows as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.finding_type,
        needed.role_code,
        needed.worker_id,
        needed.asye_from,
        greatest(needed.needed_from, rules.valid_from) as needed_from,
        least(needed.needed_to, rules.valid_to) as needed_to
    from rules
    inner join needed
        on
            needed.finding_type = rules.finding_type
            and needed.needed_from < rules.valid_to
            and needed.needed_to > rules.valid_from
    where needed.needed_from < needed.needed_to

),

-- Who was there, and the days on which nobody is needed; the end of the window stands for itself, so that what is
-- open at the end shows.
covered as (

    select
        windows.*,
        stints.held_from as covered_from,
        stints.held_to as covered_to
    from windows
    inner join stints
        on
            stints.worker_id = windows.worker_id
            and stints.role_code = windows.role_code
            and stints.held_from < windows.needed_to
            and stints.held_to > windows.needed_from

    union all

    select
        windows.*,
        pauses.paused_from as covered_from,
        pauses.paused_to as covered_to
    from windows
    inner join pauses
        on
            pauses.worker_id = windows.worker_id
            and pauses.asye_from = windows.asye_from
            and pauses.paused_from < windows.needed_to
            and pauses.paused_to > windows.needed_from

    union all

    select
        windows.*,
        windows.needed_to as covered_from,
        windows.needed_to as covered_to
    from windows

),

gaps as (

    select
        rule_id,
        rule_valid_from,
        finding_type,
        worker_id,
        asye_from,
        needed_from,
        needed_to,
        greatest(
            needed_from,
            coalesce(
                max(covered_to) over (
                    partition by rule_id, rule_valid_from, worker_id, asye_from, needed_from
                    order by covered_from, covered_to
                    rows between unbounded preceding and 1 preceding
                ),
                needed_from
            )
        ) as gap_from,
        covered_from as gap_to
    from covered

),

without_somebody as (

    select
        rule_id,
        rule_valid_from,
        finding_type,
        worker_id,
        asye_from,
        gap_from,
        gap_to,
        'found' as result
    from gaps
    where gap_from < gap_to

    union all

    select
        rule_id,
        rule_valid_from,
        finding_type,
        worker_id,
        asye_from,
        needed_to - 1 as gap_from,
        needed_to as gap_to,
        'fine' as result
    from gaps
    group by rule_id, rule_valid_from, finding_type, worker_id, asye_from, needed_from, needed_to
    having not bool_or(gap_from < gap_to)

),

of_programmes as (

    select
        without_somebody.rule_id,
        without_somebody.rule_valid_from,
        without_somebody.finding_type,
        'programme' as subject_type,
        without_somebody.worker_id || '/' || without_somebody.asye_from::varchar as subject_id,
        null as evidence_id,
        without_somebody.worker_id,
        without_somebody.gap_from as found_on,
        without_somebody.gap_from as began_on,
        without_somebody.result,
        (without_somebody.gap_to - without_somebody.gap_from)::integer as measured,
        'day' as measured_unit,
        null::integer as threshold,
        case
            when without_somebody.gap_to > run.data_date
                then 'Nobody since ' || strftime(without_somebody.gap_from, '%-d %B %Y')
            when without_somebody.gap_to = without_somebody.gap_from + 1
                then 'Nobody on ' || strftime(without_somebody.gap_from, '%-d %B %Y')
            else
                'Nobody from ' || strftime(without_somebody.gap_from, '%-d %B %Y') || ' to '
                || strftime(without_somebody.gap_to - 1, '%-d %B %Y')
        end as detail
    from without_somebody
    cross join run

),

ends as (

    select
        milestones.policy_id,
        milestones.worker_id,
        milestones.asye_from,
        max(programme_dates.falls_on) as stretched_end_on
    from milestones
    inner join programme_dates
        on
            programme_dates.worker_id = milestones.worker_id
            and programme_dates.asye_from = milestones.asye_from
            and programme_dates.months = milestones.milestone_months
    group by milestones.policy_id, milestones.worker_id, milestones.asye_from

),

past_end as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.finding_type,
        'programme' as subject_type,
        programmes.worker_id || '/' || programmes.asye_from::varchar as subject_id,
        null as evidence_id,
        programmes.worker_id,
        run.data_date as found_on,
        ends.stretched_end_on + 1 as began_on,
        case
            when
                run.data_date > ends.stretched_end_on
                and coalesce(programmes.recommended_on > run.data_date, true)
                then 'found'
            else 'fine'
        end as result,
        (run.data_date - ends.stretched_end_on)::integer as measured,
        'day' as measured_unit,
        null::integer as threshold,
        'It should have ended by ' || strftime(ends.stretched_end_on, '%-d %B %Y')
        || ', and nothing is recommended' as detail
    from rules
    cross join run
    inner join ends
        on ends.policy_id = rules.policy_id
    inner join programmes
        on
            programmes.worker_id = ends.worker_id
            and programmes.asye_from = ends.asye_from
            and programmes.asye_to > run.data_date
    inner join employments
        on
            employments.worker_id = programmes.worker_id
            and employments.employed_from <= run.data_date
            and employments.employed_to > run.data_date
    where
        rules.finding_type = 'asye_past_end'
        and rules.valid_from <= run.data_date
        and rules.valid_to > run.data_date

),

final as (

    select * from of_reviews
    union all
    select * from of_programmes
    union all
    select * from past_end

)

select * from final
