"""Cases that went wrong on purpose, and a few written out day by day because a birthday matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingestion.demo.case_supervisions import CaseSupervision
from ingestion.demo.cases import FIRST, NUMBERS, Case, Flag, Involvement
from ingestion.demo.days import FAR_AHEAD, Day, add_months, in_words
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem

#: How many open cases of which team are left with no worker.
UNALLOCATED = (("assessment_north", 5), ("safeguarding_3", 3), ("community_south", 2))
WITH_LEAVER, WITH_STRANGER = ("care_west", 3), ("learning_disability", 3)
#: Log-ins that only the case system knows.
LOGINS = ("swu4471", "swu4508", "swu4519")
NO_TALK_SINCE = {"high_risk_adult_overdue": 104, "exploitation_overdue": 77}
DRAFTS = ("exploitation", 5)
#: Numbers of the written-out cases, beyond those of the referrals.
WRITTEN_FROM = 8800

#: Written out: code, birthday as (years, days from the data date), stages as (kind, team, first
#: day, last day) in days before the data date; a last day of None still runs, and BIRTHDAY stands
#: for the eighteenth birthday (or the day before it, as an end).
BIRTHDAY = -99999
WRITTEN: tuple[tuple[str, int, int, tuple[tuple[str, str, int, int | None], ...]], ...] = (
    ("turning_18", 18, 19, (("looked_after", "care_east", 940, None),)),
    ("turning_18", 18, 41, (("looked_after", "care_west", 611, None),)),
    ("turned_18", 18, -31, (("looked_after", "care_west", 1500, BIRTHDAY),
                            ("care_leaver", "leaving_care", BIRTHDAY, None))),
    ("turned_21", 21, -24, (("care_leaver", "leaving_care", BIRTHDAY, None),)),
    ("birth_dates_disagree", 21, -200, (("looked_after", "care_east", 1900, BIRTHDAY),
                                        ("care_leaver", "leaving_care", BIRTHDAY, None))),
    ("birth_dates_disagree", 19, -90, (("looked_after", "care_west", 1400, BIRTHDAY),
                                       ("care_leaver", "leaving_care", BIRTHDAY, None))),
    ("case_stepping", 9, -120, (("assessment", "assessment_north", 430, 391),
                                ("child_in_need", "safeguarding_1", 390, 301),
                                ("child_protection", "safeguarding_1", 300, 241),
                                ("child_in_need", "safeguarding_1", 240, 196),
                                ("child_protection", "safeguarding_1", 195, 121),
                                ("child_in_need", "safeguarding_1", 120, 76),
                                ("child_protection", "safeguarding_1", 75, None))),
    ("case_never_supervised", 6, 50, (("child_protection", "safeguarding_1", 158, None),)),
)  # fmt: skip


def written_cases(areas: dict[str, list[int]], today: Day) -> list[tuple[str, Case]]:
    """The written-out cases of every area that has their teams, each with its code."""
    cases = []
    for area in areas["assessment_north"]:
        for turn, (code, years, days, stages) in enumerate(WRITTEN):
            if all(area in areas[team] for _, team, _, _ in stages):
                number = FIRST["ics"] + (WRITTEN_FROM + area * 20 + turn) * 3 + 1
                born = add_months(today + days, -12 * years)
                case = Case("ics", NUMBERS["ics"].format(number), born, code)
                for kind, team, first, last in stages:
                    case.involvements.append(_involve(case, kind, team, area, first, last, today))
                cases.append((code, case))
    return cases


def _involve(
    case: Case, kind: str, team: str, area: int, first: int, last: int | None, today: Day
) -> Involvement:
    """One stage of a written-out case."""
    eighteen = add_months(case.born, 18 * 12)
    starts = eighteen if first == BIRTHDAY else today - first
    ends = eighteen - 1 if last == BIRTHDAY else FAR_AHEAD if last is None else today - last
    return Involvement(case.system, case.person, kind, starts, ends, team, area, case.born)


class CasePlants:
    """Plants trouble in allocated cases; `silent` tells which of them nobody talks through."""

    def __init__(self, rows: list[Involvement], workers: list[Worker], today: Day) -> None:
        self._today = today
        self._open = [row for row in rows if row.ends > today and row.starts <= today]
        self._rows, self._workers = rows, workers
        self._taken: set[tuple[str, str]] = set()
        self.silent: dict[tuple[str, str], Day] = {}
        self.account: list[PlantedProblem] = []

    def plant(self, written: list[tuple[str, Case]], flags: list[Flag]) -> list[PlantedProblem]:
        """Everything but the drafts, which need the supervisions; returns the account."""
        self._taken |= {(case.system, case.person) for _, case in written}
        for code, case in written:
            self._tell(code, case)
        self._unallocate()
        self._give_to_leavers()
        self._give_to_strangers()
        self._silence("high_risk_adult_overdue", "swift", ("high_risk",), flags)
        exploitation = ("exploitation_medium", "exploitation_high")
        self._silence("exploitation_overdue", "childview", exploitation, flags)
        return self.account

    def _tell(self, code: str, case: Case) -> None:
        """The account of one written-out case."""
        name, eighteen = f"{case.system}-{case.person}", add_months(case.born, 18 * 12)
        if code == "case_never_supervised":
            self.silent[(case.system, case.person)] = 0
        if code == "birth_dates_disagree":
            for row in self._rows:
                if (row.system, row.person) == (case.system, case.person):
                    if row.kind == "looked_after":
                        row.born = add_months(row.born, -14)
        since = in_words(case.involvements[-1].starts)
        sentence = {
            "turning_18": f"{name} is looked after and turns 18 on {in_words(eighteen)}.",
            "turned_18": f"{name} turned 18 on {in_words(eighteen)} and is a care leaver since.",
            "turned_21": f"{name}, a care leaver, turned 21 on "
            f"{in_words(add_months(case.born, 21 * 12))}.",
            "birth_dates_disagree": f"{name} has two dates of birth, fourteen months apart.",
            "case_stepping": f"{name} went between child in need and child protection six times.",
            "case_never_supervised": f"{name} has had a child protection plan since {since} and no "
            "supervision.",
        }[code]
        self.account.append(PlantedProblem(code, sentence, (name,)))

    def _take(self, key: str, area: int, count: int, fits: Callable[[Involvement], bool]) -> list[Involvement]:
        """So many open cases of a team that nothing else is planted on."""
        found: list[Involvement] = []
        for row in self._open:
            known = (row.system, row.person)
            here = row.plan_key == key and row.area == area
            if len(found) < count and here and known not in self._taken and fits(row):
                self._taken.add(known)
                found.append(row)
        return found

    def _areas(self, key: str) -> list[int]:
        return sorted({row.area for row in self._open if row.plan_key == key})

    def _unallocate(self) -> None:
        """Open cases with no allocated worker."""
        found = [
            row
            for key, count in UNALLOCATED
            for area in self._areas(key)
            for row in self._take(key, area, count, lambda row: row.starts < self._today - 5)
        ]
        for row in found:
            row.worker = ""
        sentence = f"{len(found)} open cases have no allocated worker."
        self._account_for("case_unallocated", sentence, found)

    def _give_to_leavers(self) -> None:
        """Cases still in the name of somebody who left the team's ranks."""
        key, count = WITH_LEAVER
        gone = [
            stint
            for worker in self._workers
            for stint in worker.stints
            if worker.leaves < self._today - 20 and stint.seat.team.plan.key == key
        ]
        gone = gone or [
            stint
            for worker in self._workers
            for stint in worker.stints
            if worker.leaves < self._today - 20 and worker.swe_number
        ]
        for area in self._areas(key):
            near = [stint for stint in gone if stint.seat.team.area == area] or gone
            last = max(near, key=lambda stint: (stint.ends, stint.number))
            rows = self._take(key, area, count, lambda row: row.starts < last.ends - 30)
            for row in rows:
                row.worker = last.number
            sentence = f"{len(rows)} open cases are still allocated to {last.number}, who has left."
            self._account_for("case_with_leaver", sentence, rows, last.number)

    def _give_to_strangers(self) -> None:
        """Cases allocated to log-ins that HR does not know."""
        key, count = WITH_STRANGER
        for area in self._areas(key):
            rows = self._take(key, area, count, lambda row: True)
            for row, login in zip(rows, LOGINS, strict=False):
                row.worker = login
            logins = LOGINS[: len(rows)]
            sentence = f"The cases of {', '.join(logins)} have a worker HR does not know."
            self._account_for("case_worker_unknown", sentence, rows, *logins)

    def _silence(
        self, code: str, system: str, kinds: tuple[str, ...], flags: list[Flag]
    ) -> None:
        """One flagged case an area that nobody has talked through for long."""
        since = self._today - NO_TALK_SINCE[code]
        risky = {
            flag.person
            for flag in flags
            if flag.system == system and flag.flag in kinds and flag.last is None
            and flag.first < since - 20
        }  # fmt: skip
        done: set[int] = set()
        for row in self._open:
            known = (row.system, row.person)
            fits = row.system == system and row.person in risky and row.starts < since - 20
            if fits and row.area not in done and known not in self._taken:
                done.add(row.area)
                self._taken.add(known)
                self.silent[known] = since
                name = f"{row.system}-{row.person}"
                words = "high risk" if code.startswith("high") else "at risk of exploitation"
                sentence = f"{name} is {words}, with no supervision since {in_words(since)}."
                self.account.append(PlantedProblem(code, sentence, (name,)))

    def _account_for(
        self, code: str, sentence: str, rows: Iterable[Involvement], *others: str
    ) -> None:
        names = tuple(f"{row.system}-{row.person}" for row in rows)
        if names:
            self.account.append(PlantedProblem(code, sentence, (*others, *names)))


def leave_in_draft(
    found: list[CaseSupervision], team_codes: dict[str, str], held_by: dict[tuple[str, str], str]
) -> list[PlantedProblem]:
    """The last few supervisions of one team, never finished.

    `team_codes` gives the team's key by code; `held_by` the team code of each case's last row.
    """
    key, count = DRAFTS
    codes = sorted(code for code, plan_key in team_codes.items() if plan_key == key)
    account = []
    for code in codes:
        own = [row for row in found if held_by.get((row.system, row.person)) == code]
        own = sorted(own, key=lambda row: (row.held, row.person))[-count:]
        for row in own:
            row.status, row.recorded = "Draft", None
        if own:
            concerns = tuple(row.record_id for row in own)
            sentence = f"{len(own)} supervisions of team {code} were left in draft."
            account.append(PlantedProblem("supervision_left_in_draft", sentence, concerns))
    return account
