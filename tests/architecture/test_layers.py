"""Who may know whom, held against dbt's own manifest and the files themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.transform.warehouse import TRANSFORM, run_dbt

ROOT = TRANSFORM.parent
TEXT = {".py", ".sql", ".yml", ".yaml", ".md", ".csv", ".toml", ".lock", ".html", ".cfg", ""}


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, object]]]:
    """What dbt knows of the project."""
    folder = tmp_path_factory.mktemp("parse")
    code, _, printed = run_dbt(TRANSFORM, folder, "parse")
    assert code == 0, printed
    return json.loads((folder / "target" / "manifest.json").read_text())


def _models(manifest: dict[str, dict[str, dict[str, object]]], folder: str) -> list[dict]:
    return [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] == folder
    ]


def test_only_staging_reads_the_exports(manifest: dict) -> None:
    readers = {
        node["name"]
        for node in manifest["nodes"].values()
        if any(parent.startswith("source.") for parent in node["depends_on"].get("nodes", []))
    }
    assert readers == {model["name"] for model in _models(manifest, "staging") if model["sources"]}
    assert len(readers) >= 20


def test_each_staging_model_reads_one_export_and_beside_it_only_who_is_meant(
    manifest: dict,
) -> None:
    """Who is meant is asked of all exports together, in staging/people, before any is staged; so is
    which team. Where an export gives today alone, it is read with what was landed before it.
    """
    told_before = {"stg_people__resolved", "stg_people__repeats", "stg_hr__team_names"}
    history = {
        "stg_hr__workers": {"stg_hr__workers_seen"},
        "stg_hr__posts": {"stg_hr__posts_seen"},
        "stg_hr__posts_seen": {"stg_hr__workers", "stg_load__run"},
    }
    for model in _models(manifest, "staging"):
        if model["fqn"][2] == "people" and model["config"]["materialized"] == "table":
            continue
        parents = model["depends_on"]["nodes"]
        exports = {parent.split(".")[-1] for parent in parents if parent.startswith("source.")}
        # A list of today alone is read with the lists before it.
        assert len({name.removesuffix("_seen") for name in exports}) == 1, model["name"]
        models = {parent.split(".")[-1] for parent in parents if parent.startswith("model.")}
        assert models <= told_before | history.get(model["name"], set()), model["name"]


def test_every_mart_and_every_intermediate_model_is_named_for_its_folder(manifest: dict) -> None:
    assert all(m["name"].startswith(("fct_", "dim_")) for m in _models(manifest, "marts"))
    assert all(m["name"].startswith("int_") for m in _models(manifest, "intermediate"))
    assert all(re.match(r"stg_\w+__\w+$", m["name"]) for m in _models(manifest, "staging"))


def test_every_mart_has_an_enforced_contract_with_a_description_for_each_column(
    manifest: dict,
) -> None:
    marts = _models(manifest, "marts")
    assert len(marts) > 15
    for model in marts:
        assert model["contract"]["enforced"], model["name"]
        assert model["description"], model["name"]
        undescribed = [c["name"] for c in model["columns"].values() if not c["description"]]
        assert not undescribed, (model["name"], undescribed)


def test_every_column_of_every_export_says_what_it_is(manifest: dict) -> None:
    for source in manifest["sources"].values():
        assert source["description"], source["name"]
        undescribed = [c["name"] for c in source["columns"].values() if not c["description"]]
        assert not undescribed, (source["name"], undescribed)


def test_the_screens_ask_the_marts_and_nothing_behind_them() -> None:
    queries = list((ROOT / "dashboard" / "queries").glob("*.sql"))
    assert len(queries) > 10
    for query in queries:
        schemas = set(
            re.findall(r"\b(raw|staging|intermediate|seeds|main)\.\w+", query.read_text())
        )
        assert not schemas, (query.name, schemas)


def test_sql_stands_in_sql_files() -> None:
    asked = re.compile(r"\bselect\b[\s\S]{1,200}\bfrom\b\s+marts\.", re.I)
    assert not [
        str(path.relative_to(ROOT))
        for path in (ROOT / "dashboard").rglob("*.py")
        if asked.search(path.read_text(encoding="utf-8"))
    ]


def test_the_project_speaks_of_itself_alone() -> None:
    told = re.compile(
        r"/work/(main|shared)|/tmp/(lead|dash)|claude|anthropic|chatgpt|copilot", re.I
    )
    found = [
        str(path.relative_to(ROOT))
        for path in _files()
        if path != Path(__file__) and told.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert not found


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    found = [
        str(path.relative_to(ROOT))
        for path in _files()
        if path != Path(__file__)
        and path.suffix in {".py", ".sql", ".yml"}
        and later.search(path.read_text())
    ]
    assert not found


def _files() -> list[Path]:
    skipped = {".git", ".venv", ".hypothesis", "data", "target", "logs", "__pycache__"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in TEXT
        and not skipped & set(path.relative_to(ROOT).parts)
        and not any(part.endswith("_cache") for part in path.relative_to(ROOT).parts)
    ]
