with policies as (

    select * from {{ ref('policies') }}

),

versions as (

    select * from {{ ref('int_policy_versions') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

codes as (

    select * from {{ ref('codes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

in_force_now as (

    select
        in_force.policy_id,
        string_agg(codes.label, ', ' order by codes.sort_order) as in_force_for
    from in_force
    inner join run
        on in_force.valid_from <= run.data_date and in_force.valid_to > run.data_date
    inner join codes
        on
            codes.code_list = 'directorate'
            and codes.code = in_force.directorate_code
    where in_force.directorate_code <> 'unassigned'
    group by in_force.policy_id

),

version_now as (

    select versions.*
    from versions
    inner join run
        on versions.valid_from <= run.data_date and versions.valid_to > run.data_date

),

final as (

    select
        policies.policy_id,
        policies.policy_label,
        policies.policy_short_label,
        policies.is_national_floor,
        policies.absence_min_days,
        policies.tolerance_days,
        policies.notice_days,
        in_force_now.in_force_for,
        version_now.valid_from as version_from,
        version_now.review_due_on,
        policies.sort_order,
        policies.about
    from policies
    left join in_force_now
        on in_force_now.policy_id = policies.policy_id
    left join version_now
        on version_now.policy_id = policies.policy_id

)

select * from final
