"""The pointer is followed, a damaged warehouse is told in words, and readers do not mix."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard.scope import Place, Scope
from dashboard.warehouse import WarehouseProblem, ask, published
from tests.dashboard.small_council import council, publish

EVERYBODY = Scope(sees_everyone=True)


def people(data: Path) -> int:
    """How many people the current warehouse holds in force."""
    asked = {**EVERYBODY.parameters(), **Place().parameters()}
    rows = ask(published(data), "people_by_team", **asked)
    return int(rows["people_count"].sum())


def test_a_folder_with_nothing_published_says_to_run_a_refresh(tmp_path: Path) -> None:
    with pytest.raises(WarehouseProblem) as told:
        published(tmp_path)
    assert told.value.code == "SM-W1"
    assert "ingestion refresh" in told.value.fix


@pytest.mark.parametrize("text", ["", "{", "[]", '{"file": "x.duckdb"}', '{"file": 7}'])
def test_a_pointer_that_cannot_be_read_is_told_as_that(text: str, tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse/current.json").write_text(text)
    with pytest.raises(WarehouseProblem) as told:
        published(tmp_path)
    assert told.value.code == "SM-W2"


def test_a_pointer_cannot_lead_out_of_the_warehouse_folder(tmp_path: Path) -> None:
    data = publish(tmp_path / "data", council())
    pointer = data / "warehouse/current.json"
    named = json.loads(pointer.read_text())
    outside = tmp_path / "outside.duckdb"
    outside.write_bytes((data / "warehouse" / named["file"]).read_bytes())
    pointer.write_text(json.dumps({**named, "file": "../../outside.duckdb"}))
    with pytest.raises(WarehouseProblem) as told:
        published(data)
    assert told.value.code == "SM-W3"


def test_one_changed_byte_is_found_before_anything_is_shown(tmp_path: Path) -> None:
    data = publish(tmp_path, council())
    file = next((data / "warehouse").glob("*.duckdb"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(WarehouseProblem) as told:
        people(data)
    assert told.value.code == "SM-W4"


def test_a_file_from_another_version_is_told_as_that(tmp_path: Path) -> None:
    data = publish(tmp_path, council())
    file = next((data / "warehouse").glob("*.duckdb"))
    with duckdb.connect(str(file)) as connection:
        connection.execute("alter table marts.fct_supervisees drop column overdue_band_code")
    pointer = data / "warehouse/current.json"
    named = json.loads(pointer.read_text())
    named["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    pointer.write_text(json.dumps(named))
    with pytest.raises(WarehouseProblem) as told:
        people(data)
    assert told.value.code == "SM-W5"


def test_a_new_warehouse_is_followed_without_a_restart(tmp_path: Path) -> None:
    data = publish(tmp_path, council(), "first")
    before = people(data)
    fewer = council()
    fewer["fct_supervisees"] = fewer["fct_supervisees"][:3]
    publish(data, fewer, "second")
    assert (before, people(data)) == (13, 3)


def test_an_older_warehouse_still_answers_who_holds_on_to_it(tmp_path: Path) -> None:
    data = publish(tmp_path, council(), "first")
    held = published(data)
    people(data)
    publish(data, {}, "second")
    people(data)
    asked = {**EVERYBODY.parameters(), **Place().parameters()}
    assert ask(held, "people_by_team", **asked)["people_count"].sum() == 13


def test_many_readers_at_once_each_get_their_own_rows(small_data: Path) -> None:
    run = published(small_data)

    def team_people(team_id: str) -> set[str]:
        scope = Scope(team_ids=(team_id,))
        rows = ask(run, "people_by_team", **scope.parameters(), **Place().parameters())
        return set(rows["team_id"])

    asked = ["A", "B", "C"] * 200
    with ThreadPoolExecutor(6) as readers:
        answers = list(readers.map(team_people, asked))
    assert all(answer == {team} for answer, team in zip(answers, asked, strict=True))
