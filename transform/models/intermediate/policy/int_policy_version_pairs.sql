-- One row a version of a policy and the version that follows it.
with versions as (

    select * from {{ ref('policy_versions') }}

),

followed as (

    select
        policy_id,
        valid_from as from_version,
        lead(valid_from) over (partition by policy_id order by valid_from) as to_version
    from versions

)

select * from followed
where to_version is not null
