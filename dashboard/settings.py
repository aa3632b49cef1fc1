"""What the dashboard is told from outside. Nothing else here reads the environment.

Every setting is an environment variable with the prefix SUPERVISION_; `python -m dashboard serve`
sets them from its options.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one process, fixed when it starts."""

    model_config = SettingsConfigDict(env_prefix="SUPERVISION_", frozen=True, extra="ignore")

    #: The folder a refresh publishes into; the warehouse is in its folder `warehouse`.
    data: Path = Path("data")
    #: Whether the reader may choose whom to look as. For demonstrations: there is no sign-in.
    demo: bool = False
    #: Whom a demonstration begins as, where the address does not say.
    demo_persona: Literal["director", "head_of_service", "team_manager", "task_and_finish"] = (
        "director"
    )


@cache
def settings() -> Settings:
    """The settings, read once a process."""
    return Settings()
