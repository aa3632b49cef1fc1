with supervision as (

    select * from {{ ref('int_supervision_obligations') }}

),

reviews as (

    select * from {{ ref('int_asye_review_obligations') }}

),

running as (

    select * from {{ ref('int_running_obligations') }}

),

single as (

    select * from {{ ref('int_single_obligations') }}

),

case_attribution as (

    select * from {{ ref('int_case_attribution') }}

),

involvements as (

    select * from {{ ref('int_involvements') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

posts as (

    select * from {{ ref('int_posts') }}

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
        case when obligation_type = 'staff_supervision' then subject_id end as worker_id,
        null::varchar as supervisor_id,
        case when obligation_type = 'case_supervision' then subject_id end as case_id,
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
        evidence_id,
        '' as key_part
    from supervision

    union all

    select
        policy_id,
        obligation_type,
        'worker' as subject_type,
        subject_id,
        subject_id as worker_id,
        null as supervisor_id,
        null as case_id,
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
        evidence_id,
        milestone_months::varchar as key_part
    from reviews

    union all

    select
        policy_id,
        obligation_type,
        'worker' as subject_type,
        subject_id,
        worker_id,
        null as supervisor_id,
        null as case_id,
        rule_id,
        rule_valid_from,
        step,
        interval_count,
        interval_unit,
        null::integer as milestone_months,
        opened_on,
        opened_by,
        opened_on as judged_from,
        due_on,
        met_on,
        closed_on,
        closed_reason,
        evidence_id,
        key_part
    from running

    union all

    select
        policy_id,
        obligation_type,
        subject_type,
        subject_id,
        worker_id,
        supervisor_id,
        case_id,
        rule_id,
        rule_valid_from,
        step,
        interval_count,
        interval_unit,
        null::integer as milestone_months,
        opened_on,
        opened_by,
        opened_on as judged_from,
        due_on,
        met_on,
        closed_on,
        closed_reason,
        evidence_id,
        key_part
    from single

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

-- A record that names no worker is its case's; of a case that no rule binds on the day, its latest involvement's.
unbound as (

    select
        dated.subject_id,
        dated.attributed_on,
        min(involvements.involvement_key) as involvement_key
    from dated
    inner join involvements
        on
            involvements.case_id = dated.case_id
            and involvements.involved_from <= dated.attributed_on
            and involvements.involved_to > dated.attributed_on
    where dated.subject_type = 'record' and dated.worker_id is null
    group by dated.subject_id, dated.attributed_on

),

with_case as (

    select
        dated.* exclude (worker_id),
        dated.case_id is not null and dated.worker_id is null as is_by_case,
        coalesce(dated.worker_id, case_attribution.worker_id, latest.worker_id) as worker_id,
        coalesce(case_attribution.team_id, latest.team_id) as case_team_id,
        case when dated.subject_type = 'case' then case_attribution.case_type end as case_type
    from dated
    left join case_attribution
        on
            case_attribution.policy_id = dated.policy_id
            and case_attribution.case_id = case when dated.worker_id is null then dated.case_id end
            and case_attribution.valid_from <= dated.attributed_on
            and case_attribution.valid_to > dated.attributed_on
    left join unbound
        on
            unbound.subject_id = case when case_attribution.case_id is null then dated.subject_id end
            and unbound.attributed_on = dated.attributed_on
    left join involvements as latest
        on latest.involvement_key = unbound.involvement_key

),

-- An agreement is the matter of the two it is between: its team is that of the post under that manager.
pair_posts as (

    select
        pairs.worker_id,
        pairs.supervisor_id,
        pairs.attributed_on,
        arg_min(
            posts.team_id,
            struct_pack(a := -posts.fte, b := -datediff('day', '2000-01-01'::date, posts.held_from), c := posts.team_id)
        ) as team_id
    from (
        select distinct worker_id, supervisor_id, attributed_on
        from with_case
        where supervisor_id is not null
    ) as pairs
    inner join posts
        on
            posts.worker_id = pairs.worker_id
            and posts.line_manager_id = pairs.supervisor_id
            and posts.held_from <= pairs.attributed_on
            and posts.held_to > pairs.attributed_on
    group by pairs.worker_id, pairs.supervisor_id, pairs.attributed_on

),

with_post as (

    select
        with_case.* exclude (supervisor_id),
        coalesce(with_case.supervisor_id, main_posts.line_manager_id) as supervisor_id,
        case
            when with_case.is_by_case then with_case.case_team_id
            when with_case.supervisor_id is null then main_posts.team_id
            else pair_posts.team_id
        end as team_id,
        split_part(with_case.case_id, '-', 1) as system_code
    from with_case
    left join main_posts
        on
            main_posts.worker_id = with_case.worker_id
            and main_posts.valid_from <= with_case.attributed_on
            and main_posts.valid_to > with_case.attributed_on
    left join pair_posts
        on
            pair_posts.worker_id = with_case.worker_id
            and pair_posts.supervisor_id = with_case.supervisor_id
            and pair_posts.attributed_on = with_case.attributed_on

),

final as (

    select
        with_post.policy_id || '/' || with_post.obligation_type || '/' || with_post.subject_id || '/'
        || with_post.opened_on::varchar || case when with_post.key_part = '' then '' else '/' || with_post.key_part end
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
