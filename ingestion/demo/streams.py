"""Randomness that stays put: one stream of numbers a purpose, named in words.

Every draw comes from `random.Random` seeded by a text such as `1/sessions/001042`. Python hashes
that text itself, so the numbers are the same on every machine and in every process, and adding a
feed or a person moves nobody else's. Draws use whole numbers and uniform fractions only: no
logarithm or cosine, which may differ in the last place from one machine to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")

#: (weight, lowest, highest): a band is chosen by weight, then a whole number within it.
Bands = Sequence[tuple[float, int, int]]


@dataclass(frozen=True, slots=True)
class Streams:
    """The source of every stream of one council."""

    seed: int

    def stream(self, *purpose: object) -> Random:
        """A stream of its own for whatever the purpose spells out."""
        return Random("/".join(str(part) for part in (self.seed, *purpose)))  # noqa: S311 (a demo)


def draw(rng: Random, bands: Bands) -> int:
    """A whole number out of weighted bands; the weights need not add up to one."""
    point = rng.random() * sum([band[0] for band in bands])
    chosen = bands[-1]
    for band in bands:
        point -= band[0]
        if point < 0:
            chosen = band
            break
    return chosen[1] + int(rng.random() * (chosen[2] - chosen[1] + 1))


def choose(rng: Random, weighted: Sequence[tuple[float, T]]) -> T:
    """One of several things by weight; the weights need not add up to one."""
    point = rng.random() * sum([weight for weight, _ in weighted])
    for weight, thing in weighted:
        point -= weight
        if point < 0:
            return thing
    return weighted[-1][1]


def pick(rng: Random, things: Sequence[T]) -> T:
    """One of several things, all alike."""
    return things[int(rng.random() * len(things))]


def chance(rng: Random, probability: float) -> bool:
    """True as often as the probability says."""
    return rng.random() < probability
