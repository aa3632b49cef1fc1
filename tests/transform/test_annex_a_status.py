"""The case status of list 6 in whatever way it is typed, and what a child counts as for it: the SQL of the project by itself."""

from __future__ import annotations

from datetime import date

import duckdb
import jinja2
import pytest

from .warehouse import TRANSFORM

CODES = TRANSFORM / "seeds" / "mappings" / "code_mappings.csv"
CASES = TRANSFORM / "models" / "intermediate" / "cases" / "int_ics_involvements.sql"
MACROS = (TRANSFORM / "macros" / "annex_a_code.sql").read_text()
LOOKED_UP = """
    select coalesce(
        (select code from codes where code_list = 'annex_a_case_status'
            and source_code = {{ annex_a_words('typed') }}),
        (select code from codes where code_list = 'annex_a_case_status'
            and source_code = {{ annex_a_letter('typed') }}),
        'unmapped'
    ) from (select $typed as typed)
"""
SPELLINGS = {
    "looked_after": [
        "LAC", "CLA", "cla", "a)", "(a)", "A", "a) Looked After Child", "(a) Looked-After Child", "Looked-After Child",
        "Looked\u2011after child", "a: LAC", "[A] CLA", "L.A.C. (s20)", "a - Looked after child", "Child Looked-After", "a.Looked after",
        "L.A.C.", "(LAC)", " looked  after\u00a0child ",
    ],
    "child_protection": [
        "CP", "cp", "C.P.", "C.P. (xyz)", "c.p. plan", "(CP)", "CP Plan", "CPP", "b) CP", "(b) Child Protection Plan", "( B ) Child Protection Plan",
        "b.) child protection plan", "B", "b)", "b \u2013 Child-Protection Plan", "Child protection", "Child Protection Plan (CPP)", "b) (CP)",
    ],
    "child_in_need": ["CIN", "C.I.N", "(c) CIN plan", "c) Child-in-need plan", "Child in need", "c", "c-CIN", "(c) Child in need (CIN)"],
    "assessment": ["d) Open assessment", "(d)", "Open-assessment"],
    "closed": ["e) Closed episode", "Closed", "(e) closed case"],
    "unmapped": ["PB", "z) Mystery", "bb", "child", "Pending", "-", "Child in need (closed)"],
}  # fmt: skip


def rendered(text: str, **told: object) -> str:
    return jinja2.Environment().from_string(text).render(**told)  # noqa: S701


def status_of(typed: str) -> object:
    with duckdb.connect() as connection:
        connection.execute(f"create table codes as from read_csv('{CODES}', all_varchar = true)")
        return connection.execute(rendered(MACROS + LOOKED_UP), {"typed": typed}).fetchall()[0][0]


@pytest.mark.parametrize("code", SPELLINGS)
def test_a_case_status_is_read_however_it_is_typed_and_never_as_another(code: str) -> None:
    assert {typed: status_of(typed) for typed in SPELLINGS[code]} == dict.fromkeys(
        SPELLINGS[code], code
    )


@pytest.mark.parametrize(
    ("typed", "list_has"),
    [
        *((typed, "looked_after") for typed in ("LAC", "Looked-After Child", "(a) CLA")),
        *((typed, "child_protection") for typed in ("CP", "(b) Child Protection Plan")),
    ],
)
def test_a_child_in_need_ends_when_what_the_status_says_began_by_its_own_list(
    typed: str, list_has: str
) -> None:
    need, began, taken = date(2026, 2, 1), date(2026, 8, 1), date(2026, 11, 20)
    with duckdb.connect() as connection:
        connection.execute(
            """create table involvements (case_id text, involvement_type_code text, started_on date, ended_on date,
            case_status_code text, is_start_assumed boolean, _extracted_on date)"""
        )
        connection.executemany(
            "insert into involvements values (?, ?, ?, null, ?, false, ?)",
            [
                ("both", "child_in_need", need, status_of(typed), taken),
                ("both", list_has, began, None, taken),
                ("status alone", "child_in_need", need, status_of(typed), taken),
            ],
        )
        sql = rendered(CASES.read_text(), ref=lambda _: "involvements")
        told = connection.execute(
            f"select case_id, involvement_type_code, started_on, ended_on from ({sql}) order by all"
        ).fetchall()
    assert told == [
        ("both", "child_in_need", need, date(2026, 7, 31)),
        ("both", list_has, began, None),
        ("status alone", list_has, need, None),
    ]
