"""The screens ask the published contract only, and every question fits it."""

import re
from pathlib import Path

import pytest

from dashboard.rerunning import ask_rerun
from dashboard.scenario import Scenario
from dashboard.scope import Place, Scope
from dashboard.warehouse import QUERIES, Published, ask

SEEDS = Path(__file__).resolve().parents[2] / "transform" / "seeds"
EVERY_QUERY = sorted(path.stem for path in QUERIES.glob("*.sql"))


@pytest.mark.parametrize("query", EVERY_QUERY)
def test_a_query_runs_on_empty_tables_made_from_the_contract(
    query: str, empty_run: Published
) -> None:
    named = re.findall(r"\$([a-z_]+)", (QUERIES / f"{query}.sql").read_text())
    asked = {**Scope(sees_everyone=True).parameters(), **Place().parameters()}
    given = {name: asked.get(name) for name in named}
    if "what_if." in (QUERIES / f"{query}.sql").read_text():
        ask_rerun(empty_run, Scenario("st_helens", instead="knowsley"), query, **given)
    else:
        ask(empty_run, query, **given)


#: What a what-if asks beside the marts: its own result, and the policy as it is written.
WHAT_IF = {"what_if.judged", "what_if.counted"}
POLICY = {f"scenario.{path.stem}" for path in (SEEDS / "policy").glob("*.csv")}


@pytest.mark.parametrize("query", EVERY_QUERY)
def test_a_query_names_only_the_schema_marts(query: str) -> None:
    text = re.sub(r"--.*", "", (QUERIES / f"{query}.sql").read_text())
    named = set(re.findall(r"\b(?:from|join)\s+([a-z_]+\.[a-z_]+)", text))
    other = {name for name in named if not name.startswith("marts.")}
    assert other <= (WHAT_IF | POLICY if query.startswith("what_if_") else set())


@pytest.mark.parametrize("query", EVERY_QUERY)
def test_a_query_has_its_dataset_functions_name(query: str) -> None:
    datasets = Path(QUERIES).parent / "datasets"
    functions = "\n".join(path.read_text() for path in datasets.glob("*.py"))
    assert f"def {query}(" in functions, f"no dataset function is called {query}"


@pytest.mark.parametrize("query", EVERY_QUERY)
def test_a_query_of_lists_says_which_day_it_means(query: str) -> None:
    text = re.sub(r"--.*", "", (QUERIES / f"{query}.sql").read_text())
    listed = re.findall(
        r"marts\.(?:fct_supervisees|fct_cases|fct_supervisors)\b(?: as (\w+))?", text
    )
    for name in listed:
        assert name, "name the list, so that its day can be named"
        says = rf"\b{name}\.as_at = \$(?:as_at|data_date)\b|\bon days\.as_at = {name}\.as_at\b"
        assert re.search(says, text), f"{name} has rows for 25 days: say which"
