-- One row a rule about findings that binds some people only, a worker and an unbroken stretch in which it binds them,
-- [binds_from, binds_to): while an ASYE runs, while an NQSW is owed supervision at the interval the rule names, or
-- while a post of a category it names is held.
with rules as (

    select * from {{ ref('int_finding_rules') }}

),

supervision_rules as (

    select *
    from {{ ref('int_rules') }}
    where obligation_type = 'staff_supervision'

),

asks as (

    select *
    from {{ ref('int_supervision_asks') }}
    where obligation_type = 'staff_supervision'

),

conditions as (

    select *
    from {{ ref('rule_conditions') }}
    where condition_on in ('staff_category', 'supervisee_category')

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

posts as (

    select * from {{ ref('int_posts') }}

),

while_it_runs as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        programmes.worker_id,
        programmes.asye_from as binds_from,
        programmes.asye_to as binds_to
    from rules
    inner join programmes
        on programmes.asye_from < rules.valid_to and programmes.asye_to > rules.valid_from
    where rules.binds = 'nqsw' and rules.while_months is null

),

while_owed_at as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        asks.subject_id as worker_id,
        asks.asks_from as binds_from,
        asks.asks_to as binds_to
    from rules
    inner join supervision_rules
        on
            supervision_rules.policy_id = rules.policy_id
            and supervision_rules.binds = rules.binds
    inner join asks
        on
            asks.rule_id = supervision_rules.rule_id
            and asks.rule_valid_from = supervision_rules.valid_from
            and asks.interval_months = rules.while_months
            and asks.interval_days = rules.while_days
    where rules.binds = 'nqsw'

),

while_in_post as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        posts.worker_id,
        posts.held_from as binds_from,
        posts.held_to as binds_to
    from rules
    inner join conditions
        on
            conditions.rule_id = rules.rule_id
            and conditions.valid_from = rules.valid_from
    inner join posts
        on posts.staff_category_code = conditions.code
    where rules.binds <> 'nqsw'

),

bound as (

    select * from while_it_runs
    union
    select * from while_owed_at
    union
    select * from while_in_post

),

marked as (

    select
        *,
        coalesce(
            binds_from > max(binds_to) over (
                partition by rule_id, rule_valid_from, worker_id
                order by binds_from, binds_to
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as begins_stretch
    from bound

),

numbered as (

    select
        *,
        sum(begins_stretch::integer) over (
            partition by rule_id, rule_valid_from, worker_id
            order by binds_from, binds_to
        ) as stretch_number
    from marked

),

final as (

    select
        rule_id,
        rule_valid_from,
        worker_id,
        min(binds_from) as binds_from,
        max(binds_to) as binds_to
    from numbered
    group by rule_id, rule_valid_from, worker_id, stretch_number

)

select * from final
