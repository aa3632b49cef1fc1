{#
    What two spellings of one identifier have in common, by kind of identifier. Null where the text cannot be of the kind.
    All of them run on distinct texts, never on every row.
#}

{# Spaces of any kind, seen or unseen, are one plain space; SharePoint's number beside a person's name goes. #}
{% macro plain_text(typed) -%}
    trim(regexp_replace(
        regexp_replace(
            nfc_normalize({{ typed }}),
            '[\s\x{00A0}\x{00AD}\x{1680}\x{2000}-\x{200F}\x{2028}-\x{202F}\x{205F}-\x{2064}\x{3000}\x{FEFF}]+', ' ', 'g'
        ),
        '^ *[0-9]+;#|;#[0-9]* *$', '', 'g'
    ))
{%- endmacro %}

{# An employee number in whatever case. #}
{% macro number_key(plain) -%}
    nullif(upper({{ plain }}), '')
{%- endmacro %}

{# A number as a spreadsheet leaves it, without its leading zeros. #}
{% macro unzeroed_key(plain) -%}
    case when regexp_full_match({{ plain }}, '[0-9]+') then nullif(ltrim({{ plain }}, '0'), '') end
{%- endmacro %}

{# The address in "Jo Smith <Jo.Smith@…>", "mailto:…" or a claim such as "i:0#.f|membership|jo.smith@…". #}
{% macro email_key(plain) -%}
    nullif(regexp_extract(lower({{ plain }}), '[a-z0-9._%+''-]+@[a-z0-9-]+(\.[a-z0-9-]+)*'), '')
{%- endmacro %}

{# The part of a work e-mail before the @, alone or behind a domain. #}
{% macro login_key(plain) -%}
    nullif(regexp_extract(lower({{ plain }}), '^(?:[a-z0-9.-]+\\|.*\|)?([a-z0-9._-]*[a-z][a-z0-9._-]*)$', 1), '')
{%- endmacro %}

{#
    The figures of a Social Work England number, however many zeros and marks stand in it: SW12345, sw 12345, SWE-0012345.
#}
{% macro swe_figures(text, letters) -%}
    nullif(regexp_extract(
        regexp_replace(upper({{ text }}), '[^A-Z0-9]', '', 'g'), '^{{ letters }}0*([1-9][0-9]{0,9})$', 1
    ), '')
{%- endmacro %}

{# Of a text that may be any kind of identifier: figures alone are an employee number there. #}
{% macro swe_key(plain) -%}
    {{ swe_figures(plain, 'SWE?') }}
{%- endmacro %}

{# Of a column that holds nothing else: there the letters may be left out, and what has others is itself. #}
{% macro swe_number_key(typed) -%}
    coalesce(
        {{ swe_figures(typed, '(?:SWE?)?') }},
        nullif(regexp_replace(upper({{ typed }}), '[^A-Z0-9]', '', 'g'), '')
    )
{%- endmacro %}

{# A title before a name. #}
{% macro without_title(name) -%}
    regexp_replace({{ name }}, '^ *(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame)\.? )+', '', 'i')
{%- endmacro %}

{# A name as it is said: without a title before it or brackets behind it, "Surname, First" turned round. #}
{% macro name_text(plain) -%}
    {%- set bare = "regexp_replace(" ~ plain ~ ", '( *[(\\[][^()\\[\\]]*[)\\]])+ *$', '')" -%}
    {%- set turned = "regexp_replace(" ~ without_title(bare) ~ ", '^([^,]+), *([^,]+)$', '\\2 \\1')" -%}
    {{ without_title(turned) }}
{%- endmacro %}

{# A name of two words or more: besides, without case, accents, apostrophes, stops and hyphens. #}
{% macro name_key(plain) -%}
    nullif(regexp_extract(
        trim(regexp_replace(
            regexp_replace(
                lower(strip_accents({{ name_text(plain) }})),
                '[''`´\x{02BC}\x{2018}\x{2019}\x{2032}.]', '', 'g'
            ),
            '[^\pL\pN]+', ' ', 'g'
        )),
        '^.+ .+$'
    ), '')
{%- endmacro %}

{#
    The words of whatever seems to name somebody, to look for names much like it: of an address or a login the part that
    names, and initials apart from each other (N.J. is two).
#}
{% macro naming_words(plain) -%}
    trim(regexp_replace(
        regexp_replace(
            lower(strip_accents({{ name_text(
                "regexp_replace(case when " ~ plain ~ " like '%_<%' then split_part(" ~ plain ~ ", '<', 1) "
                ~ "else split_part(" ~ plain ~ ", '@', 1) end, '^.*[|\\\\]|^mailto:', '')"
            ) }})),
            '[''`´\x{02BC}\x{2018}\x{2019}\x{2032}]', '', 'g'
        ),
        '[^\pL\pN]+', ' ', 'g'
    ))
{%- endmacro %}

{#
    What a council wrote in settling an identifier. A spreadsheet asks for an apostrophe before = + - @ and takes the zeros off
    a number: neither tells one identifier from another here.
#}
{% macro settled_key(plain) -%}
    nullif(regexp_replace(
        regexp_replace(lower({{ plain }}), '^''([=+@-])', '\1'), '^0+([1-9][0-9]*)$', '\1'
    ), '')
{%- endmacro %}
