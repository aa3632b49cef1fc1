"""Addresses of the pages. What is on screen is always told by the address, and by ids only."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

#: Kept when the reader moves from page to page; everything else belongs to one page.
SHARED = ("persona", "as", "service", "team")


@dataclass(frozen=True)
class Links:
    """Makes links that keep who is looking and the part of the council they look at."""

    shared: tuple[tuple[str, str], ...] = ()

    def to(self, page: str, **asked: object) -> str:
        """The address of a page (`team`, `person`; '' is the landing page), relative to any page.

        A parameter that is None is left out, also a shared one.
        """
        given: dict[str, object] = {**dict(self.shared), **asked}
        query = urlencode(
            {name: str(value) for name, value in given.items() if value is not None},
            quote_via=quote,
        )
        # A bracket would end a Markdown link.
        query = query.replace("(", "%28").replace(")", "%29")
        return f"./{page}?{query}" if query else f"./{page}"

    def without(self, *names: str) -> "Links":
        """The same, no longer keeping these."""
        return Links(tuple((name, value) for name, value in self.shared if name not in names))


def shared_links(asked: Mapping[str, str]) -> Links:
    """Links that keep what is shared of the parameters asked for."""
    return Links(tuple((name, asked[name]) for name in SHARED if asked.get(name)))
