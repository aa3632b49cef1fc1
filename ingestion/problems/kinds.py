"""What one entry of the catalogue of problems is: a stable code, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
Outcome = Literal[
    "row quarantined",
    "cell emptied",
    "heading dropped",
    "row kept",
    "file refused",
    "refresh stopped",
    "warning",
]


@dataclass(frozen=True)
class ProblemKind:
    """One entry of the catalogue.

    `sentence` and `fix` may name details in braces, filled in when it is reported.
    """

    code: str
    title: str
    sentence: str
    fix: str
    severity: Severity
    outcome: Outcome


CATALOGUE: dict[str, ProblemKind] = {}


def enter(  # noqa: PLR0917
    code: str, title: str, sentence: str, fix: str, severity: Severity, outcome: Outcome
) -> ProblemKind:
    """Enter a kind into the catalogue; a code is used once."""
    if code in CATALOGUE:
        raise ValueError(f"the code {code} stands for {CATALOGUE[code].title!r} already")
    CATALOGUE[code] = ProblemKind(code, title, sentence, fix, severity, outcome)
    return CATALOGUE[code]
