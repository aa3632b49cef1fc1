"""Addresses of the pages. What is on screen is always told by the address, and by ids only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

#: Kept when the reader moves from page to page; everything else belongs to one page.
SHARED = ("persona", "as", "service", "team", "at")


def _part(name: str, value: object) -> str:
    """One parameter; brackets are written out too, or they would end a Markdown link."""
    return f"{name}={quote(str(value), safe='')}"


@dataclass(frozen=True)
class Links:
    """Makes links that keep who is looking and the part of the council they look at."""

    shared: tuple[tuple[str, str], ...] = ()

    def to(self, page: str, **asked: object) -> str:
        """The address of a page (`team`, `person`; '' is the landing page), relative to any page.

        A parameter that is None is left out, also a shared one.
        """
        kept = [part for name, part in self._parts if name not in asked]
        own = [_part(name, value) for name, value in asked.items() if value is not None]
        query = "&".join([*kept, *own])
        return f"./{page}?{query}" if query else f"./{page}"

    @cached_property
    def _parts(self) -> list[tuple[str, str]]:
        """The shared parameters as they stand in an address; a page has hundreds of links."""
        return [(name, _part(name, value)) for name, value in self.shared]

    def without(self, *names: str) -> "Links":
        """The same, no longer keeping these."""
        return Links(tuple((name, value) for name, value in self.shared if name not in names))


def shared_links(asked: Mapping[str, str]) -> Links:
    """Links that keep what is shared of the parameters asked for."""
    return Links(tuple((name, asked[name]) for name in SHARED if asked.get(name)))
