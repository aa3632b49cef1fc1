"""What a page's rerun costs, and how long readers wait when there are many, over real websocket sessions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import duckdb
from rich.console import Console
from rich.table import Table

from dashboard.warehouse import published
from tests.bench.readers import Ask, Pace, Server, Waits, cost, crowd, dashboard, plain_script

HERE = Path(__file__).parent
#: Every page in the menu, the hidden ones with what they are usually asked for.
PAGES = {
    "overview": {},
    "team": {},
    "cases": {},
    "asye": {},
    "managers": {},
    "standards": {},
    "audit": {},
    "policy": {},
    "what-if": {},
    "quality": {},
    "about": {},
    "people": {"list": "overdue"},
}
READERS = (50, 200)
Reader = dict[str, str]


def _rows(data: Path, sql: str) -> list[tuple[str, ...]]:
    # Attached, because this process has the file open already, in the dashboard's own way.
    with duckdb.connect() as connection:
        connection.execute(f"attach '{published(data).file}' as council (read_only); use council")
        return connection.execute(sql).fetchall()


def readers(data: Path) -> dict[str, Reader]:
    """One reader of each kind: their name in the table, and what their addresses begin with."""
    service, manager = _rows(
        data,
        """select service_name, team_manager_id from marts.dim_teams
           where team_manager_id is not null and is_open group by all order by count(*) desc, 1, 2 limit 1""",
    )[0]
    return {
        "director": {"persona": "director"},
        "head of service": {"persona": "head_of_service", "as": service},
        "team manager": {"persona": "team_manager", "as": manager},
        "task and finish": {"persona": "task_and_finish"},
    }


def asks_of(reader: Reader, pages: dict[str, dict[str, str]]) -> list[Ask]:
    """Each page as that reader asks for it."""
    return [Ask(page, urlencode(reader | more)) for page, more in pages.items()]


def walks(data: Path) -> Iterator[list[Ask]]:
    """What the readers of a crowd click through: directors by service and team, every team manager with their
    people, so that addresses differ between readers as they do in a council.
    """
    services = [
        row[0]
        for row in _rows(data, "select distinct service_name from marts.dim_teams order by 1")
    ]
    managers = _rows(
        data,
        """select teams.team_manager_id, min(people.worker_id) from marts.dim_teams as teams
           inner join marts.dim_workers as people on people.team_id = teams.team_id
           where teams.team_manager_id is not null and teams.is_open group by 1 order by 1""",
    )
    for service, (manager, worker) in product(services, managers):
        yield asks_of(
            {"persona": "director", "service": service},
            {"overview": {}, "cases": {}, "asye": {}, "standards": {}},
        )
        person = {"person": {"worker": worker}, "people": {"list": "overdue"}}
        yield asks_of(
            {"persona": "team_manager", "as": manager}, {"team": {}, "cases": {}} | person
        )


def page_rows(server: Server, data: Path) -> Iterator[tuple[str, str, str]]:
    """Every page for every kind of reader: the dearest of them, cold and warm."""
    costs = {name: cost(server, asks_of(reader, PAGES)) for name, reader in readers(data).items()}
    for place, page in enumerate(PAGES):
        each = {name: list(found.values())[place] for name, found in costs.items()}
        cold, warm = (
            max(each, key=lambda name: getattr(each[name], kind)) for kind in ("cold", "warm")
        )
        yield page, f"{each[cold].cold:.0f} ({cold})", f"{each[warm].warm:.0f} ({warm})"


def say(waits: Waits) -> str:
    """The waits of a crowd, in a cell."""
    return f"{waits.p50:.0f} / {waits.p95:.0f} / {waits.p99:.0f} ms over {waits.clicks:,} clicks"


def crowd_rows(server: Server, data: Path, numbers: Sequence[int]) -> Iterator[tuple[str, str]]:
    """How long each number of readers waits, five seconds between clicks: all coming at once to pages that nobody has
    opened, and when they have been at it for a while.
    """
    ways = list(walks(data))
    for number in numbers:
        yield f"{number} readers, all coming at once", say(crowd(server, ways, number, Pace()))
        settled = crowd(server, ways, number, Pace(settle=30))
        yield f"{number} readers, settled in", say(settled)


def beside_rows(data: Path) -> Iterator[tuple[str, str]]:
    """The overview beside an empty page and beside the same written the plain way."""
    asks = [Ask("", ""), Ask("", "again=1")]
    for name, script in (
        ("an empty page", "empty_page.py"),
        ("the Overview written the plain way", "plain_page.py"),
    ):
        with plain_script(HERE / script, data) as server:
            found = list(cost(server, asks).values())
            waits = say(crowd(server, [asks], READERS[0], Pace()))
        yield f"{name}, warm", f"{found[-1].warm:.0f} CPU-ms"
        yield f"{name}, {READERS[0]} readers", waits


def measure(data: Path, console: Console, *, beside: bool, title: str = "") -> None:
    """Measure and print what one published council costs."""
    pages = Table(
        "Page",
        "First time",
        "Again",
        title=f"A page's rerun, CPU milliseconds, the dearest reader {title}".strip(),
    )
    crowds = Table(
        "Who waits: p50 / p95 / p99",
        "Figure",
        title=f"Readers at once, five seconds between clicks {title}".strip(),
    )
    with dashboard(data) as server:
        for page, cold, warm in page_rows(server, data):
            pages.add_row(page, cold, warm)
        for who, figure in crowd_rows(server, data, READERS):
            crowds.add_row(who, figure)
    if beside:
        for who, figure in beside_rows(data):
            crowds.add_row(who, figure)
    console.print(pages, crowds)


def main() -> None:
    """Measure a data folder that a refresh has published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--beside", action="store_true", help="also an empty page and a plain one")
    arguments = parser.parse_args()
    measure(arguments.data.resolve(), Console(), beside=arguments.beside)


if __name__ == "__main__":
    main()
