"""A sample of supervisors to audit: shared out in proportion, random, and the same for everybody by its seed."""

import csv
import hashlib
import math
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dashboard.datasets.audits import audit_sample_drawn, audit_sample_strata
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask, published
from tests.dashboard.demo_visits import demo_council, number_links, said_size, visit, words

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()
SIZES = (1, 7, 12, 30, 500)
SEEDS = (1, 2, 41)


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


def drawn(run: Published, scope: Scope = EVERYBODY, **asked: object) -> pl.DataFrame:
    told = {"strata": "service", "size": 12, "seed": 1, **asked}
    return audit_sample_drawn(run, scope, EVERYWHERE, **told)  # type: ignore[arg-type]


def strata(run: Published, scope: Scope = EVERYBODY, **asked: object) -> pl.DataFrame:
    told = {"strata": "service", "size": 12, "seed": 1, **asked}
    return audit_sample_strata(run, scope, EVERYWHERE, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("by", ["service", "team"])
def test_places_add_up_to_the_size_and_are_within_one_of_their_proportion(
    by: str, size: int, seed: int, run: Published
) -> None:
    rows = strata(run, strata=by, size=size, seed=seed).to_dicts()
    pool = sum(row["pool_count"] for row in rows)
    assert sum(row["places_count"] for row in rows) == min(size, pool)
    for row in rows:
        exact = min(size, pool) * row["pool_count"] / pool
        assert row["exact_places"] == pytest.approx(exact)
        assert abs(row["places_count"] - exact) < 1
        assert row["places_count"] <= row["pool_count"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("by", ["service", "team"])
def test_as_many_are_drawn_of_a_stratum_as_it_has_places(
    by: str, seed: int, run: Published
) -> None:
    places = {
        row["stratum"]: row["places_count"]
        for row in strata(run, strata=by, seed=seed).to_dicts()
        if row["places_count"]
    }
    found = drawn(run, strata=by, seed=seed)
    assert Counter(found["stratum"]) == places
    assert found["worker_id"].n_unique() == found.height


def test_the_same_seed_draws_the_same_and_another_draws_others(run: Published) -> None:
    samples = {seed: tuple(drawn(run, seed=seed)["worker_id"]) for seed in range(1, 11)}
    for seed, sample in samples.items():
        again = ask(
            run, "audit_sample_drawn", **EVERYBODY.parameters(), **EVERYWHERE.parameters(),
            strata="service", size=12, seed=seed, stratum=None,
        )  # fmt: skip
        assert tuple(again["worker_id"]) == sample
        assert tuple(again["session_id"]) == tuple(drawn(run, seed=seed)["session_id"])
    assert len(set(samples.values())) > 8


def test_every_supervisor_can_be_drawn_in_the_smallest_service_too(run: Published) -> None:
    whole = set(drawn(run, size=500)["worker_id"])
    reached: set[str] = set()
    for seed in range(1, 200):
        reached |= set(drawn(run, size=12, seed=seed)["worker_id"])
    assert reached == whole
    assert len(whole) == strata(run)["pool_count"].sum() > 30


def test_one_never_audited_is_drawn_more_often_than_others_of_the_service(run: Published) -> None:
    everybody = drawn(run, size=500).to_dicts()
    never = next(row for row in everybody if row["audited_state"] == "never")
    others = [
        row["worker_id"]
        for row in everybody
        if row["stratum"] == never["stratum"] and row["sample_chances"] < never["sample_chances"]
    ]
    times: Counter[str] = Counter()
    for seed in range(1, 120):
        times.update(drawn(run, size=12, seed=seed, stratum=never["stratum"])["worker_id"])
    assert others
    assert all(times[never["worker_id"]] > 2 * times[other] for other in others)


def number(text: str) -> int:
    """The first thirteen figures of the hash, as anybody can work them out."""
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:13], 16)


def months_since(day: date, today: date) -> int:
    months = (today.year - day.year) * 12 + today.month - day.month
    return months - (1 if today.day < day.day else 0)


