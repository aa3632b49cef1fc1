"""What is said of people who cannot be told from an export: codes SM-401 to SM-419."""

from ingestion.problems.kinds import enter

PEOPLE_NOT_TOLD = enter(
    "SM-401",
    "People who cannot be told",
    "{texts} names or numbers, in {count} rows, name nobody in the staff list for certain.",
    "Fill in Employee Number in {path} and put the file in the inbox: it says what hangs on each. "
    "Write nobody for what is no worker of yours.",
    "warning",
    "warning",
)
