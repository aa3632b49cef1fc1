with of_obligations as (

    select * from {{ ref('int_practice_obligations') }}

),

of_findings as (

    select * from {{ ref('int_practice_findings') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

judged as (

    select * from of_obligations
    union all by name
    select * from of_findings

),

final as (

    select
        judged.measure_code || '/' || judged.judged_on::varchar || '/'
        || coalesce(judged.evidence_key, judged.subject_type || '/' || judged.subject_id) as practice_id,
        judged.measure_code,
        judged.told_of,
        judged.judged_on,
        last_day(judged.judged_on) as month_end_on,
        judged.is_data_date,
        judged.result_code,
        judged.result_code in ('met', 'unmet') as is_judged,
        judged.policy_id,
        judged.rule_id,
        judged.rule_valid_from,
        rules.clause,
        judged.subject_type,
        judged.subject_id,
        judged.worker_id,
        judged.supervisor_id,
        judged.team_id,
        coalesce(teams.service_name, 'Service not known') as service_name,
        judged.directorate_code,
        case when workers.worker_id is null then judged.team_id else workers.team_id end as seen_by_team_id,
        judged.opened_on,
        judged.due_on,
        judged.met_on,
        judged.measured,
        judged.measured_unit,
        judged.threshold,
        judged.detail
    from judged
    inner join rules
        on
            rules.rule_id = judged.rule_id
            and rules.valid_from = judged.rule_valid_from
    left join teams
        on teams.team_id = judged.team_id
    left join workers
        on workers.worker_id = judged.worker_id

)

select *
from final
order by measure_code, judged_on, practice_id
