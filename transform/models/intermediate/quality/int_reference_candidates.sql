-- One row a text that names nobody and person it may mean, likeliest first. All who bear it where several do; else the three
-- whose name is nearest, or whose number it is without its zeros. They are proposed to the council and never taken.
with unresolved as (

    select * from {{ ref('stg_people__unresolved') }}

),

known_as as (

    select * from {{ ref('stg_people__known_as') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

names as (

    select
        worker_id,
        identity_key as name_key,
        array_to_string(list_sort(string_split(identity_key, ' ')), ' ') as sorted_key
    from known_as
    where id_kind = 'name'

),

bearers as (

    select
        unresolved.reference_id,
        known_as.worker_id,
        1.0 as likeness,
        'bears it' as why
    from unresolved
    inner join known_as
        on
            known_as.id_kind = unresolved.id_kind
            and known_as.identity_key = unresolved.identity_key
    where unresolved.reason_code = 'ambiguous'

),

unknown as (

    select
        reference_id,
        plain,
        last_on,
        trim(regexp_replace(
            lower(strip_accents(regexp_replace(split_part(plain, '@', 1), '^.*[|\\]', ''))), '[^\pL\pN]+', ' ', 'g'
        )) as words
    from unresolved
    where reason_code = 'unknown'

),

without_zeros as (

    select
        unknown.reference_id,
        known_as.worker_id,
        0.99 as likeness,
        'the number without its zeros' as why
    from unknown
    inner join known_as
        on
            known_as.id_kind = 'unzeroed'
            and known_as.identity_key = ltrim(unknown.plain, '0')

),

elsewhere as (

    select
        unknown.reference_id,
        known_as.worker_id,
        0.98 as likeness,
        'the same name at another e-mail domain' as why
    from unknown
    inner join known_as
        on
            known_as.id_kind = 'login'
            and known_as.identity_key = split_part({{ email_key('unknown.plain') }}, '@', 1)

),

text_words as (

    select distinct
        reference_id,
        words,
        array_to_string(list_sort(string_split(words, ' ')), ' ') as sorted_words,
        unnest(string_split(words, ' ')) as word
    from unknown
    where words similar to '.*\pL.*'

),

all_name_words as (

    select
        worker_id,
        name_key,
        sorted_key,
        unnest(list_distinct(string_split(name_key, ' '))) as word
    from names

),

-- A first name that hundreds bear finds nobody.
name_words as (

    select *
    from all_name_words
    qualify count(*) over (partition by word) <= 500

),

alike as (

    select
        text_words.reference_id,
        name_words.worker_id,
        max(greatest(
            jaro_winkler_similarity(text_words.words, name_words.name_key),
            jaro_winkler_similarity(text_words.sorted_words, name_words.sorted_key)
        )) as likeness,
        'a name much like it' as why
    from text_words
    inner join name_words
        on name_words.word = text_words.word
    where length(text_words.word) > 1
    group by text_words.reference_id, name_words.worker_id
    having likeness >= 0.85

),

proposed as (

    select * from bearers
    union all
    select * from without_zeros
    union all
    select * from elsewhere
    union all
    select * from alike

),

once as (

    select
        reference_id,
        worker_id,
        max(likeness)::double as likeness,
        arg_max(why, (likeness, why)) as why
    from proposed
    group by reference_id, worker_id

),

employed as (

    select distinct
        once.reference_id,
        once.worker_id
    from once
    inner join unresolved
        on unresolved.reference_id = once.reference_id
    inner join employments
        on
            employments.worker_id = once.worker_id
            and employments.employed_from <= unresolved.last_on
            and employments.employed_to > unresolved.last_on

),

ranked as (

    select
        once.*,
        employed.worker_id is not null as is_employed_then,
        row_number() over (
            partition by once.reference_id
            order by once.likeness desc, employed.worker_id is not null desc, once.worker_id
        )::integer as place
    from once
    left join employed
        on
            employed.reference_id = once.reference_id
            and employed.worker_id = once.worker_id

),

final as (

    select ranked.*
    from ranked
    inner join unresolved
        on unresolved.reference_id = ranked.reference_id
    where ranked.place <= 3 or unresolved.reason_code = 'ambiguous'

)

select * from final
