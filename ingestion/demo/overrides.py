"""Individual arrangements: who is to be seen more often, or has agreed to be seen less."""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo.days import FAR_AHEAD, Day, Every
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker

#: By part: (interval, unit, first day, last day, reason); days are before the data date.
PLANTED: dict[str, tuple[tuple[int, str, int, int | None, str], ...]] = {
    "override_performance_concern": (
        (2, "week", 121, -62, "Performance concern"),
        (2, "week", 512, 420, "Performance concern"),
    ),
    "override_practice_concern": ((2, "week", 92, None, "Practice concern"),),
    "override_performance_management": ((1, "week", 76, None, "Performance management"),),
    "override_agreed_deviation": ((6, "week", 300, None, "Agreed deviation"),),
}


@dataclass(frozen=True, slots=True)
class Override:
    """One row of sharepoint_overrides."""

    worker: Worker
    interval: int
    unit: str
    first: Day
    last: Day | None
    reason: str

    @property
    def every(self) -> Every:
        """The interval it asks for."""
        return Every(days=self.interval * 7)

    def runs_on(self, day: Day) -> bool:
        """Whether it holds on a day."""
        return self.first <= day <= (FAR_AHEAD if self.last is None else self.last)


def make_overrides(parts: Parts, today: Day) -> list[Override]:
    """Every override, by the worker's number and day."""
    found = [
        Override(worker, count, unit, today - first, None if last is None else today - last, why)
        for code, terms in PLANTED.items()
        for worker in parts.players(code)
        for count, unit, first, last, why in terms
    ]
    return sorted(found, key=lambda override: (override.worker.number, override.first))
