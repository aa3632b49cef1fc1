-- One row a policy version and the days it is in force. Only starts are written in the seed; a version ends where
-- the next begins, and an ending is a version without rules.
with versions as (

    select * from {{ ref('policy_versions') }}

),

dated as (

    select
        policy_id,
        valid_from,
        coalesce(
            lead(valid_from) over (partition by policy_id order by valid_from),
            'infinity'::date
        ) as valid_to,
        version_label,
        is_ending,
        review_due_on
    from versions

)

select * from dated
