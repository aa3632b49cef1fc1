"""What is said where an address asks for what is not here. What it asked for is never repeated."""

from dashboard.view_models.markdown import plain

FIRST_PAGE = (
    "The link asked for a page of this table that there is not; the first is shown instead."
)
NOT_HERE = "The link asked for something that is not here, or that you may not see."


def say_instead(shown: str) -> str:
    """That something else is shown than the address asked for; `shown` is a label offered."""
    return (
        f"The link asked for something that is not offered here; {plain(shown)} is shown instead."
    )
