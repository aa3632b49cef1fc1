"""Cases that went wrong on purpose: with no worker, one who left, or one HR does not know."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingestion.demo.case_supervisions import CaseSupervision
from ingestion.demo.cases import Involvement
from ingestion.demo.days import Day
from ingestion.demo.organisation import Team
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.staffing import Stint

#: How many open cases of which team.
UNALLOCATED = (("assessment_north", 5), ("safeguarding_3", 3), ("community_south", 2))
WITH_LEAVER, WITH_STRANGER = ("care_west", 3), ("learning_disability", 3)
#: Log-ins that only the case system knows.
LOGINS = ("swu4471", "swu4508", "swu4519")
DRAFTS = ("exploitation", 5)


@dataclass(slots=True)
class CasePlants:
    """Plants trouble in allocated cases and keeps the account of it.

    `taken` are the cases, by (system, person), that something is planted on already.
    """

    rows: list[Involvement]
    workers: list[Worker]
    #: Team names by code.
    names: dict[str, str]
    today: Day
    taken: set[tuple[str, str]]
    account: list[PlantedProblem] = field(default_factory=list)

    def plant(self) -> list[PlantedProblem]:
        """Everything but the drafts, which need the supervisions; returns the account."""
        for area in sorted({row.area for row in self.rows}):
            self._unallocate(area)
            self._give_to_leaver(area)
            self._give_to_strangers(area)
        return self.account

    def _take(self, key: str, area: int, count: int, before: Day) -> list[Involvement]:
        """So many open cases of a team, begun before a day, that nothing else is planted on."""
        found: list[Involvement] = []
        for row in self.rows:
            known = (row.system, row.person)
            here = row.plan_key == key and row.area == area and known not in self.taken
            if len(found) < count and here and row.starts < before and row.ends > self.today:
                self.taken.add(known)
                found.append(row)
        return found

    def _unallocate(self, area: int) -> None:
        """Open cases with no allocated worker."""
        for key, count in UNALLOCATED:
            rows = self._take(key, area, count, self.today - 5)
            for row in rows:
                row.worker = ""
            self._tell("case_unallocated", rows)

    def _give_to_leaver(self, area: int) -> None:
        """Open cases still in the name of the last to leave the team, or another social worker."""
        key, count = WITH_LEAVER
        gone = [each for each in self.workers if each.leaves < self.today - 20 and each.swe_number]
        stints = [stint for worker in gone for stint in worker.stints]
        stints = [stint for stint in stints if stint.seat.team.area == area]
        home = [stint for stint in stints if stint.seat.team.plan.key == key] or stints
        if home:
            last = max(home, key=_leaving)
            rows = self._take(key, area, count, last.ends - 30)
            for row in rows:
                row.worker = last.number
            self._tell("case_with_leaver", rows, last.number)

    def _give_to_strangers(self, area: int) -> None:
        """Cases allocated to log-ins that HR does not know."""
        key, count = WITH_STRANGER
        rows = self._take(key, area, count, self.today)
        for row, login in zip(rows, LOGINS, strict=False):
            row.worker = login
        self._tell("case_worker_unknown", rows, *LOGINS[: len(rows)])

    def _tell(self, code: str, rows: list[Involvement], *others: str) -> None:
        """Adds to the account, if there is anything to tell."""
        names = [f"{row.system}-{row.person}" for row in rows]
        if rows:
            team = self.names[rows[0].team_code]
            self.account.append(planted(code, *others, *names, count=len(rows), team=team))


def _leaving(stint: Stint) -> tuple[Day, str]:
    return stint.ends, stint.number


def leave_in_draft(
    found: list[CaseSupervision], teams: list[Team], held_by: dict[tuple[str, str], str]
) -> list[PlantedProblem]:
    """The last few supervisions of one team, never finished.

    `held_by` is the team code of each case's last row.
    """
    key, count = DRAFTS
    account = []
    for team in [team for team in teams if team.plan.key == key]:
        own = [row for row in found if held_by[row.system, row.person] == team.code]
        own = sorted(own, key=lambda row: (row.held, row.person))[-count:]
        for row in own:
            row.status, row.recorded = "Draft", None
        if own:
            records = [f"{row.record_id} {row.person}" for row in own]
            account.append(
                planted("supervision_left_in_draft", *records, count=len(own), team=team.name)
            )
    return account
