-- How often two auditors gave a standard the same answer, over the whole council, least often first. It names nobody.
select
    answers.standard,
    count(answers.is_same_answer) as compared_count,
    count(*) filter (where answers.is_same_answer) as same_count
from marts.fct_audit_answers as answers
inner join marts.fct_moderation as moderation
    on
        moderation.audit_id = answers.audit_id
        and moderation.is_latest
        and not moderation.is_same_auditor
where
    answers.is_same_answer is not null
    and ($audit_round is null or answers.audit_round = $audit_round)
group by answers.standard
order by same_count / compared_count, compared_count desc, answers.standard
