"""Files that need no mapping are told as what they are, with the name to give them."""

from pathlib import Path

import pytest

from ingestion.proposing.proposal import NoMappingNeededError, NothingProposedError, propose
from ingestion.proposing.statutory import words_of_statutory
from ingestion.reading.soundness import FileRefusedError

from ..annex_a import plain_sheets, row_of, write_workbook
from ..reading.test_census import BOMB, WORKER, census_of
from ..test_main import _run


def test_an_annex_a_workbook_is_told_as_what_it_is_and_how_to_name_it(tmp_path: Path) -> None:
    rows = {f"list_{number}": [row_of(number, "1")] for number in (6, 7, 8)}
    book = write_workbook(tmp_path / "Ofsted return.xlsx", plain_sheets(**rows))
    done = _run("map", book)
    assert done.returncode == 0, done.stderr
    assert "is Ofsted's Annex A (lists 4, 6, 7, 8, 9 of those that are used)" in done.stderr
    assert "needs no mapping" in done.stderr
    assert "with its day in its name: Annex A yyyy-mm-dd.xlsx" in done.stderr
    named = book.rename(tmp_path / "Annex A 2026-10-31.xlsx")
    with pytest.raises(NoMappingNeededError, match="under the name it has, as of 31 October 2026"):
        propose(named)


def test_a_census_is_told_as_what_it_is_and_nothing_is_written(tmp_path: Path) -> None:
    census = tmp_path / "from the supplier.xml"
    census.write_text(census_of(WORKER))
    out = tmp_path / "mapping.yml"
    done = _run("map", census, "--out", out)
    assert done.returncode == 3
    assert "is the social work workforce census of 30 September 2026. It is read as" in done.stderr
    assert "under the name it has, or as census_workers_20260930.xml." in done.stderr
    assert not out.exists()
    for counted in ("", "September"):
        census.write_text(census_of(WORKER, counted=counted))
        with pytest.raises(
            NoMappingNeededError, match="the day of the census, which the file does not say"
        ):
            propose(census)


def test_other_xml_and_xml_that_asks_for_more_than_data_are_no_census(tmp_path: Path) -> None:
    path = tmp_path / "letters.xml"
    path.write_text("<Message><Letter/></Message>")
    with pytest.raises(NothingProposedError, match="is XML and not the social work workforce"):
        propose(path)
    path.write_text(BOMB)
    with pytest.raises(FileRefusedError) as refused:
        propose(path)
    assert refused.value.kind.code == "SM-171"


def test_a_workbook_with_a_sheet_for_each_month_is_not_taken_for_annex_a(tmp_path: Path) -> None:
    months = {str(number): [["Supervisee", "Held Date"], ["1", "x"]] for number in range(1, 13)}
    book = write_workbook(tmp_path / "tracker.xlsx", dict(months))
    assert words_of_statutory(book) is None
