-- One row a text that names nobody and person it may mean, likeliest first. All who bear it where several do, and all with
-- its initial and surname where it gives no more; else the three whose name is nearest, or whose number it is without its
-- zeros. They are proposed to the council and never taken.
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
        string_split(identity_key, ' ') as words,
        array_to_string(list_sort(string_split(identity_key, ' ')), ' ') as sorted_key
    from known_as
    where id_kind = 'name'

),

bearers as (

    select
        unresolved.reference_id,
        known_as.worker_id,
        1.0 as likeness,
        'is known by it' as why,
        true as is_one_of_several
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
        {{ naming_words('plain') }} as words
    from unresolved
    where reason_code = 'unknown'

),

without_zeros as (

    select
        unknown.reference_id,
        known_as.worker_id,
        0.99 as likeness,
        'the number without its zeros' as why,
        false as is_one_of_several
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
        'the same name at another e-mail domain' as why,
        false as is_one_of_several
    from unknown
    inner join known_as
        on
            known_as.id_kind = 'login'
            and known_as.identity_key = split_part({{ email_key('unknown.plain') }}, '@', 1)

),

-- N Outlineshaw, N.J. Outlineshaw or Outlineshaw N: the letter, the surname and how many words it has.
with_initial as (

    select
        reference_id,
        coalesce(
            nullif(regexp_extract(words, '^(\pL)( \pL)* \pL{2}', 1), ''),
            nullif(regexp_extract(words, '\pL{2} (\pL)( \pL)*$', 1), '')
        ) as initial,
        regexp_replace(words, '^(\pL )+|( \pL)+$', '', 'g') as surname
    from unknown
    where regexp_matches(words, '^\pL( \pL)*( \pL{2,})+$|^(\pL{2,} )+\pL( \pL)*$')

),

-- Whatever may be the surname of a name: each of its words but the first, or all from there on.
surnames as (

    select distinct
        worker_id,
        left(name_key, 1) as initial,
        unnest(list_concat(words[2:], [array_to_string(words[2:], ' '), array_to_string(words[3:], ' ')])) as surname
    from names

),

by_initial as (

    select
        with_initial.reference_id,
        surnames.worker_id,
        bool_or(surnames.surname = with_initial.surname) as is_exact,
        0.97 * max(jaro_winkler_similarity(surnames.surname, with_initial.surname)) as likeness
    from with_initial
    inner join surnames
        on
            surnames.initial = with_initial.initial
            and left(surnames.surname, 1) = left(with_initial.surname, 1)
    where
        surnames.surname = with_initial.surname
        or (
            length(with_initial.surname) >= 4
            and jaro_winkler_similarity(surnames.surname, with_initial.surname) >= 0.92
        )
    group by with_initial.reference_id, surnames.worker_id

),

-- Where the very surname is borne with the letter, no other spelling of it is proposed.
initials as (

    select
        reference_id,
        worker_id,
        likeness,
        case
            when is_exact then 'the same surname, and a first name with that initial'
            else 'a surname much like it, and a first name with that initial'
        end as why,
        count(*) over (partition by reference_id) > 1 as is_one_of_several
    from by_initial
    qualify is_exact or not bool_or(is_exact) over (partition by reference_id)

),

text_words as (

    select distinct
        reference_id,
        words,
        string_split(words, ' ') as listed,
        array_to_string(list_sort(string_split(words, ' ')), ' ') as sorted_words,
        unnest(string_split(words, ' ')) as word
    from unknown
    where
        words similar to '.*\pL.*'
        and reference_id not in (select reference_id from initials)

),

all_name_words as (

    select
        worker_id,
        name_key,
        words,
        sorted_key,
        unnest(list_distinct(words)) as word
    from names

),

-- A first name that hundreds bear finds nobody.
name_words as (

    select *
    from all_name_words
    qualify count(*) over (partition by word) <= 500

),

-- Of two names that share a word: one within the other, such as a middle name or a job title beside it, or else spelling.
compared as (

    select distinct
        text_words.reference_id,
        name_words.worker_id,
        list_has_all(text_words.listed, name_words.words) as is_more,
        list_has_all(name_words.words, text_words.listed) and len(text_words.listed) > 1 as is_less,
        greatest(
            jaro_winkler_similarity(text_words.words, name_words.name_key),
            jaro_winkler_similarity(text_words.sorted_words, name_words.sorted_key)
        ) as spelling
    from text_words
    inner join name_words
        on name_words.word = text_words.word
    where length(text_words.word) > 1

),

alike as (

    select
        reference_id,
        worker_id,
        case when is_more then 0.96 when is_less then 0.95 else spelling end as likeness,
        case
            when is_more then 'the name with other words beside it'
            when is_less then 'part of the name'
            else 'a name much like it'
        end as why,
        false as is_one_of_several
    from compared
    where is_more or is_less or spelling >= 0.85

),

proposed as (

    select * from bearers
    union all
    select * from without_zeros
    union all
    select * from elsewhere
    union all
    select * from initials
    union all
    select * from alike

),

once as (

    select
        reference_id,
        worker_id,
        max(likeness)::double as likeness,
        arg_max(why, (likeness, why)) as why,
        bool_or(is_one_of_several) as is_one_of_several
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

    select * from ranked
    where place <= 3 or is_one_of_several

)

select * from final
