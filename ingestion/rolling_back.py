"""Going back to a version that was published before and is kept whole, and staying there."""

from pathlib import Path

from ingestion import problems
from ingestion.acceptance import said
from ingestion.acts import Act, Acts
from ingestion.problems import KeepingError
from ingestion.publishing import Version, is_before, kept_whole, last_published, point_back


def choose(warehouse: Path, file: str | None) -> Version:
    """The version asked for, or the one before what is served. Raises KeepingError."""
    served, kept = last_published(warehouse), kept_whole(warehouse)
    if file is not None:
        chosen = next((each for each in kept if each.file == Path(file).name), None)
        if chosen is None:
            names = ", ".join(each.file for each in kept) or "none"
            raise KeepingError(problems.VERSION_NOT_KEPT, file=file, kept=names)
        return chosen
    if served is None:
        raise KeepingError(problems.NOTHING_PUBLISHED, verb="go back from")
    earlier = next((each for each in kept if is_before(each.file, served.file)), None)
    if earlier is None:
        raise KeepingError(problems.NO_EARLIER_VERSION, file=served.file)
    return earlier


def roll_back(warehouse: Path, acts: Acts, file: str | None, by: str, reason: str) -> Act:
    """Serve an earlier version from now on. Raises KeepingError or OSError.

    It is recorded first: a run that is cut short in between is finished by the next.
    """
    by, reason = said(by, reason)
    served, version = last_published(warehouse), choose(warehouse, file)
    words = f"went back from {served.file if served else 'nothing'} to {version.file}"
    act = acts.add(
        "rolled back", by, reason=reason, words=words, file=version.file, version=version
    )
    point_back(version, warehouse)
    return act
