-- The same for everybody: standards of one round, for the council and each service, few audits held back. They are
-- sorted by what is shown alone, or the order would tell what is held back.
with shown as (

    select
        standards.standard,
        standards.level_code,
        standards.service_name,
        standards.is_suppressed,
        case when not standards.is_suppressed then standards.audits_count end as audits_count,
        case when not standards.is_suppressed then standards.yes_count end as yes_count,
        case when not standards.is_suppressed then standards.partly_count end as partly_count,
        case when not standards.is_suppressed then standards.no_count end as no_count,
        case when not standards.is_suppressed then standards.not_applicable_count end as not_applicable_count,
        case when not standards.is_suppressed then standards.not_recognised_count end as unmapped_count,
        case when not standards.is_suppressed then standards.judged_count end as judged_count,
        case when not standards.is_suppressed then standards.met_count end as met_count,
        case when not standards.is_suppressed then standards.met_low end as met_low,
        case when not standards.is_suppressed then standards.met_high end as met_high
    from marts.fct_audit_standards as standards
    where standards.audit_round = $audit_round

)

select shown.*
from shown
order by
    shown.level_code,
    shown.service_name,
    shown.is_suppressed,
    shown.met_count / nullif(shown.judged_count, 0) nulls last,
    shown.judged_count desc nulls last,
    shown.standard
