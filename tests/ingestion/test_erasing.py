"""Somebody who is erased is nowhere any more, stays away, and takes nobody else's records along."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ingestion import again, erasing
from ingestion.acts import Acts
from ingestion.feeds import Feed
from ingestion.known_as import known_as
from ingestion.landing import Landing, Load
from ingestion.problems import KeepingError
from ingestion.refresh import Refresh
from ingestion.spellings import key_sql, keys_of
from ingestion.still_there import still_there
from ingestion.tombstones import MARKER

from .conftest import DAY, INVOLVEMENT, POST, SESSION, TEAM, WORKER, Loaded, Row, Written, many
from .small_council import pointer, quiet, refresh

GONE = {
    "Employee Number": "007007",
    "Full Name": "Gwendolyn Gonehence",
    "Work Email": "gwen.gonehence@example.org",
    "SWE Number": "SW777777",
    "Start Date": "01/04/2020",
}
MARKS = ("007007", "Gonehence", "gwen.gonehence", "SW777777")


def _with_gone(inbox: Written, day: object = DAY) -> None:
    """A council with one worker who will ask to be erased, named in every way a system names."""
    workers = [*many(WORKER, 40, "Employee Number"), GONE]
    inbox.put("hr_workers", workers, day)  # type: ignore[arg-type]
    posts = [
        *many({**POST, "Line Manager Employee Number": "007007"}, 40, "Employee Number"),
        {**POST, "Employee Number": "007007"},
        {**POST, "Employee Number": "007007", "FTE": "007007 lots"},
    ]
    inbox.put("hr_posts", posts, day)  # type: ignore[arg-type]
    inbox.put("hr_teams", [{**TEAM, "Team Manager Employee Number": "007007"}], day)  # type: ignore[arg-type]
    sessions: list[Row] = [
        *many({**SESSION, "Supervisor": "gwen.gonehence@example.org"}, 60, "Session ID"),
        {**SESSION, "Session ID": "G-1", "Supervisee": "SW777777"},
        {**SESSION, "Session ID": "G-2", "Supervisee": "007007"},
        # Two that contradict each other: they are held back, and what was typed is kept.
        {**SESSION, "Session ID": "G-3", "Supervisee": "007007", "Duration Minutes": "1"},
        {**SESSION, "Session ID": "G-3", "Supervisee": "007007", "Duration Minutes": "2"},
    ]
    inbox.put("sharepoint_sessions", sessions, day)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def with_gone(published: Path, make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """That council, published twice so that there is an older version that names them."""

    def write(place: Path) -> None:
        (place / "inbox").mkdir()
        for later in range(2):
            _with_gone(Written(place / "inbox"), DAY + timedelta(days=later))
            with quiet() as steps:
                job = refresh(place / "inbox", place / "data", published / "transform")
                assert job.run(steps).status == "published"
        (place / "data" / "build" / "last-failure.log").write_text("007007 would not add up")

    return make_once("with-gone", write)


@pytest.fixture
def council_with_gone(with_gone: Path, tmp_path: Path) -> Path:
    """A copy to erase in."""
    shutil.copytree(with_gone, tmp_path / "gone")
    return tmp_path / "gone"


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    """Everything the product keeps, as text: what is packed is unpacked first."""
    for path in data.rglob("*"):
        if path.suffix == ".parquet":
            yield str(path), str(pl.read_parquet(path).to_dicts())
        elif path.suffix == ".duckdb":
            with duckdb.connect(path, read_only=True) as connection:
                ask = connection.execute
                for (table,) in ask("select table_name from duckdb_tables()").fetchall():
                    yield str(path), str(ask(f"select * from marts.{table}").fetchall())
        if path.is_file():
            yield str(path), path.read_bytes().decode("utf-8", errors="replace")


def _named_in(data: Path) -> set[str]:
    return {path for path, text in _texts(data) if any(mark in text for mark in MARKS)}


def _job(place: Path, project: Path, inbox: bool = True) -> Refresh:
    job = refresh(place / "inbox" if inbox else None, place / "data", project)
    job.now += timedelta(days=2)
    return job


def _begin(job: Refresh, person: str = "007007", system: str | None = None) -> erasing.Journal:
    return erasing.begin(person, system, ("Dee", "She asked for it"), job.landing, job.feeds)


def _erase(place: Path, project: Path) -> None:
    job = _job(place, project, inbox=False)
    with quiet() as steps:
        again.erase(job, _begin(job), steps)


def test_an_erased_worker_is_in_no_byte_that_is_kept_and_a_file_sent_again_brings_nobody_back(
    council_with_gone: Path, small_project: Path
) -> None:
    place, data = council_with_gone, council_with_gone / "data"
    assert len(_named_in(data)) > 5
    _erase(place, small_project)
    assert _named_in(data) == set()
    assert [path.name for path in (data / "warehouse").glob("*.duckdb")] == [pointer(place)["file"]]
    (act,) = Acts(data / "landing").of("erased")
    assert (act.by, act.reason) == ("Dee", "She asked for it")
    assert "erased a worker: 8 rows in 8 files taken out" in act.words
    # The same inbox is nothing new; the same people in a new file come without her.
    with quiet() as steps:
        job = _job(place, small_project)
        assert job.weigh(job.receive(steps), steps).status == "nothing new"
    _with_gone(Written(place / "inbox"), DAY + timedelta(days=2))
    with quiet() as steps:
        job = _job(place, small_project)
        report = job.weigh(job.receive(steps), steps)
    assert report.status == "published"
    assert _named_in(data) == set()
    (sessions,) = report.snapshots.of("sharepoint_sessions")
    assert (sessions.received, sessions.accepted, sessions.erased) == (64, 60, 4)
    assert (sessions.quarantined, sessions.duplicate) == (0, 0)


def test_the_records_of_others_stand_with_a_marker_where_she_was_named(
    council_with_gone: Path, small_project: Path
) -> None:
    job = _job(council_with_gone, small_project)
    before = {load.load_id: load for load in job.landing.loads.values()}
    erasing.scrub(job.landing, job.feeds, _begin(job), job.landing.tombstones)
    for load in Landing(council_with_gone / "data" / "landing").loads.values():
        was = before[load.load_id]
        assert load.received == was.received
        gone = load.erased + load.expired
        assert load.received == load.accepted + load.quarantined + load.duplicate + gone
    (posts, *_) = (each for each in job.landing.loads.values() if each.feed == "hr_posts")
    rows = job.landing.rows(posts)
    assert rows.height == 40
    assert rows["line_manager_employee_number"].unique().to_list() == [MARKER]
    (sessions, *_) = (x for x in job.landing.loads.values() if x.feed == "sharepoint_sessions")
    rows = job.landing.rows(sessions)
    assert (rows.height, rows["supervisor"].unique().to_list()) == (60, [MARKER])
    assert rows["supervisee"].unique().to_list() == ["001001"]


def test_a_dry_run_changes_nothing(council_with_gone: Path) -> None:
    data = council_with_gone / "data"

    def bytes_of() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in (data / "landing").rglob("*") if p.is_file()}

    before = bytes_of()
    done = _run_command(
        *(
            "erase",
            "--data",
            data,
            "--person",
            "007007",
            "--by",
            "Dee",
            "--reason",
            "x",
            "--dry-run",
        )
    )
    assert done[0] == 0, done
    assert "Would be erased from 8 files" in done[1]
    assert "sharepoint_sessions_20261031.csv: 2 rows of theirs, named in 60 others" in done[1]
    assert bytes_of() == before


def test_nobody_is_erased_who_is_not_there(council_with_gone: Path, small_project: Path) -> None:
    job = _job(council_with_gone, small_project)
    for person, system in (("7008", None), ("007007", "ics"), ("007007", "nowhere")):
        with pytest.raises(KeepingError, match="SM-531"):
            _begin(job, person, system)
    assert not erasing.journal_path(job.landing_folder).exists()


@pytest.mark.parametrize("cut_after", ["journal", "stones", "half of the loads", "the loads"])
def test_an_erasure_that_was_cut_short_is_finished_by_the_next_refresh(
    council_with_gone: Path, small_project: Path, cut_after: str
) -> None:
    data = council_with_gone / "data"
    job = _job(council_with_gone, small_project)
    journal = _begin(job)
    erasing.write_journal(journal, job.landing_folder)
    if cut_after != "journal":
        job.landing.tombstones.add(journal.kind, journal.tells)
    if cut_after == "half of the loads":
        shutil.copytree(data / "landing", data.parent / "as it was")
    if cut_after in ("half of the loads", "the loads"):
        erasing.scrub(job.landing, job.feeds, journal, job.landing.tombstones)
    if cut_after == "half of the loads":
        for feed in ("hr_posts", "sharepoint_sessions"):
            shutil.rmtree(data / "landing" / feed)
            shutil.copytree(data.parent / "as it was" / feed, data / "landing" / feed)
    if cut_after == "the loads":
        with quiet() as steps:
            assert _job(council_with_gone, small_project).run(steps).status == "nothing new"
        assert _named_in(data) == set()
    else:
        job = _job(council_with_gone, small_project)
        erasing.scrub(job.landing, job.feeds, journal, job.landing.tombstones)
        assert not {path for path in _named_in(data / "landing") if "erasing" not in path}


def test_a_name_that_two_people_share_is_left_where_it_may_mean_the_other(
    inbox: Written, land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    twin = {**GONE, "Employee Number": "008008", "Work Email": "other@example.org"}
    del twin["SWE Number"]
    land("hr_workers", [GONE, twin])
    landing = Landing(data / "landing")
    known = known_as("007007", landing, feeds)
    mail = "gwen.gonehence"
    assert known.shared == ("Gwendolyn Gonehence",)
    assert known.texts == ("007007", "SW777777", mail, f"{mail}@example.org")


def test_a_child_is_erased_in_one_system_and_not_in_another(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    other = {**INVOLVEMENT, "Person ID": "10002"}
    for system in ("ics", "swift"):
        land(f"{system}_involvements", [INVOLVEMENT, other])
    landing = Landing(data / "landing")
    journal = erasing.begin("10001", "ics", ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    left = {load.feed: landing.rows(load)["person_id"].to_list() for load in landing.loads.values()}
    assert left == {"ics_involvements": ["10002"], "swift_involvements": ["10001", "10002"]}
    # And so it stays when the system sends her again.
    again_there = land("ics_involvements", [INVOLVEMENT, other], DAY + timedelta(days=1))
    assert again_there.rows["person_id"].to_list() == ["10002"]
    assert (again_there.load.erased, again_there.load.accepted) == (1, 1)


@pytest.mark.parametrize(
    "written",
    [
        "7007",
        " 007007 ",
        "GWEN.GONEHENCE@example.org",
        "Gwen Gonehence <gwen.gonehence@example.org>",
        "COUNCIL\\gwen.gonehence",
        "sw777777",
        "Gonehence, Gwendolyn",
    ],
)
def test_however_a_system_writes_her_she_is_known(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed], written: str
) -> None:
    land("hr_workers", [GONE, WORKER])
    land("sharepoint_sessions", [{**SESSION, "Supervisor": written}])
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    (sessions,) = (load for load in landing.loads.values() if load.feed == "sharepoint_sessions")
    assert landing.rows(sessions)["supervisor"].to_list() == [MARKER]


def test_the_tombstone_holds_no_id(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, WORKER])
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    told = (data / "landing" / "tombstones.json").read_text()
    assert not any(mark in told for mark in MARKS)
    assert len(landing.tombstones._stones.hashes) == len(journal.tells)


def test_who_decided_something_is_masked_where_it_was_she(
    council_with_gone: Path, small_project: Path
) -> None:
    job = _job(council_with_gone, small_project)
    job.acts.add("accepted", "Gwendolyn Gonehence", reason="I, 007007, say so")
    erasing.scrub_acts(job.acts, _begin(job))
    (act,) = Acts(job.landing_folder).of("accepted")
    assert (act.by, act.reason) == (MARKER, f"I, {MARKER}, say so")


SPELLINGS = [
    ("Anwen Outlineshaw", "Anwen Outlineshaw (SW)"),
    ("Jo Lee", "Ms Jo Lee"),
    ("Jo Lee", "LEE, Ms Jo"),
    ("Ann-Marie Quill", "Ann Marie Quill"),
    ("Bo O'Neill", "Bo O’Neill"),
    ("Seán Harte", "Sean\u00a0Harte"),
    ("Jo Lee", "12;#Jo Lee"),
]


@pytest.mark.parametrize(("in_hr", "written"), SPELLINGS)
def test_whom_identity_knows_by_another_spelling_is_erased_by_it_and_stays_away(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed], in_hr: str, written: str
) -> None:
    land("hr_workers", [{**GONE, "Full Name": in_hr}, WORKER])
    rows = [
        {**SESSION, "Supervisor": written},
        {**SESSION, "Session ID": "2", "Supervisee": written},
    ]
    land("sharepoint_sessions", rows)
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    (sessions,) = (load for load in landing.loads.values() if load.feed == "sharepoint_sessions")
    assert landing.rows(sessions)["supervisor"].to_list() == [MARKER]
    sent_again = land("sharepoint_sessions", rows, DAY + timedelta(days=1))
    assert sent_again.rows["supervisor"].to_list() == [MARKER]
    assert sent_again.load.erased == 1


LETTERS = st.sampled_from([*"aZé ’'-,.()\\|@;#0 7\u00a0", "Ms ", "Dr. ", "SW", "(SW)", "Jo", "Lee"])


@hypothesis_settings(max_examples=200, deadline=None)
@given(st.lists(LETTERS, max_size=12).map("".join))
def test_a_name_is_compared_as_identity_compares_it(text: str) -> None:
    told = {key.partition(":")[0]: key.partition(":")[2] for key in keys_of([text], "worker")[text]}
    with duckdb.connect() as connection:
        for kind, macro in (("name", "name_key"), ("swe", "swe_key"), ("login", "login_key")):
            sql = key_sql(macro, key_sql("plain_text", "$1::varchar"))
            (key,) = connection.execute(f"select {sql}", [text]).fetchone() or (None,)
            assert told.get(kind) == (None if "email" in told else key)


def _published(path: Path, *rows: tuple[str, str]) -> Path:
    """A published file that says which texts were taken for whom."""
    with duckdb.connect(path) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.fct_matched_references (worker_id varchar, written_text varchar)"
        )
        connection.executemany("insert into marts.fct_matched_references values (?, ?)", rows)
    return path


def test_what_the_published_tables_take_for_her_alone_is_hers_too(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed], tmp_path: Path
) -> None:
    land("hr_workers", [GONE, WORKER])
    both = [("007007", "Duty Pair"), ("001001", "duty PAIR")]
    file = _published(tmp_path / "served.duckdb", ("007007", "GG of East"), *both)
    written = ["gg of east", "Duty Pair", "001002"]
    sessions = [
        {**SESSION, "Session ID": str(number), "Supervisor": one}
        for number, one in enumerate(written)
    ]
    land("sharepoint_sessions", sessions)
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds, file)
    assert journal.shared == ("Duty Pair",)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    (load,) = (each for each in landing.loads.values() if each.feed == "sharepoint_sessions")
    assert landing.rows(load)["supervisor"].to_list() == [MARKER, *written[1:]]


def test_a_number_that_is_anothers_but_for_its_zeros_is_left_to_the_other(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, {**WORKER, "Employee Number": "7007"}])
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    (load,) = landing.loads.values()
    assert landing.rows(load)["employee_number"].to_list() == ["7007"]


def test_an_open_question_in_the_list_to_settle_does_not_offer_her_again(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, WORKER])
    asked = {"Identifier": "Ms Gwendolyn Gonehence", "Employee Number": "", "System": "SWIFT"}
    other = {"Identifier": "A. N. Other", "Employee Number": "", "System": "SWIFT"}
    land("people_ids", [asked, other])
    (data / "to-settle").mkdir()
    list_to_settle = data / "to-settle" / "people_ids_20261031.csv"
    list_to_settle.write_text("Identifier,Rows\nMs Gwendolyn Gonehence,3\nA. N. Other,1\n")
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    erasing.scrub_files(data, feeds, journal)
    assert pl.read_csv(list_to_settle)["Identifier"].to_list() == ["A. N. Other"]
    (load,) = (each for each in landing.loads.values() if each.feed == "people_ids")
    assert landing.rows(load)["identifier"].to_list() == ["A. N. Other"]


SETTLED = {"Identifier": "swu4471", "Employee Number": "7007", "System": "SWIFT"}


def _erased(data: Path, feeds: dict[str, Feed], person: str = "007007") -> erasing.Journal:
    """Erase somebody from everything that is kept, without publishing again."""
    landing = Landing(data / "landing")
    journal = erasing.begin(person, None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    erasing.scrub_files(data, feeds, journal)
    return journal


@pytest.mark.parametrize("typed", ["7007", "007007", " 007007", "a7", "A7 "])
def test_a_login_that_was_settled_to_her_is_hers_however_her_number_was_typed_then(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed], typed: str
) -> None:
    hers = "A7" if "7007" not in typed else "007007"
    land("hr_workers", [{**GONE, "Employee Number": hers}, WORKER])
    land("people_ids", [{**SETTLED, "Employee Number": typed}])
    land("swift_involvements", [{**INVOLVEMENT, "Allocated Worker": "SWU4471"}])
    (data / "to-settle").mkdir()
    (data / "to-settle" / "people_ids_20261031.csv").write_text("Identifier,Rows\nswu4471,3\n")
    journal = _erased(data, feeds, hers)
    assert "swu4471" in journal.ids
    assert journal.shared == ()
    left = {load.feed: Landing(data / "landing").rows(load) for load in _loads(data)}
    assert left["people_ids"].height == 0
    assert left["swift_involvements"]["allocated_worker"].to_list() == [MARKER]
    assert still_there(data, ("swu4471",), "worker") == []


def _loads(data: Path) -> list[Load]:
    return list(Landing(data / "landing").loads.values())


def test_a_login_settled_to_a_number_that_two_may_have_lost_zeros_of_is_nobodys_to_erase(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, {**WORKER, "Employee Number": "07007"}])
    land("people_ids", [SETTLED])
    assert "swu4471" not in _erased(data, feeds).ids
    (rows,) = (Landing(data / "landing").rows(x) for x in _loads(data) if x.feed == "people_ids")
    assert rows["identifier"].to_list() == ["swu4471"]


def test_a_login_settled_to_another_by_the_number_as_it_stands_is_left_to_the_other(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, {**WORKER, "Employee Number": "7007"}])
    land("people_ids", [SETTLED])
    assert "swu4471" not in _erased(data, feeds).ids
    assert "swu4471" in _erased(data, feeds, "7007").ids


def test_nobody_is_erased_by_a_number_without_its_zeros_but_asked_who_is_meant(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, WORKER])
    land("people_ids", [SETTLED])
    with pytest.raises(KeepingError, match=r"SM-534.*Perhaps 007007 is meant"):
        _erased(data, feeds, "7007")
    land("hr_workers", [GONE, {**WORKER, "Employee Number": "07007"}], DAY + timedelta(days=1))
    with pytest.raises(KeepingError, match=r"Perhaps 007007 or 07007 is meant"):
        _erased(data, feeds, "7007")
    assert sum(load.erased for load in _loads(data)) == 0


def test_a_system_may_be_named_in_capitals(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("ics_involvements", [INVOLVEMENT])
    journal = erasing.begin("10001", " ICS", ("Dee", "Asked"), Landing(data / "landing"), feeds)
    assert (journal.kind, journal.rows, journal.files) == ("ics", 1, 1)


def test_what_is_one_is_told_as_one_and_a_dry_run_of_retention_may_be_asked_for(
    land: Callable[..., Loaded], data: Path
) -> None:
    land("hr_workers", [GONE, WORKER])
    asked = ("--person", "007007", "--by", "Dee", "--reason", "x", "--dry-run")
    code, words = _run_command("erase", "--data", data, *asked)
    assert code == 0
    assert "hr_workers_20261031.csv: 1 row of theirs, named in 0 others" in words
    assert "Would be erased from 1 file." in words
    code, words = _run_command("retention", "--data", data, "--dry-run")
    assert (code, words.strip()) == (0, "Nothing has passed its time.")
    assert _run_command("retention", "--data", data, "--dry-run", "--apply")[0] == 2


def test_the_closing_search_opens_what_is_packed_and_names_every_file_that_is_left(
    tmp_path: Path,
) -> None:
    ids, hers = ("007007", "Seán O’Neill", "sean.oneill@example.org"), "told by Sean O'Neill of us"
    (tmp_path / "warehouse").mkdir()
    with duckdb.connect(tmp_path / "warehouse" / "w.duckdb") as connection:
        connection.execute("create schema inner_part")
        connection.execute("create table inner_part.t as select 1 as one, ? as words", [hers])
    pl.DataFrame({"x": ["O'NEILL, SEAN"] * 500}).write_parquet(tmp_path / "a.parquet")
    pl.DataFrame({"x": [["a", "007007"]]}).write_parquet(tmp_path / "nested.parquet")
    pl.DataFrame({"x": ["1007007", "Sean Neill"]}).write_parquet(tmp_path / "others.parquet")
    (tmp_path / "mapping.yml").write_text("by: sean.oneill@example.org")
    (tmp_path / "windows.csv").write_bytes("Seán O’Neill".encode("cp1252"))
    (tmp_path / "escaped.json").write_text('{"by": "Se\\u00e1n O\\u2019Neill", "n": 7007}')
    (tmp_path / "clean.json").write_text('{"n": 7007007}')
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no")
    said = still_there(tmp_path, ids, "worker")
    told = {(one[:6], Path(one.split()[1]).name) for one in said}
    named = [
        "a.parquet",
        "escaped.json",
        "mapping.yml",
        "nested.parquet",
        "w.duckdb",
        "windows.csv",
    ]
    assert told == {("SM-532", name) for name in named} | {("SM-533", "broken.parquet")}


def test_the_command_fails_while_anything_still_names_her(
    land: Callable[..., Loaded], data: Path
) -> None:
    land("hr_workers", [GONE, WORKER])
    (data / "notes.txt").write_text("Ms Gwendolyn GONEHENCE rang")
    asked = ("--person", "007007", "--by", "Dee", "--reason", "She asked")
    code, words = _run_command("erase", "--data", data, *asked)
    assert code == 1
    assert "SM-532" in words
    assert "notes.txt" in words
    assert "Traceback" not in words


def test_a_list_that_is_no_table_any_more_stops_no_erasure_and_is_named_at_the_end(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, WORKER])
    for folder in ("to-correct", "to-settle"):
        (data / folder).mkdir(exist_ok=True)
        (data / folder / "a.csv").write_bytes(b"Identifier,Rows\nGwendolyn Gonehence,1,2,\xe9\n")
        (data / folder / "empty.csv").write_bytes(b"")
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    erasing.scrub_files(data, feeds, journal)
    said = still_there(data, journal.ids, journal.kind)
    assert len(said) == 2
    assert all("a.csv" in one for one in said)


def test_a_child_whose_rows_were_all_held_back_is_erased_from_the_rows_to_correct(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    wrong = {**INVOLVEMENT, "Person ID": "10077", "Start Date": "31/06/2026"}
    other = {**wrong, "Person ID": "10078"}
    for system in ("ics", "swift"):
        land(f"{system}_involvements", [wrong, other, INVOLVEMENT])
    landing = Landing(data / "landing")
    journal = erasing.begin("10077", "ics", ("Dee", "Asked"), landing, feeds)
    assert (journal.rows, journal.files, journal.held) == (0, 0, 1)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    erasing.scrub_files(data, feeds, journal)
    left = {
        path.name.partition("_")[0]: pl.read_csv(path, infer_schema=False)["Person ID"].to_list()
        for path in (data / "to-correct").glob("*.csv")
    }
    assert left == {"ics": ["10078"], "swift": ["10077", "10078"]}
    (beside,) = (data / "to-correct").glob("ics*.parquet")
    assert pl.read_parquet(beside).height == 1
    assert still_there(data, journal.ids, "ics") == []
    sent_again = land("ics_involvements", [wrong, other, INVOLVEMENT], DAY + timedelta(days=1))
    assert (sent_again.load.erased, sent_again.load.quarantined) == (1, 1)


def _run_command(*arguments: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "ingestion", *map(str, arguments)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr
