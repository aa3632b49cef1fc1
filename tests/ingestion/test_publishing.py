"""What is published is proven, is only what is meant to be, and is pointed to last."""

import json
import os
import time
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from ingestion.publishing import (
    POINTER,
    Copy,
    NotProvenError,
    Version,
    copy_to_warehouse,
    is_whole,
    last_published,
    point_to,
    prove,
    remove_old,
)
from ingestion.reading.soundness import fingerprint
from ingestion.settings import Settings

NOW = datetime(2026, 11, 1, 6, 30)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build as dbt leaves it, in a folder whose name has a quotation mark in it."""
    folder = tmp_path / "St Helen's"
    folder.mkdir()
    path = folder / "refresh.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("""
            create schema raw;
            create table raw.people as select 'CANARY' || range as name from range(1000);
            create schema staging;
            create view staging.people as select * from refresh.raw.people;
            create schema marts;
            create table marts.dim_teams (team_id varchar not null, opened_on date);
            insert into marts.dim_teams values ('T2', null), ('T1', date '2020-01-01');
            comment on table marts.dim_teams is 'One row a team: the council''s own.';
            comment on column marts.dim_teams.team_id is 'The team.';
            create macro marts.add_days(day, days := 1) as day + days;
            create macro marts.teams_of(wanted) as table
                select * from marts.dim_teams where team_id = wanted;
        """)
    return path


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """An empty warehouse folder."""
    return tmp_path / "St Helen's" / "warehouse"


def _version(copy: Copy) -> Version:
    return Version(
        file=copy.file,
        sha256=copy.sha256,
        data_date=date(2026, 10, 31),
        built_at=NOW,
        policy_override=None,
        code_version="abc",
        row_counts=copy.row_counts,
        loads=[],
        refused=[],
        stale_feeds=[],
        records_from=[],
    )


def test_the_published_file_has_the_marts_with_their_words_and_functions_and_nothing_else(
    build: Path, warehouse: Path, settings: Settings
) -> None:
    copy = copy_to_warehouse(build, warehouse, NOW, settings)
    assert copy.row_counts == {"dim_teams": 2}
    with duckdb.connect(warehouse / copy.file, read_only=True) as published:
        ask = published.execute
        assert ask("select * from marts.dim_teams").fetchall() == [
            ("T2", None),
            ("T1", date(2020, 1, 1)),
        ]
        assert ask("select schema_name from duckdb_schemas() where not internal").fetchall() == [
            ("marts",)
        ]
        assert ask("select comment from duckdb_tables()").fetchall() == [
            ("One row a team: the council's own.",)
        ]
        assert ask(
            "select comment from duckdb_columns() where column_name = 'team_id'"
        ).fetchall() == [("The team.",)]
        assert ask("select marts.add_days(date '2026-01-01')").fetchall() == [(date(2026, 1, 2),)]
        assert ask("select team_id from marts.teams_of('T1')").fetchall() == [("T1",)]


def test_no_raw_row_is_in_the_published_file_not_even_in_its_free_space(
    build: Path, warehouse: Path, settings: Settings
) -> None:
    copy = copy_to_warehouse(build, warehouse, NOW, settings)
    assert b"CANARY" in build.read_bytes()
    assert b"CANARY" not in (warehouse / copy.file).read_bytes()


def test_the_fingerprint_is_that_of_the_file_and_nothing_is_left_beside_it(
    build: Path, warehouse: Path, settings: Settings
) -> None:
    copy = copy_to_warehouse(build, warehouse, NOW, settings)
    assert copy.file == "20261101T063000Z.duckdb"
    assert copy.sha256 == fingerprint(warehouse / copy.file)
    assert [path.name for path in warehouse.iterdir()] == [copy.file]


def test_a_second_publication_in_the_same_second_has_a_name_of_its_own(
    build: Path, warehouse: Path, settings: Settings
) -> None:
    first = copy_to_warehouse(build, warehouse, NOW, settings)
    second = copy_to_warehouse(build, warehouse, NOW, settings)
    assert second.file == "20261101T063000Z-2.duckdb"
    assert (warehouse / first.file).exists()


def test_a_build_without_marts_is_not_published(
    tmp_path: Path, warehouse: Path, settings: Settings
) -> None:
    empty = tmp_path / "refresh.duckdb"
    duckdb.connect(empty).execute("create schema marts").close()
    with pytest.raises(NotProvenError, match="no table"):
        copy_to_warehouse(empty, warehouse, NOW, settings)
    assert list(warehouse.iterdir()) == []


def test_a_copy_with_a_log_beside_it_is_not_proven(
    build: Path, warehouse: Path, settings: Settings
) -> None:
    copy = warehouse / copy_to_warehouse(build, warehouse, NOW, settings).file
    copy.with_name(f"{copy.name}.wal").write_bytes(b"x")
    with pytest.raises(NotProvenError, match="write-ahead log"):
        prove(copy)


def test_a_single_flipped_bit_is_found(build: Path, warehouse: Path, settings: Settings) -> None:
    copy = copy_to_warehouse(build, warehouse, NOW, settings)
    version = _version(copy)
    point_to(version, warehouse)
    path = warehouse / copy.file
    content = path.read_bytes()
    for at in range(0, len(content), len(content) // 20):
        spoilt = bytearray(content)
        spoilt[at] ^= 1
        path.write_bytes(spoilt)
        assert not is_whole(version, warehouse)
    path.write_bytes(content)
    assert is_whole(version, warehouse)


def test_the_pointer_is_a_copy_of_the_newest_manifest(
    build: Path, warehouse: Path, settings: Settings
) -> None:
    copy = copy_to_warehouse(build, warehouse, NOW, settings)
    assert last_published(warehouse) is None
    point_to(_version(copy), warehouse)
    told = json.loads((warehouse / POINTER).read_text())
    assert {name: told[name] for name in ("file", "sha256", "data_date", "built_at")} == {
        "file": copy.file,
        "sha256": copy.sha256,
        "data_date": "2026-10-31",
        "built_at": "2026-11-01T06:30:00",
    }
    assert (warehouse / copy.file).with_suffix(".json").read_text() == (
        warehouse / POINTER
    ).read_text()


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"file": "x"}'])
def test_a_lost_or_broken_pointer_is_known_by_the_newest_manifest(
    build: Path, warehouse: Path, settings: Settings, content: bytes | None
) -> None:
    version = _version(copy_to_warehouse(build, warehouse, NOW, settings))
    point_to(version, warehouse)
    (warehouse / POINTER).unlink()
    if content is not None:
        (warehouse / POINTER).write_bytes(content)
    assert last_published(warehouse) == version
    assert not is_whole(version, warehouse)


def _make_old(path: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(path, (an_hour_ago, an_hour_ago))


def test_the_last_five_stay_and_whatever_is_pointed_to_or_young(
    warehouse: Path, settings: Settings
) -> None:
    warehouse.mkdir(parents=True)
    versions = []
    for number in range(9):
        copy = Copy(f"2026110{number}T000000Z.duckdb", "", {})
        (warehouse / copy.file).write_bytes(b"x")
        versions.append(_version(copy))
        point_to(versions[-1], warehouse)
        if number != 2:
            _make_old(warehouse / copy.file)
    unpublished = warehouse / "20261109T000000Z.duckdb"
    unpublished.write_bytes(b"x")
    _make_old(unpublished)
    # Somebody has gone back to the second.
    point_to(versions[1], warehouse)
    remove_old(warehouse, settings)
    left = sorted(path.stem[7:8] for path in warehouse.glob("*.duckdb"))
    assert left == ["1", "2", "4", "5", "6", "7", "8"]
    assert sorted(path.stem[7:8] for path in warehouse.glob("2*.json")) == left
