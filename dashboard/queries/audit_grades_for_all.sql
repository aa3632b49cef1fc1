-- The same for everybody: audits of one round by grade, for the council and each service, few audits held back.
select
    grades.level_code,
    grades.service_name,
    grades.is_suppressed,
    case when not grades.is_suppressed then grades.audits_count end as audits_count,
    case when not grades.is_suppressed then grades.outstanding_count end as outstanding_count,
    case when not grades.is_suppressed then grades.good_count end as good_count,
    case when not grades.is_suppressed then grades.requires_improvement_count end as requires_improvement_count,
    case when not grades.is_suppressed then grades.inadequate_count end as inadequate_count,
    case when not grades.is_suppressed then grades.not_recognised_count end as unmapped_count,
    case when not grades.is_suppressed then grades.not_graded_count end as none_count,
    case when not grades.is_suppressed then grades.graded_count end as graded_count,
    case when not grades.is_suppressed then grades.good_or_better_count end as good_or_better_count
from marts.fct_audit_grades as grades
where grades.audit_round = $audit_round
order by grades.level_code, grades.service_name
