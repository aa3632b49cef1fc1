"""Write the bank holidays of England into the dbt project's seed: `make holidays`.

Working days are counted from this list, and nothing works it out while the warehouse is built, so
that two builds of the same inputs agree whichever release of the holidays library is at hand. Run
it when a bank holiday is proclaimed, and look at what changed before it is kept.
"""

import csv
from pathlib import Path

import holidays

from ingestion.contract import TRANSFORM

FIRST_YEAR, LAST_YEAR = 2000, 2045
SEED = TRANSFORM / "seeds" / "vocabulary" / "bank_holidays.csv"


def write(path: Path = SEED) -> int:
    """Write one row a bank holiday, by day, and give how many there are."""
    days = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_GB"
    )
    with path.open("w", encoding="utf-8", newline="") as seed:
        rows = csv.writer(seed, lineterminator="\n")
        rows.writerow(["holiday_on", "label"])
        rows.writerows([day.isoformat(), name] for day, name in sorted(days.items()))
    return len(days)


if __name__ == "__main__":
    print(f"{write()} bank holidays written to {SEED.name}.")
