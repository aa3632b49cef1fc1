"""A council whose exports name its people in every way that exports do."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl

Row = dict[str, str]

#: Employee number, name, login of the work e-mail, SWE number, first and last day.
PEOPLE = [
    ("000101", "Ann O'Neill", "ann.oneill", "SW12345", "01/04/2020", ""),
    ("000102", "Bea Jones", "bea.jones", "", "01/04/2020", ""),
    ("000103", "Bea Jones", "bea.jones2", "", "01/04/2020", ""),
    ("000104", "Cai Smith", "cai.smith", "", "01/04/2020", "30/06/2026"),
    ("000105", "Cai Smith", "cai.smith2", "", "01/07/2026", ""),
    ("000106", "Dee Müller-Price", "dee.mp", "", "01/04/2020", ""),
    ("000107", "Eve Lostwithiel", "eve.l", "", "01/04/2020", ""),
    ("000108", "Fay Login", "fay.login", "", "01/04/2020", ""),
    ("000109", "Gil Twice", "gil.twice", "SW777", "01/04/2020", ""),
    ("000110", "Gilbert Twice", "gil.twice", "SW0000000777", "01/05/2020", ""),
    ("000111", "Nina Outlineshaw", "nina.outlineshaw", "", "01/04/2020", ""),
    ("000112", "Ian Twinname", "ian.twinname", "", "01/04/2020", ""),
    ("000113", "Iris Twinname", "iris.twinname", "", "01/04/2020", ""),
    ("000114", "Jo Ellen Placeholder", "jo.p", "", "01/04/2020", ""),
    ("A111b", "Hal Letters", "hal.letters", "", "01/04/2020", ""),
    ("000200", "Max Boss", "max.boss", "", "01/04/2015", ""),
]
#: What the sessions of October 2026 name their supervisee by, and who they must count for.
WRITTEN = {
    "ANN.ONEILL@council.gov.uk": "000101",
    "Cai Smith": "000105",
    "Mueller, Dee": None,
    "Dr. MÜLLER\u2010PRICE,  Dee": "000106",
    "Eve Lostwithial": None,
    "Bea Jones": None,
    "a111B": "A111b",
    "AX9999": None,
    "Duty mailbox": None,
    **dict.fromkeys(
        ("N. Outlineshaw", "Outlineshaw, N", "Twinname, I.", "n.outlinshaw@old.gov.uk")
    ),
    "Mrs Fay Login (North) [Manager]": "000108",
    **dict.fromkeys(
        ("Jo Placeholder", "Jo Ellen Placeholder - team manager", "fay.login@old.gov.uk")
    ),
}


def put(folder: Path, feed: str, rows: list[Row], day: str = "20261031") -> None:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with (folder / f"{feed}_{day}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _session(number: str, who: str, held: str, led_by: str = "000200") -> Row:
    return {
        "Session ID": number, "Supervisee": who, "Supervisor": led_by, "Format": "One to one",
        "Planned Date": held, "Status": "Held", "Held Date": held,
    }  # fmt: skip


def write_identity_council(folder: Path) -> None:
    put(
        folder,
        "hr_workers",
        [
            {"Employee Number": number, "Full Name": name,
             "Work Email": f"{login}@council.gov.uk", "SWE Number": swe,
             "Start Date": first, "Leaving Date": last}
            for number, name, login, swe, first, last in PEOPLE
        ],
    )  # fmt: skip
    put(folder, "hr_teams", [{"Team Code": "T1", "Team Name": "One", "Directorate": "Children"}])
    managers = {"000101": "max.boss@council.gov.uk", "000107": "Nobody Known"}
    put(
        folder,
        "hr_posts",
        [
            {"Employee Number": number, "Staff Category": "social_worker", "Team Code": "T1",
             "Line Manager Employee Number": managers.get(number, "000200"),
             "Post Start": first, "Post End": last}
            for number, _, _, _, first, last in PEOPLE
        ],
    )  # fmt: skip
    first = [
        _session(f"M{place}", number, "02/03/2026") for place, (number, *_) in enumerate(PEOPLE)
    ]
    latest = [_session(f"O{place}", who, "12/10/2026") for place, who in enumerate(WRITTEN)]
    other = [
        # Before the second of that name came: the first.
        _session("C1", "Smith, Cai", "01/06/2026"),
        # Known by the number and by the name: one session.
        _session("B1", "000108", "05/10/2026"),
        _session("B1", "fay.login@council.gov.uk", "05/10/2026", "Boss, Max;#12"),
        _session("B2", "Ms Fay Login", "06/10/2026", "SW 0000012345"),
    ]
    put(folder, "sharepoint_sessions", [*first, *latest, *other])
    case = {"Start Date": "01/06/2026", "Involvement Type": "child_in_need", "Team Code": "T1"}
    put(
        folder,
        "ics_involvements",
        [
            case | {"Person ID": "1", "Allocated Worker": "i:0#.f|membership|ann.oneill@council.gov.uk"},
            case | {"Person ID": "2", "Allocated Worker": "Bea Jones"},
            case | {"Person ID": "3", "Allocated Worker": "COUNCIL\\fay.login"},
            case | {"Person ID": "4", "Allocated Worker": "Duty mailbox"},
            case | {"Person ID": "5", "Allocated Worker": "swu001"},
        ],
    )  # fmt: skip
    # A spreadsheet took the zeros off this whole file.
    done = {"Course": "Supervisee", "Completed": "01/05/2025"}
    put(
        folder,
        "sharepoint_training",
        [done | {"Employee Number": n} for n in ("101", "102", "103")],
    )


def write_answers(folder: Path, asked_of: Path) -> None:
    """The same, with the file that a refresh wrote, filled in by an officer."""
    write_identity_council(folder)
    (asked,) = (asked_of / "to-settle").glob("people_ids_*.csv")
    rows = pl.read_csv(asked, infer_schema=False)
    answers = {
        "Bea Jones": "102", "Eve Lostwithial": "000107", "Duty mailbox": "Nobody",
        "swu001": "a111B", "AX9999": "987654",
    }  # fmt: skip
    number = pl.col("Identifier").replace_strict(answers, default=None)
    by = pl.when(number.is_not_null()).then(pl.lit("A. Officer"))
    filled = rows.with_columns(
        **{"Employee Number": number, "Settled By": by, "Settled On": pl.lit("02/11/2026")}
    )
    twice = {"Identifier": "Mueller, Dee", "Settled By": "A. Officer"}
    more = pl.DataFrame(
        [twice | {"Employee Number": "000106"}, twice | {"Employee Number": "000101"}]
    )
    pl.concat([filled, more], how="diagonal").write_csv(folder / "people_ids_20261031.csv")
