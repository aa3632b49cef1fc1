"""The inbound contract: what the source YAML says is enforced, and nothing in it goes unheard."""

import shutil
from pathlib import Path

import polars as pl
import pytest
import yaml
from pandera.config import config_context

from ingestion.checking import check
from ingestion.contract import TRANSFORM, ContractError, read_contract, read_load_tables
from ingestion.feeds import Feed

TEAMS = Path("models/staging/hr/_hr__sources.yml")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the contract is read from, to be spoiled."""
    shutil.copytree(TRANSFORM / "models" / "staging", tmp_path / "models" / "staging")
    shutil.copytree(TRANSFORM / "seeds" / "mappings", tmp_path / "seeds" / "mappings")
    return tmp_path


def _spoil(project: Path, table: str, column: str, **change: object) -> None:
    path = project / TEAMS
    told = yaml.safe_load(path.read_text())
    [found] = [each for each in told["sources"][0]["tables"] if each["name"] == table]
    [cell] = [each for each in found["columns"] if each["name"] == column]
    cell.update(change)
    path.write_text(yaml.safe_dump(told))


def test_every_feed_says_whether_it_is_about_who_must_be_or_who_was_supervised(
    feeds: dict[str, Feed],
) -> None:
    who_must = {name for name, feed in feeds.items() if feed.meta.role == "denominator"}
    assert who_must == {
        *("hr_workers", "hr_posts", "hr_teams", "hr_absences"),
        *(
            f"{system}_{kind}"
            for system in ("ics", "swift", "childview")
            for kind in ("involvements", "risk_flags")
        ),
        *("sharepoint_overrides", "asye_programmes"),
    }


def test_the_data_date_is_set_by_the_feeds_that_must_be_known(feeds: dict[str, Feed]) -> None:
    setting = {name for name, feed in feeds.items() if feed.meta.data_date_feed}
    assert setting == {
        *("hr_workers", "hr_posts", "sharepoint_sessions"),
        *(
            f"{system}_{kind}"
            for system in ("ics", "swift", "childview")
            for kind in ("involvements", "case_supervisions")
        ),
    }


def test_the_three_case_systems_have_the_same_headings(feeds: dict[str, Feed]) -> None:
    for kind in ("involvements", "risk_flags", "case_supervisions"):
        one, two, three = (
            feeds[f"{system}_{kind}"].fields for system in ("ics", "swift", "childview")
        )
        # Annex A, which is of children's social care alone, says one thing more.
        assert [field for field in one if field.name != "case_status"] == [*two] == [*three]


def test_a_raw_column_has_the_name_of_its_heading(feeds: dict[str, Feed]) -> None:
    odd = {"From": "from_on", "To": "to_on", "Co-ordinator": "coordinator"}
    # The census has elements, whose names no reader of a query would know.
    for feed in (each for each in feeds.values() if each.meta.format == "table"):
        for field in feed.fields:
            assert field.name == odd.get(field.heading, field.heading.lower().replace(" ", "_"))


def test_every_column_of_an_export_is_explained_to_the_reader(feeds: dict[str, Feed]) -> None:
    for path in (TRANSFORM / "models" / "staging").glob("*/_*__sources.yml"):
        for table in yaml.safe_load(path.read_text())["sources"][0]["tables"]:
            assert table["description"].endswith(".")
            for column in table["columns"]:
                assert column["description"].endswith("."), f"{table['name']}.{column['name']}"


def test_a_key_is_of_columns_that_are_there(feeds: dict[str, Feed]) -> None:
    for feed in feeds.values():
        assert set(feed.key) <= {column.name for column in feed.columns}


def test_the_load_tables_are_declared() -> None:
    assert set(read_load_tables()) == {
        *(
            "load_run",
            "load_feeds",
            "load_acts",
            "load_files",
            "load_problems",
            "records_from",
            "blank_columns",
        ),
        *("reported_measures", "id_kinds", "hr_workers_seen", "hr_posts_seen"),
    }


def test_a_test_that_ingestion_does_not_know_is_an_error(project: Path) -> None:
    _spoil(project, "hr_teams", "team_code", data_tests=["unique"])
    with pytest.raises(ContractError, match=r"hr_teams\.team_code: the test unique is not known"):
        read_contract(project)


def test_not_null_makes_a_heading_one_that_must_be_there(project: Path) -> None:
    _spoil(project, "hr_teams", "team_name", data_tests=["not_null"])
    assert read_contract(project)["hr_teams"].required_headings == ["Team Code", "Team Name"]


@pytest.mark.parametrize(
    "change",
    [
        {"config": {"meta": {"heading": "Opened", "kind": "date", "reqired": True}}},
        {"config": {"meta": {"heading": "Opened", "kind": "dat"}}},
        {"config": {"meta": {"heading": "Opened", "kind": "tick"}}},
        {"config": {}},
    ],
    ids=["a misspelt key", "a kind there is not", "a kind of another type", "no heading"],
)
def test_a_contract_that_makes_no_sense_is_an_error(
    project: Path, change: dict[str, object]
) -> None:
    _spoil(project, "hr_teams", "opened", **change)
    with pytest.raises(ContractError, match=r"hr_teams\.opened"):
        read_contract(project)


def test_a_change_of_the_contract_makes_the_same_bytes_another_reading(
    project: Path, feeds: dict[str, Feed]
) -> None:
    _spoil(project, "hr_teams", "team_name", data_tests=["not_null"])
    now = read_contract(project)
    assert now["hr_teams"].fingerprint != feeds["hr_teams"].fingerprint
    assert now["hr_posts"].fingerprint == feeds["hr_posts"].fingerprint


def test_pandera_cannot_be_turned_off_from_outside(
    feeds: dict[str, Feed],
) -> None:

    frame = pl.DataFrame(
        {"_source_row": [2]} | {field.name: [None] for field in feeds["hr_teams"].fields},
        schema_overrides={field.name: pl.String for field in feeds["hr_teams"].fields},
    )
    with config_context(validation_enabled=False):
        assert check(frame, feeds["hr_teams"], "x.csv").quarantined == 1
