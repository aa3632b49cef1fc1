with supervision as (

    select * from {{ ref('int_supervision_obligations') }}

),

reviews as (

    select * from {{ ref('int_asye_review_obligations') }}

),

case_attribution as (

    select * from {{ ref('int_case_attribution') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

case_systems as (

    select * from {{ ref('case_systems') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

asked as (

    select
        policy_id,
        obligation_type,
        case when obligation_type = 'case_supervision' then 'case' else 'worker' end as subject_type,
        subject_id,
        rule_id,
        rule_valid_from,
        step,
        interval_count,
        interval_unit,
        null::integer as milestone_months,
        opened_on,
        opened_by,
        judged_from,
        due_on,
        met_on,
        closed_on,
        closed_reason,
        evidence_id
    from supervision

    union all

    select
        policy_id,
        obligation_type,
        'worker' as subject_type,
        subject_id,
        rule_id,
        rule_valid_from,
        null as step,
        interval_count,
        interval_unit,
        milestone_months,
        opened_on,
        'started' as opened_by,
        opened_on as judged_from,
        due_on,
        met_on,
        closed_on,
        closed_reason,
        evidence_id
    from reviews

),

-- Whose it is: as things stood when it fell due, or on its last open day or the data date where that came first.
dated as (

    select
        asked.*,
        least(
            asked.due_on,
            run.data_date,
            coalesce(asked.met_on, asked.closed_on - 1, run.data_date)
        ) as attributed_on
    from asked
    cross join run

),

with_case as (

    select
        dated.*,
        case when dated.subject_type = 'worker' then dated.subject_id else case_attribution.worker_id end
            as worker_id,
        case_attribution.team_id as case_team_id,
        case_attribution.case_type
    from dated
    left join case_attribution
        on
            case_attribution.policy_id = dated.policy_id
            and case_attribution.case_id = dated.subject_id
            and case_attribution.valid_from <= dated.attributed_on
            and case_attribution.valid_to > dated.attributed_on

),

with_post as (

    select
        with_case.*,
        main_posts.line_manager_id as supervisor_id,
        case when with_case.subject_type = 'case' then with_case.case_team_id else main_posts.team_id end as team_id,
        case when with_case.subject_type = 'case' then split_part(with_case.subject_id, '-', 1) end as system_code
    from with_case
    left join main_posts
        on
            main_posts.worker_id = with_case.worker_id
            and main_posts.valid_from <= with_case.attributed_on
            and main_posts.valid_to > with_case.attributed_on

),

final as (

    select
        with_post.policy_id || '/' || with_post.obligation_type || '/' || with_post.subject_id || '/'
        || with_post.opened_on::varchar || coalesce('/' || with_post.milestone_months::varchar, '')
            as obligation_id,
        with_post.policy_id,
        with_post.obligation_type,
        with_post.subject_type,
        with_post.subject_id,
        with_post.worker_id,
        with_post.supervisor_id,
        with_post.team_id,
        coalesce(teams.directorate_code, case_systems.directorate_code, 'unassigned') as directorate_code,
        with_post.case_type,
        with_post.rule_id,
        with_post.rule_valid_from,
        with_post.step,
        with_post.interval_count,
        with_post.interval_unit,
        with_post.milestone_months,
        rules.tolerance_days,
        rules.notice_days,
        with_post.opened_on,
        with_post.opened_by,
        with_post.judged_from,
        with_post.due_on,
        with_post.met_on,
        with_post.closed_on,
        with_post.closed_reason,
        with_post.evidence_id,
        with_post.attributed_on
    from with_post
    inner join rules
        on
            rules.rule_id = with_post.rule_id
            and rules.valid_from = with_post.rule_valid_from
    left join teams
        on teams.team_id = with_post.team_id
    left join case_systems
        on case_systems.system_code = with_post.system_code

)

select * from final
