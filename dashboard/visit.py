"""What a page is given on every rerun: warehouse, scope, place, links and words."""

from dataclasses import dataclass, replace
from datetime import date

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

    @property
    def as_at(self) -> date:
        """The day that people and cases are shown on."""
        return self.place.as_at or self.run.data_date

    def latest(self) -> "Visit":
        """The same for a page that can show the data date alone: its links lead to it too, or a
        number would be longer or shorter than its list.
        """
        return replace(self, place=self.place.latest(), links=self.links.without("at"))
