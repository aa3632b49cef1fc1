-- What each version of a policy says otherwise than the one before it.
select
    changes.policy_id,
    changes.from_version,
    changes.to_version,
    changes.rule_id,
    changes.rule_label,
    changes.change_code,
    changes.what_changed,
    changes.words_before,
    changes.words_after,
    changes.sentence
from marts.fct_policy_changes as changes
order by changes.policy_id, changes.to_version desc, changes.sort_order
