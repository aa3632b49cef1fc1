-- One row a rule about agreements or audit actions and what it judges on the data date: the agreement that stands
-- between two people, and every open action.
with rules as (

    select * from {{ ref('int_finding_rules') }}

),

agreements as (

    select * from {{ ref('stg_sharepoint__agreements') }}

),

actions as (

    select * from {{ ref('stg_audit__actions') }}

),

answers as (

    select * from {{ ref('stg_audit__answers') }}

),

bindings as (

    select * from {{ ref('int_finding_bindings') }}

),

main_posts as (

    select * from {{ ref('int_main_posts') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- An agreement stands from the later of its two signatures.
signed as (

    select distinct
        agreements.worker_id,
        agreements.supervisor_id,
        greatest(agreements.supervisee_signed_on, agreements.supervisor_signed_on) as signed_on,
        agreements.review_due_on
    from agreements
    inner join run
        on
            agreements.supervisee_signed_on <= run.data_date
            and agreements.supervisor_signed_on <= run.data_date

),

employed_now as (

    select employments.worker_id
    from employments
    inner join run
        on employments.employed_to > run.data_date

),

rules_now as (

    select
        rules.*,
        run.data_date
    from rules
    inner join run
        on rules.valid_from <= run.data_date and rules.valid_to > run.data_date

),

-- With the line manager of the day; for NQSWs, while the ASYE runs, with anybody.
standing as (

    select
        rules_now.rule_id,
        rules_now.valid_from as rule_valid_from,
        rules_now.finding_type,
        rules_now.data_date,
        signed.*
    from rules_now
    inner join main_posts
        on main_posts.valid_from <= rules_now.data_date and main_posts.valid_to > rules_now.data_date
    inner join employed_now
        on employed_now.worker_id = main_posts.worker_id
    inner join signed
        on
            signed.worker_id = main_posts.worker_id
            and signed.supervisor_id = main_posts.line_manager_id
    where rules_now.finding_type = 'agreement_review' and rules_now.binds <> 'nqsw'

    union all

    select
        rules_now.rule_id,
        rules_now.valid_from as rule_valid_from,
        rules_now.finding_type,
        rules_now.data_date,
        signed.*
    from rules_now
    inner join bindings
        on
            bindings.rule_id = rules_now.rule_id
            and bindings.rule_valid_from = rules_now.valid_from
            and bindings.binds_from <= rules_now.data_date
            and bindings.binds_to > rules_now.data_date
    inner join employed_now
        on employed_now.worker_id = bindings.worker_id
    inner join signed
        on signed.worker_id = bindings.worker_id
    where rules_now.finding_type = 'agreement_review' and rules_now.binds = 'nqsw'

),

newest as (

    select *
    from standing
    qualify
        row_number() over (
            partition by rule_id, rule_valid_from, worker_id
            order by signed_on desc, review_due_on desc nulls last, supervisor_id
        ) = 1

),

to_look_at_again as (

    select
        rule_id,
        rule_valid_from,
        finding_type,
        'agreement' as subject_type,
        worker_id || '/' || supervisor_id || '/' || signed_on::varchar as subject_id,
        null as evidence_id,
        worker_id,
        data_date as found_on,
        review_due_on + 1 as began_on,
        data_date as attributed_on,
        case
            when review_due_on is null then 'not_known'
            when review_due_on < data_date then 'found'
            else 'fine'
        end as result,
        (data_date - review_due_on)::integer as measured,
        'day' as measured_unit,
        null::integer as threshold,
        'Signed by both on ' || strftime(signed_on, '%-d %B %Y') || ', to be looked at again by '
        || strftime(review_due_on, '%-d %B %Y') as detail
    from newest

),

audits as (

    select
        audit_id,
        min(audited_on) as audited_on
    from answers
    group by audit_id

),

open_actions as (

    select
        rules_now.rule_id,
        rules_now.valid_from as rule_valid_from,
        rules_now.finding_type,
        rules_now.data_date,
        actions.action_id,
        actions.owner_id,
        actions.due_on,
        audits.audited_on
    from rules_now
    cross join actions
    left join audits
        on audits.audit_id = actions.audit_id
    where
        rules_now.finding_type = 'owner_left'
        and coalesce(actions.completed_on > rules_now.data_date, true)
        and coalesce(audits.audited_on <= rules_now.data_date, true)

),

last_days as (

    select
        employments.worker_id,
        max(employments.employed_to) as employed_to
    from employments
    group by employments.worker_id

),

of_somebody_who_left as (

    select
        open_actions.rule_id,
        open_actions.rule_valid_from,
        open_actions.finding_type,
        'action' as subject_type,
        open_actions.action_id as subject_id,
        null as evidence_id,
        open_actions.owner_id as worker_id,
        open_actions.data_date as found_on,
        greatest(last_days.employed_to, coalesce(open_actions.audited_on, last_days.employed_to)) as began_on,
        case
            when last_days.employed_to <= open_actions.data_date then last_days.employed_to - 1
            else open_actions.data_date
        end as attributed_on,
        case
            when last_days.worker_id is null then 'not_known'
            when last_days.employed_to <= open_actions.data_date then 'found'
            else 'fine'
        end as result,
        null::integer as measured,
        null as measured_unit,
        null::integer as threshold,
        'The owner''s last day was ' || strftime(last_days.employed_to - 1, '%-d %B %Y')
        || '; the action is due on ' || strftime(open_actions.due_on, '%-d %B %Y') as detail
    from open_actions
    left join last_days
        on last_days.worker_id = open_actions.owner_id

),

final as (

    select * from to_look_at_again
    union all
    select * from of_somebody_who_left

)

select * from final
