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

{# A Social Work England number, however many zeros stand in it. #}
{% macro swe_key(plain) -%}
    nullif(regexp_extract(upper({{ plain }}), '^SWE? ?0*([1-9][0-9]{0,9})$', 1), '')
{%- endmacro %}

{# A title before a name. #}
{% macro without_title(name) -%}
    regexp_replace({{ name }}, '^ *(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame)\.? )+', '', 'i')
{%- endmacro %}

{#
    A name of two words or more: without case, accents, apostrophes, stops and hyphens, a title before it or brackets behind
    it; "Surname, First" turned round.
#}
{% macro name_key(plain) -%}
    {%- set bare = "regexp_replace(" ~ plain ~ ", ' *\\([^()]*\\) *$', '')" -%}
    {%- set turned = "regexp_replace(" ~ without_title(bare) ~ ", '^([^,]+), *([^,]+)$', '\\2 \\1')" -%}
    nullif(regexp_extract(
        trim(regexp_replace(
            regexp_replace(
                lower(strip_accents({{ without_title(turned) }})),
                '[''`´\x{02BC}\x{2018}\x{2019}\x{2032}.]', '', 'g'
            ),
            '[^\pL\pN]+', ' ', 'g'
        )),
        '^.+ .+$'
    ), '')
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
