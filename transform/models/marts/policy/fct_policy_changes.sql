-- What a later version of a policy says otherwise than the one before it: a rule that is new, a rule that is no longer
-- there, or one fact of a rule, or of the policy, that reads otherwise.
with facts as (

    select * from {{ ref('fct_policy_facts') }}

),

pairs as (

    select * from {{ ref('int_policy_version_pairs') }}

),

earlier as (

    select
        pairs.policy_id,
        pairs.from_version,
        pairs.to_version,
        coalesce(facts.rule_id, '') as rule_key,
        facts.rule_label,
        facts.fact_code,
        facts.fact_label,
        facts.words,
        facts.sort_order
    from pairs
    inner join facts
        on
            facts.policy_id = pairs.policy_id
            and facts.valid_from = pairs.from_version

),

later as (

    select
        pairs.policy_id,
        pairs.from_version,
        pairs.to_version,
        coalesce(facts.rule_id, '') as rule_key,
        facts.rule_label,
        facts.fact_code,
        facts.fact_label,
        facts.words,
        facts.sort_order
    from pairs
    inner join facts
        on
            facts.policy_id = pairs.policy_id
            and facts.valid_from = pairs.to_version

),

compared as (

    select
        policy_id,
        from_version,
        to_version,
        rule_key,
        coalesce(earlier.rule_label, later.rule_label) as rule_label,
        fact_code,
        coalesce(later.fact_label, earlier.fact_label) as fact_label,
        earlier.words as words_before,
        later.words as words_after,
        coalesce(later.sort_order, earlier.sort_order) as sort_order
    from earlier
    full outer join later
        using (policy_id, from_version, to_version, rule_key, fact_code)

),

-- Whether a rule is there on either side: every rule has its own words as a fact.
in_both as (

    select
        *,
        coalesce(bool_or(fact_code in ('rule', 'policy') and words_before is not null) over whole, false) as is_before,
        coalesce(bool_or(fact_code in ('rule', 'policy') and words_after is not null) over whole, false) as is_after
    from compared
    window whole as (partition by policy_id, from_version, to_version, rule_key)

),

changed as (

    select
        *,
        case
            when is_before and is_after then 'changed'
            when is_after then 'added'
            else 'ended'
        end as change_code
    from in_both
    where
        words_before is distinct from words_after
        and ((is_before and is_after) or fact_code in ('rule', 'policy'))

),

final as (

    select
        policy_id,
        from_version,
        to_version,
        nullif(rule_key, '') as rule_id,
        rule_label,
        change_code,
        fact_code,
        fact_label as what_changed,
        words_before,
        words_after,
        case
            when rule_key = '' and change_code = 'added' then 'New policy: ' || words_after
            when rule_key = '' and change_code = 'ended' then 'The policy is gone: ' || words_before
            when change_code = 'added' then 'New: ' || words_after
            when change_code = 'ended' then 'No longer asked: ' || words_before
            else
                case
                    when rule_key = '' then 'The policy. '
                    when fact_code = 'rule' then ''
                    else rule_label || '. '
                end
                || fact_label
                || case
                    when words_before is null then ': now “' || words_after || '”, nothing before'
                    when words_after is null then ': “' || words_before || '” before, nothing now'
                    else ': “' || words_before || '” becomes “' || words_after || '”'
                end
        end as sentence,
        row_number() over (
            partition by policy_id, from_version, to_version
            order by rule_key <> '', change_code <> 'changed', rule_label, rule_key, sort_order, fact_code
        )::integer as sort_order
    from changed

)

select * from final
