"""Where a problem is: the row a spreadsheet shows, and in an XML file the line."""

import pytest

from dashboard.view_models.quality_findings import say_example


@pytest.mark.parametrize(
    ("file", "words"),
    [("hr_workers_20261031.csv", "row 20"), ("Annex A.xlsx, list 9", "row 20"), ("CSWW 2026.XML", "line 20")],
)  # fmt: skip
def test_the_number_of_a_row_is_said_as_what_a_person_finds_it_by(file: str, words: str) -> None:
    told = say_example(
        {
            "example_file": file,
            "example_row": 20,
            "example_heading": "SWENo",
            "example_sentence": "SWENo is empty.",
            "example_text": None,
        }
    )
    assert words in told
