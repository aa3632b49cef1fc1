"""The bridge from dbt's source YAML: what each export must look like is written once, in that YAML.

Every key of config.meta and every test name must be known here, so that nothing written there goes
unenforced without a word.
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ingestion.cells import LONGEST_CODE, MOST_WORDS_IN_CODE, READERS
from ingestion.feeds import ColumnMeta, Condition, ContractColumn, ContractField, Feed, TableMeta

REPOSITORY = Path(__file__).resolve().parent.parent
TRANSFORM = REPOSITORY / "transform"
#: Columns about a worker that are a number and nothing else, unless a mapping says otherwise.
_WORKER_NUMBERS = ("employee_number", "swe_number")
CODE_MAPPINGS = Path("seeds") / "mappings" / "code_mappings.csv"


class ContractError(Exception):
    """The contract itself is wrong: says which file, feed and column."""


def _meta_of(node: Mapping[str, Any], model: type[Any], where: str) -> Any:
    try:
        return model(**(node.get("config") or {}).get("meta", {}))
    except ValidationError as error:
        raise ContractError(f"{where}: config.meta is not as it should be: {error}") from error


def _is_not_null_tested(column: Mapping[str, Any], where: str) -> bool:
    """Whether dbt is told to test the column for nulls; any other test has no check at the door, so
    none is let by.
    """
    tests = [*column.get("data_tests", []), *column.get("tests", [])]
    unknown = [test for test in tests if test != "not_null"]
    if unknown:
        raise ContractError(
            f"{where}: the test {unknown[0]} is not known to ingestion, which knows not_null only"
        )
    return bool(tests)


def _spellings(transform: Path, code_list: str | None, code: str) -> frozenset[str]:
    """Every way the council's systems write one code, in lower case, as the mapping seed has it."""
    with (transform / CODE_MAPPINGS).open(encoding="utf-8", newline="") as seed:
        rows = [row for row in csv.DictReader(seed) if row["code_list"] == code_list]
    return frozenset({code, *(row["source_code"].lower() for row in rows if row["code"] == code)})


def known_spellings(transform: Path = TRANSFORM) -> dict[str, frozenset[str]]:
    """Every spelling of every code list, in lower case, as the mapping seed has them now."""
    known: dict[str, set[str]] = {}
    with (transform / CODE_MAPPINGS).open(encoding="utf-8", newline="") as seed:
        for row in csv.DictReader(seed):
            known.setdefault(row["code_list"], set()).add(row["source_code"].lower())
    return {name: frozenset(spellings) for name, spellings in known.items()}


def _long_spellings(spellings: frozenset[str]) -> frozenset[str]:
    """Those that would be taken for a sentence if they were not known."""
    return frozenset(
        each
        for each in spellings
        if len(each) > LONGEST_CODE or len(each.split()) > MOST_WORDS_IN_CODE
    )


def _is_wordless(name: str, kind: str, table: TableMeta) -> bool:
    """Whether a column of ids can hold no name.

    Columns that say who a worker is may, but for the numbers HR and the regulator give them.
    """
    names = {*table.names_workers, table.about_worker} - set(_WORKER_NUMBERS)
    return kind == "id" and name not in names


def _name_of_private_field(heading: str) -> str:
    return heading.lower().replace("-", "").replace(" ", "_")


def _field_of(
    column: str, meta: ColumnMeta, is_required: bool, condition: Condition | None
) -> ContractField:
    return ContractField(
        name=_name_of_private_field(meta.heading) if meta.privacy else column,
        heading=meta.heading,
        kind=meta.kind,
        required=is_required,
        condition=condition,
        at_least=meta.at_least,
        at_most=meta.at_most,
        is_private=meta.privacy is not None,
        code_list=meta.code_list,
    )


def _condition_of(
    metas: Mapping[str, ColumnMeta], meta: ColumnMeta, transform: Path
) -> Condition | None:
    if not meta.required_when:
        return None
    ((name, code),) = meta.required_when.items()
    spellings = _spellings(transform, metas[name].code_list, code)
    words = f"{metas[name].heading} is {code.replace('_', ' ').capitalize()}"
    return Condition(name, spellings, words)


def build_feed(table: Mapping[str, Any], transform: Path) -> Feed:
    """Make one feed of one table of the source YAML.

    Raises ContractError where the YAML does not make sense.
    """
    name = table["name"]
    meta_of_table = _meta_of(table, TableMeta, name)
    spellings = known_spellings(transform)
    metas: dict[str, ColumnMeta] = {}
    fields: dict[str, ContractField] = {}
    columns = []
    for column in table["columns"]:
        where = f"{name}.{column['name']}"
        metas[column["name"]] = meta = _meta_of(column, ColumnMeta, where)
        is_required = _is_not_null_tested(column, where) or meta.required
        field = _field_of(column["name"], meta, is_required, _condition_of(metas, meta, transform))
        field = replace(
            field,
            is_wordless=_is_wordless(field.name, field.kind, meta_of_table),
            spellings=spellings.get(meta.code_list or "", frozenset()),
            long_spellings=_long_spellings(spellings.get(meta.code_list or "", frozenset())),
        )
        fields.setdefault(field.name, field)
        if meta.privacy is None and column["data_type"] != READERS[meta.kind].data_type:
            raise ContractError(
                f"{where}: a {meta.kind} is {READERS[meta.kind].data_type}, not "
                f"{column['data_type']}"
            )
        columns.append(
            ContractColumn(column["name"], column["data_type"], field.name, meta.privacy)
        )
    conditions = [sorted(each.condition.spellings) for each in fields.values() if each.condition]
    # Which words may be kept of a code depends on all that is known: once a council has added a
    # spelling, the export is read again.
    codes = [sorted(each.spellings) for each in fields.values()]
    told = json.dumps([table, conditions, codes], sort_keys=True, default=str)
    return Feed(
        name=name,
        meta=meta_of_table,
        fields=tuple(fields.values()),
        columns=tuple(columns),
        fingerprint=hashlib.sha256(told.encode()).hexdigest(),
        given_by_history=tuple(each for each, meta in metas.items() if meta.given_by_history),
    )


def _tables(transform: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted((transform / "models" / "staging").glob("*/_*__sources.yml")):
        for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]:
            yield from source["tables"]


def read_contract(transform: Path = TRANSFORM) -> dict[str, Feed]:
    """Read every feed of the contract from the dbt project: the source tables that say which role
    they have.
    """
    feeds = {
        table["name"]: build_feed(table, transform)
        for table in _tables(transform)
        if "role" in (table.get("config") or {}).get("meta", {})
    }
    if not feeds:
        raise ContractError(f"no feeds are declared under {transform / 'models' / 'staging'}")
    return feeds


def read_load_tables(transform: Path = TRANSFORM) -> dict[str, dict[str, str]]:
    """Read what the tables look like that are no export but made of the load: for each, its
    columns and their types.
    """
    return {
        table["name"]: {column["name"]: column["data_type"] for column in table["columns"]}
        for table in _tables(transform)
        if "role" not in (table.get("config") or {}).get("meta", {})
    }
