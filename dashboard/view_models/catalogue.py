"""The catalogue of measures: one file feeds tooltips and the About page."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

CATALOGUE = Path(__file__).parent.parent / "measures.yml"


@dataclass(frozen=True)
class Measure:
    """One measure and what is counted in it."""

    id: str
    name: str
    question: str
    numerator: str
    denominator: str
    exclusions: str
    direction: str


@cache
def measures() -> dict[str, Measure]:
    """Every measure by id, in the order of the file."""
    listed = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return {entry["id"]: Measure(**entry) for entry in listed}


def tooltip(measure_id: str) -> str:
    """What a measure counts, for the tooltip of a figure. Raises KeyError for an unknown id."""
    measure = measures()[measure_id]
    return (
        f"{measure.question}\n\n**Counted:** {measure.numerator}.\n\n"
        f"**Of:** {measure.denominator}.\n\n**Left out:** {measure.exclusions.rstrip('.')}."
    )
