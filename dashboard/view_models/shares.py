"""The one place that divides. The warehouse holds counts; a share is always 'n of N' with its %."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """A part of a whole, both counts."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, halves up; None where there is nothing to share.

        Only all is 100% and only none is 0%: 399 of 400 is 99%.
        """
        if self.whole == 0:
            return None
        rounded = (200 * self.part + self.whole) // (2 * self.whole)
        if 0 < self.part < self.whole:
            return min(max(rounded, 1), 99)
        return rounded

    @property
    def counts(self) -> str:
        """'391 of 477'."""
        return f"{self.part:,} of {self.whole:,}"

    @property
    def percent_text(self) -> str:
        """'82%', or words where there is nobody to count."""
        return "none to count" if self.percent is None else f"{self.percent}%"

    @property
    def text(self) -> str:
        """'391 of 477 (82%)'."""
        return self.counts if self.percent is None else f"{self.counts} ({self.percent_text})"


def points_moved(now: Share, then: Share) -> int | None:
    """By how many whole percentage points a share moved, halves away from nought; None where one
    of them has nothing to share. Of the counts, not of the rounded shares, which can differ by a
    point where nothing moved.
    """
    if not now.whole or not then.whole:
        return None
    moved = 200 * (now.part * then.whole - then.part * now.whole)
    whole = 2 * now.whole * then.whole
    points = (abs(moved) + now.whole * then.whole) // whole
    return points if moved > 0 else -points


def say_movement(now: Share, then: Share, since: str) -> str:
    """How a share moved, in words and an arrow: '▲ 2 percentage points since 31 October 2026'."""
    points = points_moved(now, then)
    if points is None:
        return f"No comparison with {since}: there was nobody to count"
    if points == 0:
        is_same = now.part * then.whole == then.part * now.whole
        return (
            f"No change since {since}" if is_same else f"Less than 1 percentage point since {since}"
        )
    arrow = "▲" if points > 0 else "▼"
    unit = "percentage point" if abs(points) == 1 else "percentage points"
    return f"{arrow} {abs(points)} {unit} since {since}"


def say_more(after: float, before: float) -> str:
    """How one sum stands to another, in whole per cent: '9% more', 'no more or fewer'."""
    if before == 0:
        return "no comparison of" if after else "no more or fewer"
    percent = round(100 * (after - before) / before)
    if percent == 0:
        return "no more or fewer" if round(after) == round(before) else "less than 1% change in"
    return f"{abs(percent)}% {'more' if percent > 0 else 'fewer'}"


def hours_of(minutes: float | None, meetings: float) -> float | None:
    """The hours that so many meetings take, at so many minutes each; None where that is unknown."""
    return None if minutes is None else minutes * meetings / 60


def together(each: float, number: int) -> float:
    """So many times a year each, for so many."""
    return each * number
