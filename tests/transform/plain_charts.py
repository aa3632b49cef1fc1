"""The charts worked out once more, in plain Python and whole fractions: no SQL, no seeds, no floats where avoidable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

Value = Fraction | None
WIDTH, SCREEN, NEAR = Fraction("2.66"), Fraction("3.267"), Fraction(2, 3)


@dataclass(frozen=True)
class Limits:
    """Mean, limits and average moving range of a series."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    average_range: Fraction


def limits_of(values: Sequence[Value], screen: bool = True) -> Limits | None:
    """XmR limits of a series; None stands for a month without a value."""
    known = [value for value in values if value is not None]
    ranges = [
        abs(later - earlier)
        for earlier, later in pairwise(values)
        if earlier is not None and later is not None
    ]
    if not ranges:
        return None
    mean = sum(known, Fraction()) / len(known)
    average = sum(ranges, Fraction()) / len(ranges)
    kept = [each for each in ranges if each < SCREEN * average] if screen else ranges
    if kept:
        average = sum(kept, Fraction()) / len(kept)
    return Limits(mean, mean - WIDTH * average, mean + WIDTH * average, average)


def named_points(values: Sequence[Value]) -> list[tuple[str, int] | None]:
    """For each month the rule that names it and whether it points up (1) or down (-1)."""
    limits = limits_of(values)
    assert limits is not None
    many = range(len(values))
    near = NEAR * WIDTH * limits.average_range

    def side(i: int) -> int:
        value = values[i]
        return 0 if value is None else (value > limits.mean) - (value < limits.mean)

    def outside(i: int) -> int:
        value = values[i]
        return 0 if value is None else (value > limits.upper) - (value < limits.lower)

    def close(i: int) -> bool:
        value = values[i]
        return value is not None and not outside(i) and abs(value - limits.mean) > near

    def rises(i: int, way: int) -> bool:
        earlier, later = values[i - 1], values[i]
        return earlier is not None and later is not None and way * (later - earlier) > 0

    found: list[tuple[str, int] | None] = [None for _ in many]
    for first in range(len(values) - 6):
        for way in (1, -1):
            if all(side(i) == way for i in range(first, first + 7)):
                for i in range(first, first + 7):
                    found[i] = ("one_side", way)
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        for way in (1, -1):
            if all(side(i) == way for i in three) and sum(close(i) for i in three) >= 2:
                for i in three:
                    if close(i):
                        found[i] = ("two_in_three", way)
    trended: set[int] = set()
    for first in range(len(values) - 6):
        for way in (1, -1):
            if all(rises(i, way) for i in range(first + 1, first + 7)):
                for i in range(first, first + 7):
                    # A turning point stays with the trend that reached it first.
                    if i not in trended:
                        found[i] = ("trend", way)
                        trended.add(i)
    for i in many:
        if outside(i):
            found[i] = ("outside_limit", outside(i))
    return found


def chance(hits: int, size: int, share: Fraction) -> Fraction:
    """The chance of just so many hits."""
    return math.comb(size, hits) * share**hits * (1 - share) ** (size - hits)


def chance_of_so_few(hits: int, size: int, share: Fraction) -> Fraction:
    """The chance of so many hits or fewer."""
    return sum((chance(i, size, share) for i in range(hits + 1)), Fraction())


def chance_of_so_many(hits: int, size: int, share: Fraction) -> Fraction:
    """The chance of so many hits or more."""
    return sum((chance(i, size, share) for i in range(hits, size + 1)), Fraction())


def smooth_limit(share: float, size: int, width: float) -> float:
    """The limit at a signed number of standard errors from the share, on the arcsine scale."""
    angle = math.asin(math.sqrt(share)) + width * math.sqrt(1 / (4 * size))
    return math.sin(min(max(angle, 0.0), math.pi / 2)) ** 2


def drawn_in(scores: Sequence[float]) -> list[float]:
    """The scores with a tenth of each end drawn in to where the others end."""
    ranked = sorted(scores)

    def quantile(part: float) -> float:
        at = part * (len(ranked) - 1)
        low, high = ranked[math.floor(at)], ranked[math.ceil(at)]
        return low + (at - math.floor(at)) * (high - low)

    low, high = quantile(0.1), quantile(0.9)
    return [min(max(score, low), high) for score in scores]


def differ_beyond_chance(places: Sequence[tuple[int, int]], share: float) -> bool:
    """Whether the squares of (hits, size) sum to two standard errors more than chance gives."""
    if share in (0, 1) or len(places) == 1:
        return False
    scores = [(h / n - share) / math.sqrt(share * (1 - share) / n) for h, n in places]
    phi = sum(score**2 for score in drawn_in(scores)) / len(places)
    return phi > 1 + 2 * math.sqrt(2 / len(places))


def between_variance(places: Sequence[tuple[int, int]], share: float) -> float:
    """DerSimonian and Laird's additive variance of (hits, size), a tenth of each end drawn in."""
    middle = math.asin(math.sqrt(share))
    scores = [(math.asin(math.sqrt(h / n)) - middle) / (1 / (2 * math.sqrt(n))) for h, n in places]
    phi = sum(score**2 for score in drawn_in(scores)) / len(scores)
    weights = [1 / (1 / (2 * math.sqrt(n))) ** 2 for _, n in places]
    spread = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    return max(0.0, (len(scores) * phi - (len(scores) - 1)) / spread) if spread > 0 else 0.0
