"""The survey of supervision: the same for everybody, and small groups are held back in the data."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.warehouse import Published, ask


@remember
def survey_years(run: Published) -> pl.DataFrame:
    """Years with a survey, newest first: survey_year."""
    return ask(run, "survey_years")


@remember
def survey_responses(run: Published, survey_year: int, service: str | None = None) -> pl.DataFrame:
    """How many answered of how many: the council, services, and groups within them."""
    return ask(run, "survey_responses", survey_year=survey_year, service=service)


@remember
def survey_answers(run: Published, survey_year: int, service: str | None = None) -> pl.DataFrame:
    """Counts of every score, by question, for the council, services, and groups within them."""
    return ask(run, "survey_answers", survey_year=survey_year, service=service)
