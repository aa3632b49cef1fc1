"""What a page is given on every rerun: warehouse, scope, place, links and words."""

from dataclasses import dataclass

from dashboard.scope import Place, Scope
from dashboard.view_models.addresses import Links
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.warehouse import Published


@dataclass(frozen=True)
class Visit:
    """One rerun of one reader. All figures of a rerun come from this one published warehouse."""

    run: Published
    scope: Scope
    place: Place
    links: Links
    words: Vocabulary
    #: Who the reader looks as, in words: 'Director', 'Team manager of …'.
    reader: str = ""
    #: What the address asked for and could not have, in sentences.
    refusals: tuple[str, ...] = ()
    #: The paths of the pages there are, so that none leads to one that is not there.
    offered: frozenset[str] = frozenset()
