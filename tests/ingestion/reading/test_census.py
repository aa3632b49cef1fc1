"""The workforce census: what is taken of it, what never is, and what is said of a broken one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.inbox import look
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.mapping_file import read_mapping
from ingestion.reading.census import header_of
from ingestion.reading.soundness import FileRefusedError
from ingestion.settings import Settings
from tests.conftest import SHARED

from ..conftest import Loaded, Written

SAMPLE = SHARED / "data" / "external" / "liia_csww" / "social_work_workforce_2022.xml"
WORKER = {"AgencyWorker": "0", "SWENo": "SW0000012345", "FTE": "0.6", "CFKSSstatus": "1",
          "OrgRole": "5", "RoleStartDate": "2024-09-02"}  # fmt: skip
PRIVATE = {"PersonBirthDate": "1990-02-03", "GenderCurrent": "2", "Ethnicity": "WBRI",
           "QualInst": "Poltergeist College", "Absat30Sept": "1", "ReasonAbsence": "SIC"}  # fmt: skip
Take = Callable[..., Loaded]


def census_of(*workers: dict[str, str], counted: str = "2026-09-30", between: str = "\n") -> str:
    """The text of a census."""
    told = between.join(
        "<CSWWWorker>" + between.join(f"<{name}>{text}</{name}>" for name, text in each.items())
        + "</CSWWWorker>"
        for each in workers
    )  # fmt: skip
    header = (
        f"<Collection>CSWW</Collection><Year>2026</Year><ReferenceDate>{counted}</ReferenceDate>"
    )
    return (
        f"<Message><Header><CollectionDetails>{header}</CollectionDetails></Header>{between}"
        f"<LALevelVacancies><NumberOfVacancies>7</NumberOfVacancies></LALevelVacancies>{between}{told}</Message>"
    )


@pytest.fixture
def take(inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings) -> Take:
    """Put a census in the inbox, load what is recognised of it, and tell what became of it."""

    def load(content: str | bytes, name: str = "csww_2026.xml") -> Loaded:
        content = content.encode() if isinstance(content, str) else content
        (inbox.folder / name).write_bytes(content)
        (arrival,) = look(inbox.folder, feeds).arrivals
        landing = Landing(data / "landing")
        made = load_file(arrival, feeds[arrival.feed], landing, settings)
        rows = landing.rows(made) if made.outcome == "landed" else pl.DataFrame()
        return Loaded(made, rows, landing.problems(made))

    return load


def test_of_each_worker_what_adds_to_the_staff_list_is_taken_and_nothing_else(take: Take) -> None:
    taken = take(census_of(WORKER | PRIVATE, WORKER | {"SWENo": "SW2", "FTE": "1"}))
    assert taken.rows.select("swe_number", "agency_worker", "fte", "cfkss_status").rows() == [
        ("SW0000012345", "0", 0.6, "1"),
        ("SW2", "0", 1.0, "1"),
    ]
    assert taken.rows["role_start_date"].to_list() == [date(2024, 9, 2)] * 2
    assert taken.problems.is_empty()
    assert not {"gender", "ethnicity", "person_birth_date"} & set(taken.rows.columns)


def test_what_is_private_is_in_no_file_that_is_kept(take: Take, data: Path) -> None:
    take(census_of(WORKER | PRIVATE | {"Nickname": "Zebedee"}))
    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    kept += b"".join(pl.read_parquet(path).write_csv().encode() for path in data.rglob("*.parquet"))
    for private in (b"Poltergeist", b"1990-02-03", b"WBRI", b"SIC", b"Zebedee"):
        assert private not in kept
    assert b"Nickname" in kept


def test_a_row_is_known_by_its_line_or_where_lines_tell_nothing_by_its_place(take: Take) -> None:
    workers = [WORKER | {"SWENo": f"SW{number}"} for number in range(1, 4)]
    assert take(census_of(*workers)).rows["_source_row"].to_list() == [3, 9, 15]
    assert take(census_of(*workers, between="")).rows["_source_row"].to_list() == [1, 2, 3]


def test_where_lines_tell_no_worker_from_another_it_is_said_what_the_numbers_count(
    take: Take,
) -> None:
    workers = (WORKER, {**WORKER, "SWENo": ""})
    assert take(census_of(*workers)).problems["code"].to_list() == ["SM-201"]
    on_one_line = take(census_of(*workers, between=""))
    assert on_one_line.problems.select("code", "source_row").rows() == [
        ("SM-201", 2),
        ("SM-188", None),
    ]


@pytest.mark.parametrize(
    ("name", "counted", "day", "told"),
    [
        ("csww_2026.xml", "2026-09-30", date(2026, 9, 30), []),
        ("CSWW-final.XML", "2026-09-30Z", date(2026, 9, 30), []),
        ("csww.xml", "2026-09-30T00:00:00", date(2026, 9, 30), []),
        ("csww.xml", "2026-09-30T00:00:00.000Z", date(2026, 9, 30), []),
        ("census_workers_20260930.xml", "2026-09-30", date(2026, 9, 30), []),
        ("census_workers_20261112.xml", "2026-09-30", date(2026, 9, 30), ["SM-174"]),
        ("census_workers_20261112.xml", "", date(2026, 11, 12), []),
        ("census_workers_20261112.xml", "2026-09-31", date(2026, 11, 12), ["SM-185"]),
        ("census_workers_20261112.xml", "30/09/2026", date(2026, 11, 12), ["SM-185"]),
        ("what the supplier called it.xml", "2026-09-30", date(2026, 9, 30), []),
    ],
)
def test_a_census_is_always_of_the_day_on_which_the_workers_were_counted(
    inbox: Written, feeds: dict[str, Feed], name: str, counted: str, day: date, told: list[str]
) -> None:
    (inbox.folder / name).write_text(census_of(WORKER, counted=counted))
    found = look(inbox.folder, feeds)
    assert [(each.feed, each.extracted_on) for each in found.arrivals] == [("census_workers", day)]
    assert found.problems["code"].to_list() == told


def test_a_census_that_tells_no_day_anywhere_is_named_and_left_unread(
    inbox: Written, feeds: dict[str, Feed]
) -> None:
    (inbox.folder / "csww.xml").write_text(census_of(WORKER, counted=""))
    (inbox.folder / "letters.xml").write_text("<Message><Letter/></Message>")
    found = look(inbox.folder, feeds)
    assert found.arrivals == []
    assert found.problems.select("file_name", "code").rows() == [
        ("csww.xml", "SM-173"),
        ("letters.xml", "SM-131"),
    ]


BOMB = """<?xml version="1.0"?><!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]><Message><CSWWWorker><SWENo>&c;</SWENo></CSWWWorker></Message>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE Message [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<Message><CSWWWorker><SWENo>&a;</SWENo></CSWWWorker></Message>"""


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, BOMB.encode("utf-16")])
@pytest.mark.parametrize(
    "name", ["what the supplier called it.xml", "letters.XML", "csww_2026.xml"]
)
def test_entities_are_told_as_what_they_are_whatever_the_file_is_called(
    inbox: Written, feeds: dict[str, Feed], name: str, content: str | bytes
) -> None:
    content = content.encode() if isinstance(content, str) else content
    (inbox.folder / name).write_bytes(content)
    found = look(inbox.folder, feeds)
    assert found.arrivals == []
    assert found.problems.select("file_name", "code").rows() == [(name, "SM-171")]


def test_a_day_of_the_census_that_is_no_day_is_quoted_and_never_guessed_at(
    inbox: Written, feeds: dict[str, Feed]
) -> None:
    (inbox.folder / "csww.xml").write_text(census_of(WORKER, counted="31 September 2026"))
    found = look(inbox.folder, feeds)
    assert found.arrivals == []
    assert found.problems["code"].to_list() == ["SM-185"]
    assert "'31 September 2026' (ReferenceDate), which is no day" in found.problems["sentence"][0]
    assert "left unread" in found.problems["sentence"][0]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "SM-171"),
        (OUTSIDE, "SM-171"),
        (BOMB.encode("utf-16"), "SM-171"),
        ('<!DOCTYPE Message SYSTEM "http://example.invalid/x.dtd"><Message/>', "SM-171"),
        (census_of(WORKER)[:-60], "SM-170"),
        (census_of(WORKER).replace("</FTE>", "</FTF>"), "SM-170"),
        (census_of(WORKER | {"QualInst": "A & B"}), "SM-170"),
        (b"\x00\x01\x02", "SM-170"),
        ("Person ID,Start Date\n1,2\n", "SM-196"),
        ('<?xml version="1.0" encoding="utf-9"?><Message/>', "SM-170"),
        (census_of(WORKER).encode().replace(b"SW0", b"S\xff0"), "SM-170"),
        ("", "SM-101"),
        ("<html><body>Sign in</body></html>", "SM-172"),
        (census_of(WORKER).replace("CSWW</", "CIN</"), "SM-172"),
        (census_of(), "SM-172"),
        (census_of({"FTE": "1"}), "SM-103"),
    ],
)
def test_what_is_no_sound_census_is_refused_and_nothing_of_it_is_kept(
    take: Take, content: str | bytes, code: str
) -> None:
    taken = take(content, "census_workers_20260930.xml")
    assert taken.load.outcome == "refused"
    assert taken.problems["code"].to_list() == [code]


def test_a_broken_census_says_at_which_line(take: Take) -> None:
    taken = take(census_of(WORKER, WORKER).replace("</FTE>", "</FTF>", 1))
    assert "line 5" in taken.problems["sentence"].item()


def test_cells_that_cannot_be_read_are_emptied_and_a_worker_without_a_number_is_held_back(
    take: Take,
) -> None:
    taken = take(
        census_of(
            WORKER | {"FTE": "1.4"},
            WORKER | {"SWENo": ""},
            WORKER | {"SWENo": "SW3", "RoleStartDate": "soon"},
        )
    )
    assert sorted(taken.told()) == [
        ("SM-201", 9, "SWENo", None, "row quarantined"),
        ("SM-203", 15, "RoleStartDate", "(4 characters, not shown)", "cell emptied"),
        ("SM-206", 3, "FTE", "1.4", "cell emptied"),
    ]
    load = taken.load
    assert (load.received, load.accepted, load.quarantined, load.duplicate) == (3, 2, 1, 0)


def test_a_number_twice_is_two_roles_the_same_row_twice_is_one_and_a_contradiction_is_not_used(
    take: Take,
) -> None:
    other = WORKER | {"SWENo": "SW9"}
    taken = take(
        census_of(
            WORKER, WORKER, WORKER | {"RoleStartDate": "2025-01-06"}, other, other | {"FTE": "1"}
        )
    )
    assert taken.rows["swe_number"].to_list() == ["SW0000012345"] * 2
    load = taken.load
    assert (load.received, load.accepted, load.quarantined, load.duplicate) == (5, 2, 2, 1)


def test_what_is_told_twice_in_one_worker_is_not_guessed_between(take: Take) -> None:
    twice = census_of(WORKER).replace("</FTE>", "</FTE><FTE>0.8</FTE><CFKSSstatus>2</CFKSSstatus>")
    taken = take(twice)
    assert taken.rows.select("fte", "cfkss_status").row(0) == (None, "2/1")
    assert taken.told() == [("SM-206", 3, "FTE", "0.6/0.8", "cell emptied")]


def test_the_sample_census_is_read_whole(inbox: Written, take: Take) -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample census is not on this machine")
    taken = take(SAMPLE.read_bytes(), SAMPLE.name)
    assert taken.load.extracted_on == date(2022, 9, 30)
    assert taken.load.accepted == 30
    assert taken.rows["agency_worker"].value_counts().sort("agency_worker").rows() == [
        ("0", 12),
        ("1", 18),
    ]
    assert taken.rows.filter(pl.col("cfkss_status") == "1").height == 6
    assert taken.problems.is_empty()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("<Message>", '<Message xmlns="urn:x" Version="3">'),
        lambda text: text.replace("<Message>", '<c:Message xmlns:c="urn:x">').replace(
            "</Message>", "</c:Message>"
        ),
        lambda text: text.replace("CSWWWorker", "c:CSWWWorker").replace(
            "<Message>", '<Message xmlns:c="urn:x">'
        ),
        lambda text: text.replace("SWENo", "SWENO").replace("CSWWWorker", "CSWWworker"),
        lambda text: text.replace(">CSWW<", "> csww <"),
        lambda text: text.replace("CFKSSstatus", "CFKSSStatus").replace("FTE>", "Fte>"),
        lambda text: "<!-- made by a supplier -->\n" + text,
        lambda text: text.replace("<FTE>0.6<", "<FTE>0.<!-- full time -->6<"),
        lambda text: text.replace("SW0000012345", "<![CDATA[ SW0000012345 ]]>"),
        lambda text: text.replace("</CSWWWorker>", "<Cases30/><Nickname/></CSWWWorker>"),
        lambda text: text.replace("<CSWWWorker>", '<CSWWWorker id="1" note="x">'),
        lambda text: text.replace("<Header>", "<Header><Source><LEA>301</LEA></Source>"),
        lambda text: text.replace("\n", "\r\n").replace("><", ">\r\n\t<"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: ('<?xml version="1.0" encoding="utf-16"?>' + text).encode("utf-16"),
        lambda text: ('<?xml version="1.0" encoding="windows-1252"?>' + text).encode("cp1252"),
        lambda text: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text,
        lambda text: text.replace("Message", "CSWW"),
        lambda text: text.replace("<LALevelVacancies>", "<LALevel>").replace(
            "</LALevelVacancies>", "</LALevel>"
        ),
    ],
)
def test_a_census_of_another_supplier_or_year_gives_the_same_workers(
    take: Take, change: Callable[[str], str | bytes]
) -> None:
    taken = take(
        change(census_of(WORKER | PRIVATE, WORKER | {"SWENo": "SW2", "FTE": "1"})), "x.xml"
    )
    assert taken.rows.select("swe_number", "agency_worker", "fte", "cfkss_status").rows() == [
        ("SW0000012345", "0", 0.6, "1"),
        ("SW2", "0", 1.0, "1"),
    ]
    assert set(taken.problems["code"]) <= {"SM-121"}


def test_what_a_worker_lacks_is_blank_and_a_census_without_their_status_is_one(take: Take) -> None:
    lacking = {name: text for name, text in WORKER.items() if name in ("SWENo", "FTE")}
    taken = take(census_of(lacking, {"SWENo": "SW2"}))
    assert taken.rows.select("swe_number", "fte", "agency_worker", "cfkss_status").rows() == [
        ("SW0000012345", 0.6, None, None),
        ("SW2", None, None, None),
    ]


def test_an_element_may_have_another_name_where_the_mapping_says_so(
    inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    (inbox.folder / "mapping.yml").write_text(
        "feeds:\n  census_workers:\n    - headings: {RegistrationNo: SWENo}\n"
    )
    mapping = read_mapping(inbox.folder / "mapping.yml", feeds)
    text = census_of(WORKER).replace("SWENo", "RegistrationNo")
    (inbox.folder / "csww.xml").write_text(text)
    (arrival,) = look(inbox.folder, feeds, mapping).arrivals
    landing = Landing(data / "landing")
    made = load_file(arrival, feeds["census_workers"], landing, settings)
    assert landing.rows(made)["swe_number"].to_list() == ["SW0000012345"]


def test_a_large_xml_file_that_is_no_census_is_not_read_to_its_end(
    inbox: Written, feeds: dict[str, Feed]
) -> None:
    text = "<Letters>" + "<Letter>x</Letter>" * 20_000
    (inbox.folder / "letters.xml").write_text(text)
    assert header_of(inbox.folder / "letters.xml").code == ""
    assert look(inbox.folder, feeds).problems["code"].to_list() == ["SM-131"]


@pytest.mark.parametrize(
    "text", ["SWENo,FTE,RoleStartDate\nSW1,1.0,2026-01-01\n", "SWENo;FTE\nSW1;1\n"]
)
def test_a_census_that_is_a_table_is_called_no_xml_and_never_cut_off(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "census_workers_20260930.csv"
    path.write_text(text)
    with pytest.raises(FileRefusedError) as refused:
        header_of(path)
    assert refused.value.kind is problems.XML_IS_TABLE
    path.write_text("<Message><Header>")
    with pytest.raises(FileRefusedError) as refused:
        header_of(path)
    assert refused.value.kind is problems.XML_BROKEN
