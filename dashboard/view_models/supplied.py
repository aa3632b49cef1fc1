"""Feeds that were never supplied: what they tell is not measured, and never zero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: What a screen says where a number would need a feed that was never supplied.
NOT_MEASURED = "not measured"
_FEEDS_OF_CASES = "_involvements"
_FEEDS_OF_CASE_SUPERVISIONS = "_case_supervisions"
_FEEDS_OF_FLAGS = "_risk_flags"
_FEEDS_OF_ASYE_RISK = ("asye_reviews", "asye_supervisors", "asye_evidence")


@dataclass(frozen=True)
class Supplied:
    """Which feeds were supplied, by the rows of the feeds there are."""

    supplied: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    @classmethod
    def of(cls, feeds: Iterable[Mapping[str, Any]]) -> "Supplied":
        """By the rows of `datasets.council.feeds`."""
        every = {row["feed"]: bool(row["is_supplied"]) for row in feeds}
        told = frozenset(feed for feed, is_supplied in every.items() if is_supplied)
        return cls(told, frozenset(every) - told)

    def lacks(self, feed: str) -> bool:
        """Whether the feed is known and was never supplied."""
        return feed in self.missing

    @property
    def lacks_cases(self) -> bool:
        """Whether no system's cases were supplied."""
        return any(feed.endswith(_FEEDS_OF_CASES) for feed in self.missing) and not any(
            feed.endswith(_FEEDS_OF_CASES) for feed in self.supplied
        )

    @property
    def lacks_case_supervisions(self) -> bool:
        """Whether some system's case supervisions were not supplied."""
        return any(feed.endswith(_FEEDS_OF_CASE_SUPERVISIONS) for feed in self.missing)

    @property
    def lacks_risk_flags(self) -> bool:
        """Whether a system gave its cases and not the flags on them: who is at high risk by a flag
        alone cannot be told there, nor what a policy asks for them.
        """
        return any(
            feed.removesuffix(_FEEDS_OF_FLAGS) + _FEEDS_OF_CASES not in self.missing
            for feed in self.missing
            if feed.endswith(_FEEDS_OF_FLAGS)
        )

    def say_risk_flags(self) -> str:
        """What the figures of high-risk cases then leave out; nothing where flags are there."""
        return "risk flags not supplied: by type alone" if self.lacks_risk_flags else ""

    def say_asye_risk(self) -> str:
        """What "at risk" then leaves out; nothing where all is there."""
        lacking = any(self.lacks(feed) for feed in _FEEDS_OF_ASYE_RISK)
        return "some of what makes an NQSW at risk not measured" if lacking else ""
