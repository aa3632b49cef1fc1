"""What the dbt project beside this package says of itself: which policies it holds, and whether it
has changed.
"""

import csv
import hashlib
from pathlib import Path

_CODE = ("*.sql", "*.yml", "*.csv", "*.py")
_NOT_CODE = {"demo", "target", "logs", "__pycache__"}
_POLICIES = Path("seeds") / "policy" / "policies.csv"


class UnknownPolicyError(Exception):
    """The policy asked for is not among the policy seeds."""


def code_version(transform: Path) -> str:
    """A fingerprint of everything that decides what the same snapshots come to."""
    told = hashlib.sha256()
    for folder in (Path(__file__).parent, transform):
        for path in sorted(path for pattern in _CODE for path in folder.rglob(pattern)):
            place = path.relative_to(folder)
            if not _NOT_CODE & set(place.parts):
                told.update(place.as_posix().encode() + path.read_bytes())
    return told.hexdigest()[:12]


def check_policy(policy: str | None, transform: Path) -> None:
    """Make sure that the policy asked for is one of those loaded. Raises UnknownPolicyError."""
    if policy is None:
        return
    with (transform / _POLICIES).open(encoding="utf-8", newline="") as seed:
        known = [row["policy_id"] for row in csv.DictReader(seed)]
    if policy not in known:
        raise UnknownPolicyError(f"There is no policy {policy}; there are {', '.join(known)}.")
