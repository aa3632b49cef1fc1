-- A measure of practice has words and rules of one kind, and tells of no concern about anybody; a reason for which
-- sessions are cancelled has words and names one of the two or neither.
with measures as (

    select * from {{ ref('practice_measures') }}

),

codes as (

    select * from {{ ref('codes') }}

),

kinds as (

    select * from {{ ref('rule_kinds') }}

),

confidential as (

    select * from {{ ref('confidential_findings') }}

),

reasons as (

    select * from {{ ref('cancellation_reasons') }}

),

mappings as (

    select * from {{ ref('code_mappings') }}

),

asked as (

    select
        'practice_measure' as code_list,
        measure_code as code
    from measures
    union
    select
        'practice_group' as code_list,
        group_code as code
    from measures
    union
    select
        'cancellation_reason' as code_list,
        reason_code as code
    from reasons
    union
    select
        'cancelled_by' as code_list,
        cancelled_by_code as code
    from reasons
    union
    select
        'cancellation_reason' as code_list,
        code
    from mappings
    where code_list = 'cancellation_reason'

)

select
    asked.code_list || ' ' || asked.code as what,
    'has no words' as wrong
from asked
left join codes
    on
        codes.code_list = asked.code_list
        and codes.code = asked.code
where codes.code is null

union all

select
    measures.measure_code as what,
    'counts no kind of rule, or two' as wrong
from measures
left join kinds
    on kinds.kind_code = coalesce(measures.obligation_type, measures.finding_type)
where
    kinds.kind_code is null
    or (measures.obligation_type is not null and measures.finding_type is not null)
    or measures.told_of not in ('period', 'day')

union all

select
    measures.measure_code as what,
    'tells of a concern about somebody' as wrong
from measures
inner join confidential
    on confidential.finding_type = measures.finding_type

union all

select
    mappings.source_code as what,
    'is mapped to a reason that there is not' as wrong
from mappings
left join reasons
    on reasons.reason_code = mappings.code
where mappings.code_list = 'cancellation_reason' and reasons.reason_code is null
