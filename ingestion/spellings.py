"""When two texts are spellings of one person, told by the very macros identity is decided with.

A second definition in Python would one day differ from the first, and then somebody who was erased
would stay where identity had found them. So the macros are read from the dbt project and run in a
DuckDB of its own, on distinct texts.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import duckdb
from jinja2 import Environment

WORKER = "worker"
_MACROS = Path(__file__).resolve().parents[1] / "transform" / "macros" / "identity_keys.sql"
#: How the words of a text are searched: as a name's are compared.
_WORDS = """' ' || regexp_replace(
    regexp_replace(lower(strip_accents(nfc_normalize({text}))), {apostrophes}, '', 'g'),
    '[^\\pL\\pN]+', ' ', 'g'
) || ' '"""
_APOSTROPHES = r"'[''`´\x{02BC}\x{2018}\x{2019}\x{2032}.]'"


@cache
def _macros() -> Mapping[str, Callable[[str], object]]:
    return vars(Environment(autoescape=False).from_string(_MACROS.read_text("utf-8")).module)  # noqa: S701


def key_sql(macro: str, expression: str) -> str:
    """The SQL of one of the macros for an expression."""
    return str(_macros()[macro](expression))


def words_sql(expression: str) -> str:
    """The words of a text without case, accents and marks, a space before, between and after."""
    return _WORDS.format(text=expression, apostrophes=_APOSTROPHES)


@cache
def _question() -> str:
    plain, email = key_sql("plain_text", "typed"), key_sql("email_key", "plain")
    keys = ", ".join(
        f"case when {email} is null then '{kind}:' || {key_sql(macro, 'plain')} end"
        for kind, macro in (("login", "login_key"), ("swe", "swe_key"), ("name", "name_key"))
    )
    return f"""
        select typed, list_filter([
            'number:' || {key_sql("number_key", "plain")},
            'written:' || {key_sql("settled_key", "plain")},
            'email:' || {email}, {keys}
        ], key -> key is not null)
        from (select typed, {plain} as plain from (select unnest(?::varchar[]) as typed))
    """  # noqa: S608


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def keys_of(texts: Iterable[str], kind: str) -> dict[str, frozenset[str]]:
    """For each text, all it may be known by: two that share one of them mean the same person.

    An address tells alone: the name beside another's address is that other's. An id of a child or
    an adult has but one spelling, whatever its case.
    """
    different = sorted(set(texts))
    if kind != WORKER:
        return {one: frozenset(filter(None, [one.strip().casefold()])) for one in different}
    with _engine().cursor() as cursor:
        told = cursor.execute(_question(), [different]).fetchall()
    return {text: frozenset(keys or ()) for text, keys in told}


def all_keys(texts: Iterable[str], kind: str) -> frozenset[str]:
    """All that somebody is known by whose spellings these are; of a work e-mail also the login."""
    keys = frozenset[str]().union(*keys_of(texts, kind).values())
    mails = (key.removeprefix("email:") for key in keys if key.startswith("email:"))
    return keys | {f"login:{mail.partition('@')[0]}" for mail in mails if kind == WORKER}


@cache
def _whose() -> str:
    """As `stg_people__settled` finds the worker of a number that was typed by hand."""
    keys = {
        one: (
            key_sql("number_key", key_sql("plain_text", one)),
            key_sql("unzeroed_key", key_sql("plain_text", one)),
        )
        for one in ("typed", "number")
    }
    return f"""
        with listed as (select distinct unnest(?::varchar[]) as number),
        asked as (select distinct unnest(?::varchar[]) as typed),
        keyed as (
            select number, 'number' as kind, {keys["number"][0]} as key from listed
            union all
            select number, 'unzeroed', {keys["number"][1]} from listed
            where starts_with(number, '0')
        ),
        alone as (
            select kind, key, min(number) as number from keyed where key is not null
            group by all having count(*) = 1
        )
        select typed, coalesce(listed.number, alike.number, unzeroed.number)
        from asked
        left join listed on listed.number = asked.typed
        left join alone as alike on alike.kind = 'number' and alike.key = {keys["typed"][0]}
        left join alone as unzeroed
            on unzeroed.kind = 'unzeroed' and unzeroed.key = trim(asked.typed)
    """  # noqa: S608


def whose_number(typed: Iterable[str], listed: Iterable[str]) -> dict[str, str]:
    """For each number typed by hand the number of the staff list that it means: itself, or in other
    case, or without its zeros, where that is one worker's alone. One that means nobody is left out.
    """
    with _engine().cursor() as cursor:
        told = cursor.execute(_whose(), [sorted(set(listed)), sorted(set(typed))]).fetchall()
    return {text: number for text, number in told if number is not None}
