"""The page that says how a council is added: its example is read as it says, and no key is left
out.
"""

import re
from datetime import date
from pathlib import Path

from ingestion.feeds import Feed
from ingestion.inbox import look
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.mapping import Reading, Unpivot
from ingestion.mapping_file import read_mapping
from ingestion.settings import Settings

from .conftest import Written

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "add-a-council.md").read_text("utf-8")


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_read_as_the_page_says(
    inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings, tmp_path: Path
) -> None:
    [content], [mapping, _] = _blocks("csv"), _blocks("yaml")
    (name,) = re.findall(r"The file `(.*?)`:", PAGE)
    (tmp_path / "mapping.yml").write_text(mapping, encoding="utf-8")
    (inbox.folder / name).write_text(content, encoding="utf-8")
    told = read_mapping(tmp_path / "mapping.yml", feeds)
    [arrival] = look(inbox.folder, feeds, told).arrivals
    landing = Landing(data / "landing")
    load = load_file(arrival, feeds[arrival.feed], landing, settings)
    assert (load.part, load.extracted_on) == ("north", date(2026, 11, 20))
    assert (load.received, load.accepted) == (2, 2)
    assert landing.rows(load)["held_date"].to_list() == [date(2026, 10, 13), date(2026, 10, 14)]
    assert landing.problems(load).filter(code="SM-122")["heading"].to_list() == ["Discussion"]
    assert load.id_kinds == {"supervisee": "employee_number", "supervisor": "work_email"}


def test_the_tracker_on_the_page_is_a_valid_mapping(tmp_path: Path, feeds: dict[str, Feed]) -> None:
    _, tracker = _blocks("yaml")
    (tmp_path / "mapping.yml").write_text(tracker, encoding="utf-8")
    assert read_mapping(tmp_path / "mapping.yml", feeds).feeds["sharepoint_sessions"][0].unpivot


def test_every_key_of_a_mapping_is_explained() -> None:
    for key in (*Reading.model_fields, *Unpivot.model_fields):
        assert f"`{key}`" in PAGE or f"{key}:" in PAGE, key