def test_the_draw_can_be_made_again_with_paper_and_the_files(
    run: Published, demo_inbox: Path
) -> None:
    last: dict[str, date] = {}
    (answers,) = demo_inbox.glob("audit_answers_2*.csv")
    with answers.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            day = datetime.strptime(row["Audit Date"], "%d/%m/%Y").date()

            if row["Is Moderation"] != "Yes" and row["Supervisor"]:
                last[row["Supervisor"]] = max(day, last.get(row["Supervisor"], day))
    everybody = drawn(run, size=500).to_dicts()
    chances = {}
    for row in everybody:
        day = last.get(row["worker_id"])
        chances[row["worker_id"]] = (
            24 if day is None else max(1, min(24, months_since(day, run.data_date)))
        )
        assert row["sample_chances"] == chances[row["worker_id"]], row["worker_id"]
    seed, size = 2026, 12
    services: dict[str, list[str]] = defaultdict(list)
    for row in everybody:
        services[row["stratum"]].append(row["worker_id"])
    whole, begins = len(everybody), number(str(seed)) % len(everybody)
    running, expected = 0, set()
    for service in sorted(services, key=lambda name: hashlib.md5(f"{seed}/{name}".encode(), usedforsecurity=False).hexdigest()):  # fmt: skip
        share = size * len(services[service])
        places = (running + share + begins) // whole - (running + begins) // whole
        running += share
        keys = {
            worker: -math.log((number(f"{seed}/{worker}") + 0.5) / 2**52) / chances[worker]
            for worker in services[service]
        }
        expected |= set(sorted(keys, key=keys.__getitem__)[:places])
    assert set(drawn(run, seed=seed, size=size)["worker_id"]) == expected
    assert len(expected) == size


def test_nobody_of_the_readers_own_line_is_drawn_and_the_page_counts_them(run: Published) -> None:
    lines = ask_lines(run)
    manager = max(lines, key=lambda worker: len(lines[worker]))
    reader = Scope(sees_everyone=True, reader_id=manager)
    own = lines[manager] | {manager} | {above for above, below in lines.items() if manager in below}
    whole = set(drawn(run, size=500)["worker_id"])
    seen = set(drawn(run, reader, size=500)["worker_id"])
    assert seen == whole - own
    assert whole & own
    assert strata(run, reader)["left_out_count"].sum() == len(whole & own)
    assert manager not in set(drawn(run, reader, size=500)["supervisee_id"])


def ask_lines(run: Published) -> dict[str, set[str]]:
    """Everybody below each manager, read straight from the published table."""
    lines: dict[str, set[str]] = defaultdict(set)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{run.file}' as published (read_only)")
        for manager, worker in connection.execute(
            "select manager_id, worker_id from published.marts.dim_management_lines"
        ).fetchall():
            lines[manager].add(worker)
    return lines


def test_the_record_to_read_is_a_session_the_supervisor_led_lately(
    run: Published, demo_inbox: Path
) -> None:
    led = {}
    for path in demo_inbox.glob("sharepoint_sessions*_2*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                led[(row["Session ID"], row["Supervisee"])] = (row["Supervisor"], row["Status"])
    picked = [row for row in drawn(run, size=500).to_dicts() if row["session_id"]]
    assert len(picked) > 30
    for row in picked:
        assert led[(row["session_id"], row["supervisee_id"])] == (row["worker_id"], "Held")
        assert 0 <= (run.data_date - row["held_on"]).days <= 366


def test_the_address_holds_the_draw_and_every_number_leads_to_those_drawn(
    demo_council: Path,
) -> None:
    asked = {"persona": "director", "view": "sample", "size": "20", "seed": "7", "by": "service"}
    at = visit("audit", **asked)
    assert "**20 of 39 supervisors** are drawn" in words(at)
    assert "by seed **7**" in words(at)
    assert {box.value for box in at.number_input} == {20, 7}
    links = [link for link in number_links(at) if ("list", "drawn") in link.asked]
    assert sum(link.number for link in links) == 20
    for link in sorted(links, key=str)[:3]:
        assert said_size(link.follow()) == link.number
    assert "seed=8" in words(at), "the way to another sample"


def test_a_size_or_seed_that_cannot_be_is_refused_in_words(demo_council: Path) -> None:
    for asked in ({"size": "0"}, {"seed": "x"}, {"by": "name"}, {"size": "9" * 40}):
        at = visit("audit", persona="director", view="sample", **asked)
        assert any("cannot be" in info.value for info in at.info), asked
        assert "**12 of 39 supervisors**" in words(at)


def test_who_sees_counts_only_reads_how_places_are_shared_and_no_name(
    demo_council: Path, run: Published
) -> None:
    at = visit("audit", persona="task_and_finish", view="sample")
    assert "**12 of 39 supervisors**" in words(at)
    names = set(drawn(run, size=500)["worker_name"])
    assert not any(name in words(at) for name in names)
    assert visit("audit", persona="task_and_finish", list="drawn").table == []
