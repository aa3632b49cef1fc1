-- A rule without words or a clause cannot be questioned, and a reading that is ours says so and what it is.
with rules as (

    select
        rowid,
        *
    from {{ ref('rules') }}

),

problems as (

    select
        {{ seed_problem('rules', 'rules', 'reading', "'a reading of ours that is not told, or one told that is not said to be ours'",
            "'Write true as is_our_reading and the reading beside it, or false and leave the reading blank'") }}
    from rules
    where coalesce(rules.is_our_reading, false) <> (rules.reading is not null)

    union all

    select
        {{ seed_problem('rules', 'rules', 'reading', "'nothing says why it is not counted'",
            "'Write true as is_our_reading and the reason as the reading'") }}
    from rules
    where rules.outcome = 'not_counted' and rules.reading is null

)

select * from problems
