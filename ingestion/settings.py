"""Every value a council may set from outside, in one frozen place, so that no other module reads
the environment.
"""

import getpass
import json
import os
from datetime import date
from pathlib import Path
from typing import get_origin

from pydantic import Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError


def _name_of_the_user() -> str:
    """Say who runs this; a container may give a user no name, and then the number has to do."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"


class Settings(BaseSettings):
    """What a council may set: each field is the variable SUPERVISION_<FIELD>, mappings and sets
    written as JSON.

    The limits are those of the gates (shares between 0 and 1), so that a test or a council can see
    them in one place.
    """

    model_config = SettingsConfigDict(env_prefix="SUPERVISION_", frozen=True)

    memory: str = Field(
        default="4GB", description="DuckDB's memory limit while a warehouse is built."
    )
    threads: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    user: str = Field(
        default_factory=_name_of_the_user, description="Who is named in the manifest."
    )

    keep_versions: int = Field(default=5, ge=1, description="Published warehouse files that stay.")
    keep_minutes: int = Field(
        default=10, ge=0, description="No file younger than this is ever removed."
    )
    lock_seconds: float = Field(
        default=0, ge=0, description="How long to wait for another refresh to end."
    )

    quarantined_share: float = Field(
        default=0.05, description="More of a file's rows held back stops a refresh."
    )
    shrink_share: float = Field(
        default=0.10, description="A snapshot smaller by more than this stops a refresh,"
    )
    shrink_rows: int = Field(default=5, description="if it is also smaller by more rows than this.")
    filled_cells: int = Field(
        default=5, description="A column with no more values than this may fall empty unnoticed."
    )
    unknown_share: float = Field(
        default=0.05,
        description="More codes nobody recognises are warned of, and in a feed that says who must "
        "be supervised stop a refresh.",
    )
    grown_share: float = Field(
        default=0.50, description="A snapshot larger by more than this is warned of,"
    )
    grown_rows: int = Field(default=20, description="if it is also larger by more rows than this.")
    largest_file_gb: float = Field(default=4, description="A larger file is refused unread.")
    most_rows: int = Field(default=50_000_000, description="A longer file is refused,")
    most_columns: int = Field(default=1000, description="and so is a wider one.")
    month_first_dates: int = Field(
        default=3,
        description="As many dates of a column that make sense only with the month first refuse "
        "the file,",
    )
    month_first_share: float = Field(
        default=0.001, description="if they are also this share of its rows."
    )
    apart_days: int = Field(
        default=14, description="Extracts further apart than this are not one picture."
    )

    records_from: dict[str, date] = Field(
        default_factory=dict,
        description="The day a feed's records begin, where the council sets it, for example "
        '{"asye_reviews": "2025-04-01"}.',
    )
    mapping: Path | None = Field(
        default=None,
        description="The council's mapping; where none is set, mapping.yml in the data folder, if "
        "it is there.",
    )
    retention_months: dict[str, int] = Field(
        default_factory=dict,
        description="How many months a feed's rows and superseded files are kept, for example "
        '{"sharepoint_sessions": 72}. A feed that is not named is kept without end.',
    )
    cp1252_feeds: frozenset[str] = Field(
        default=frozenset(),
        description="Feeds whose system writes Windows-1252 text and not UTF-8.",
    )

    def for_duckdb(self, spill: Path) -> dict[str, str | bool | int | float | list[str]]:
        """What DuckDB is told when it opens a file; what memory cannot hold goes to `spill`."""
        return {
            "memory_limit": self.memory,
            "threads": self.threads,
            "temp_directory": str(spill),
        }


class SettingError(Exception):
    """A setting that makes no sense: says which, and what it must be."""


def _sentence(error: ErrorDetails) -> str:
    name, *inside = (str(part) for part in error["loc"])
    where = f" ({', '.join(inside)})" if inside else ""
    described = Settings.model_fields[name].description if name in Settings.model_fields else ""
    meant = f" It is: {described}" if described else ""
    return f"SUPERVISION_{name.upper()}{where} makes no sense: {error['msg']}.{meant}"


def read_settings() -> Settings:
    """The settings as the environment has them. Raises SettingError with all that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        told = [_sentence(each) for each in error.errors(include_url=False)]
        raise SettingError("\n".join(told)) from error
    except SettingsError as error:
        wrong = [name for name, field in Settings.model_fields.items() if _is_no_json(name, field)]
        told = [
            f"SUPERVISION_{name.upper()} makes no sense: it is not written as JSON. It is: "
            f"{Settings.model_fields[name].description}"
            for name in wrong
        ]
        raise SettingError("\n".join(told) or str(error)) from error


def _is_no_json(name: str, field: FieldInfo) -> bool:
    """Whether a setting that must be a mapping or a set cannot be read as one."""
    typed = os.environ.get(f"SUPERVISION_{name.upper()}")
    if typed is None or get_origin(field.annotation) not in (dict, frozenset):
        return False
    try:
        json.loads(typed)
    except ValueError:
        return True
    return False


def environment_for_child(**variables: str) -> dict[str, str]:
    """Give a child process this process's environment with some variables laid over it."""
    return {**os.environ, **variables}
