with checks as (

    select * from {{ ref('quality_checks') }}

),

unknown_codes as (

    select * from {{ ref('unknown_codes') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

posts as (

    select * from {{ ref('stg_hr__posts') }}

),

involvements as (

    select * from {{ ref('stg_ics__involvements') }}
    union all by name
    select * from {{ ref('stg_swift__involvements') }}
    union all by name
    select * from {{ ref('stg_childview__involvements') }}

),

case_supervisions as (

    select * from {{ ref('int_case_supervisions') }}

),

programmes as (

    select * from {{ ref('stg_asye__programmes') }}

),

overrides as (

    select * from {{ ref('stg_sharepoint__overrides') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

unmapped_codes as (

    select * from {{ ref('int_unmapped_codes') }}

),

ends_before_starts as (

    select * from {{ ref('int_ends_before_starts') }}

),

dated_ahead as (

    select * from {{ ref('int_dated_ahead') }}

),

people_named as (

    select * from {{ ref('int_people_named') }}

),

opens_outside_employment as (

    select * from {{ ref('int_opens_outside_employment') }}

),

annex_a_findings as (

    select * from {{ ref('int_annex_a_findings') }}

),

history_findings as (

    select * from {{ ref('int_history_findings') }}

),

census_findings as (

    select * from {{ ref('int_census_findings') }}

),

actions as (

    select * from {{ ref('stg_audit__actions') }}

),

audits as (

    select distinct audit_id from {{ ref('stg_audit__answers') }}

),

audits_done as (

    select * from {{ ref('int_audits') }}

),

survey_groups as (

    select
        survey_year || ', ' || service_name || coalesce(', ' || respondent_group, '') as survey_group,
        min(invited_count) as fewest,
        max(invited_count) as most,
        min(_source_file) as _source_file,
        arg_min(_source_row, (_source_file, _source_row)) as _source_row
    from {{ ref('stg_survey__answers') }}
    group by survey_year, service_name, respondent_group

),

run as (

    select * from {{ ref('stg_load__run') }}

),

settled_ids as (

    select * from {{ ref('stg_people__ids') }}
    where employee_number_typed is not null

),

settled as (

    select * from {{ ref('stg_people__settled') }}

),

numbers as (

    select distinct worker_id from {{ ref('stg_hr__workers') }}

),

repeats as (

    select * from {{ ref('stg_people__repeats') }}

),

-- What the council settled to be no worker of ours, as the staging models have it of a row about it.
nobody as (

    select distinct
        feed,
        coalesce(worker_id, written) as worker_id
    from {{ ref('stg_people__resolved') }}
    where matched_by = 'nobody'

),

feeds as (

    select distinct
        feed,
        split_part(feed, '_', 1) as system_code
    from {{ ref('stg_load__feeds') }}

),

-- Whoever stands above somebody who stands above them.
rings as (

    select distinct lines.worker_id
    from {{ ref('dim_management_lines') }} as lines
    inner join {{ ref('dim_management_lines') }} as back
        on
            back.manager_id = lines.worker_id
            and back.worker_id = lines.manager_id

),

cases_with_two_birthdays as (

    select case_id
    from involvements
    group by case_id
    having count(distinct turns_18_on) > 1

),

found as (

    select
        'DQ01' as check_code,
        'sharepoint_sessions' as feed,
        'worker' as subject_type,
        sessions.worker_id as subject_id,
        'No such employee number in the staff list' as detail,
        sessions._source_file,
        sessions._source_row
    from sessions
    left join workers
        on workers.worker_id = sessions.worker_id
    where workers.worker_id is null

    union all

    select
        'DQ02', 'sharepoint_sessions', 'worker', sessions.supervisor_id,
        'No such employee number in the staff list', sessions._source_file, sessions._source_row
    from sessions
    left join workers
        on workers.worker_id = sessions.supervisor_id
    where sessions.supervisor_id is not null and workers.worker_id is null

    union all

    select
        'DQ03', involvements.system_code || '_involvements', 'worker', involvements.worker_id,
        'Allocated, with no such employee number in the staff list', involvements._source_file,
        involvements._source_row
    from involvements
    left join workers
        on workers.worker_id = involvements.worker_id
    where involvements.worker_id is not null and workers.worker_id is null

    union all

    select
        'DQ04', 'hr_posts', 'worker', posts.line_manager_id,
        'Named as line manager, with no such employee number in the staff list', posts._source_file,
        posts._source_row
    from posts
    left join workers
        on workers.worker_id = posts.line_manager_id
    where posts.line_manager_id is not null and workers.worker_id is null

    union all

    select
        'DQ05', 'hr_posts', 'team', posts.team_id, 'On a post, with no such team code in the team list',
        posts._source_file, posts._source_row
    from posts
    left join teams
        on teams.team_id = posts.team_id
    where posts.team_id is not null and teams.team_id is null

    union all

    select
        'DQ05', involvements.system_code || '_involvements', 'team', involvements.team_id,
        'On an involvement, with no such team code in the team list', involvements._source_file,
        involvements._source_row
    from involvements
    left join teams
        on teams.team_id = involvements.team_id
    where involvements.team_id is not null and teams.team_id is null

    union all

    select
        'DQ07', involvements.system_code || '_involvements', 'case', involvements.case_id,
        'Two or more dates of birth', involvements._source_file, involvements._source_row
    from involvements
    inner join cases_with_two_birthdays
        on cases_with_two_birthdays.case_id = involvements.case_id

    union all

    select 'DQ08', feed, 'row', subject_id, 'Ends before it begins', _source_file, _source_row
    from ends_before_starts

    union all

    select
        'DQ09', case_supervisions.system_code || '_case_supervisions', 'case', case_supervisions.case_id,
        'No involvement of this person in this system', case_supervisions._source_file,
        case_supervisions._source_row
    from case_supervisions
    left join (select distinct case_id from involvements) as known_cases
        on known_cases.case_id = case_supervisions.case_id
    where known_cases.case_id is null

    union all

    select
        'DQ10', 'asye_programmes', 'worker', programmes.worker_id,
        'The ASYE start is not within their employment in the staff list', programmes._source_file,
        programmes._source_row
    from programmes
    inner join run
        on programmes.started_on <= run.data_date
    left join employments
        on
            employments.worker_id = programmes.worker_id
            and employments.employed_from <= programmes.started_on
            and employments.employed_to > programmes.started_on
    where employments.worker_id is null

    union all

    select
        'DQ11', 'sharepoint_overrides', 'worker', overrides.worker_id,
        'The interval is nothing or less, or its unit is not recognised', overrides._source_file,
        overrides._source_row
    from overrides
    where overrides.interval_count <= 0 or overrides.interval_unit = 'unmapped'

    union all

    select
        'DQ12', 'sharepoint_sessions', 'worker', sessions.worker_id,
        'Held before they started or after they left', sessions._source_file, sessions._source_row
    from sessions
    inner join workers
        on workers.worker_id = sessions.worker_id
    left join employments
        on
            employments.worker_id = sessions.worker_id
            and employments.employed_from <= sessions.held_on
            and employments.employed_to > sessions.held_on
    where sessions.status_code = 'held' and employments.worker_id is null

    union all

    select
        'DQ13', dated_ahead.feed, dated_ahead.subject_type, dated_ahead.subject_id,
        dated_ahead.what || ' after the data date', dated_ahead._source_file, dated_ahead._source_row
    from dated_ahead

    union all

    select 'DQ14', 'hr_posts', 'worker', workers.worker_id, 'Employed, with no post in the list', null, null
    from workers
    left join posts
        on posts.worker_id = workers.worker_id
    where workers.is_employed and posts.worker_id is null

    union all

    select
        'DQ15', 'hr_posts', 'worker', posts.worker_id, 'Named as their own line manager', posts._source_file,
        posts._source_row
    from posts
    where posts.line_manager_id = posts.worker_id

    union all

    select
        'DQ31', 'sharepoint_sessions', 'worker', sessions.worker_id,
        'Held with themselves as the supervisor', sessions._source_file, sessions._source_row
    from sessions
    where sessions.status_code = 'held' and sessions.supervisor_id = sessions.worker_id

    union all

    select
        'DQ32', 'hr_posts', 'worker', rings.worker_id,
        'Manages, directly or through others, somebody who manages them', null, null
    from rings

    union all

    select
        people_named.check_code, people_named.feed, 'worker', people_named.worker_id,
        people_named.named_as || ', with no such employee number in the staff list', people_named._source_file,
        people_named._source_row
    from people_named
    left join workers
        on workers.worker_id = people_named.worker_id
    where workers.worker_id is null

    union all

    select
        'DQ18', 'audit_actions', 'action', actions.action_id,
        'No answers of audit ' || actions.audit_id, actions._source_file, actions._source_row
    from actions
    left join audits
        on audits.audit_id = actions.audit_id
    where audits.audit_id is null

    union all

    select
        'DQ19', opens_outside_employment.feed, opens_outside_employment.subject_type,
        opens_outside_employment.subject_id,
        opens_outside_employment.what || ' on a day when they were not employed',
        opens_outside_employment._source_file, opens_outside_employment._source_row
    from opens_outside_employment

    union all

    select
        'DQ20', 'audit_answers', 'audit', audits_done.audit_id,
        'Its rows say different things of the audit itself', audits_done.source_file, audits_done.source_row
    from audits_done
    where audits_done.has_rows_that_disagree

    union all

    select
        'DQ21', 'survey_answers', 'survey group', survey_groups.survey_group,
        'Its rows give different numbers of people asked', survey_groups._source_file, survey_groups._source_row
    from survey_groups
    where survey_groups.fewest < survey_groups.most

    union all

    select
        'DQ22', 'people_ids', 'identifier', settled_ids.identifier,
        'Settled in two ways, or to an employee number that is not in the staff list', settled_ids._source_file,
        settled_ids._source_row
    from settled_ids
    left join settled
        on
            settled.scope = settled_ids.scope
            and settled.settled_key = settled_ids.settled_key
    where settled.settled_key is null

    union all

    select
        'DQ22', 'people_ids', 'identifier', settled_ids.identifier,
        'It is an employee number itself, and means that person', settled_ids._source_file, settled_ids._source_row
    from settled_ids
    inner join numbers
        on numbers.worker_id = settled_ids.identifier
    where settled_ids.is_nobody or settled_ids.employee_number_typed <> settled_ids.identifier

    union all

    select
        'DQ22', 'people_ids', 'identifier', settled_ids.identifier, 'Settled for a system that there is not',
        settled_ids._source_file, settled_ids._source_row
    from settled_ids
    left join feeds
        on settled_ids.scope in (feeds.feed, feeds.system_code)
    where settled_ids.scope <> '' and feeds.feed is null

    union all

    select
        'DQ23', repeats.feed, 'worker', repeats.worker_id, 'Said once more under another spelling',
        repeats._source_file, repeats._source_row
    from repeats

    union all

    select
        census_findings.check_code, 'census_workers', 'worker', census_findings.subject_id, census_findings.detail,
        census_findings._source_file, census_findings._source_row
    from census_findings

),

-- Of a nobody nothing is to be done: fct_settled_identifiers tells of it, with its rows.
to_do as (

    select found.*
    from found
    left join nobody
        on
            nobody.feed = found.feed
            and nobody.worker_id = found.subject_id
    where nobody.feed is null or found.subject_type <> 'worker'

),

counted as (

    select
        check_code,
        feed,
        subject_type,
        subject_id,
        detail,
        null as effect,
        count(*)::integer as rows_count,
        min(_source_file) as source_file,
        arg_min(_source_row, (_source_file, _source_row))::integer as source_row
    from to_do
    group by check_code, feed, subject_type, subject_id, detail

    union all

    select
        'DQ06' as check_code,
        unmapped_codes.feed,
        'code' as subject_type,
        unmapped_codes.typed as subject_id,
        'Not in the mappings for ' || replace(unmapped_codes.code_list, '_', ' ') as detail,
        unknown_codes.effect,
        unmapped_codes.rows_count,
        unmapped_codes.source_file,
        unmapped_codes.source_row
    from unmapped_codes
    left join unknown_codes
        on unknown_codes.code_list = unmapped_codes.code_list

    union all

    select check_code, 'hr_posts' as feed, subject_type, subject_id, detail, null, rows_count, _source_file, _source_row
    from history_findings

    union all

    select check_code, 'ics_involvements', subject_type, subject_id, detail, null, rows_count, _source_file, _source_row
    from annex_a_findings

),

final as (

    select
        counted.check_code,
        checks.check_title,
        counted.feed,
        counted.subject_type,
        counted.subject_id,
        counted.detail,
        checks.effect as check_effect,
        coalesce(counted.effect, checks.effect) as effect,
        counted.rows_count,
        counted.source_file,
        counted.source_row
    from counted
    inner join checks
        on checks.check_code = counted.check_code

)

select * from final
