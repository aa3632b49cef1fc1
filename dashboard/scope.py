"""Who may see what. Every dataset function takes a Scope and binds it in its SQL.

A person is in scope when their team is, or when they themselves are. Nothing is in the scope
that is made without an argument: access is denied until somebody grants it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Scope:
    """What one reader may see. Two readers with equal scopes may share a remembered answer."""

    #: Everybody and every case, also those whose team is not known.
    sees_everyone: bool = False
    #: Counts for the council, its directorates and services; nobody by name.
    sees_counts: bool = False
    #: People whose main post, and cases whose involvement, is in one of these teams.
    team_ids: tuple[str, ...] = ()
    #: These people, and the cases they hold, whatever their team.
    worker_ids: tuple[str, ...] = ()
    #: The reader's own employee number, for what is shown to a person's own line only.
    reader_id: str | None = None

    @property
    def names_people(self) -> bool:
        """Whether any person may be shown by name."""
        return self.sees_everyone or bool(self.team_ids) or bool(self.worker_ids)

    @property
    def sees_anything(self) -> bool:
        """Whether there is anything at all to show."""
        return self.names_people or self.sees_counts

    def parameters(self) -> dict[str, Any]:
        """The scope as the parameters that queries/*.sql filter by."""
        return {
            "sees_everyone": self.sees_everyone,
            "sees_counts": self.sees_counts or self.sees_everyone,
            "team_ids": list(self.team_ids),
            "worker_ids": list(self.worker_ids),
            "reader_id": self.reader_id,
        }


@dataclass(frozen=True)
class Place:
    """The part of the council the reader asked for, and the day. It never widens a scope."""

    service: str | None = None
    team_id: str | None = None
    #: A month end before the data date; without one, the data date (see `warehouse.ask`).
    as_at: date | None = None

    def parameters(self) -> dict[str, Any]:
        """The place as query parameters; null asks for all, or for the data date."""
        return {"service": self.service, "team_id": self.team_id, "as_at": self.as_at}

    def everywhere(self) -> "Place":
        """The whole council on the same day."""
        return Place(as_at=self.as_at)

    def latest(self) -> "Place":
        """The same part of the council on the data date."""
        return replace(self, as_at=None)


NOBODY = Scope()
EVERYWHERE = Place()
