"""What is said of people who cannot be told from an export: codes SM-401 to SM-419."""

from ingestion.problems.kinds import enter

PEOPLE_NOT_TOLD = enter(
    "SM-401",
    "People who cannot be told",
    "Nobody in the staff list is named for certain by {texts}, in {count}.",
    "Fill in Employee Number in {path} and put the file in the inbox: it says what hangs on each. "
    "Write nobody for what is no worker of yours.",
    "warning",
    "warning",
)
