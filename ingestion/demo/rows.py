"""The council as text: the rows of every file, in the words and dates of the exports."""

from __future__ import annotations

from ingestion.demo.absences import Absence
from ingestion.demo.assurance_rows import FileKey, Row, assurance_rows_of
from ingestion.demo.asye import Review, Supervision
from ingestion.demo.case_supervisions import CaseSupervision
from ingestion.demo.cases import Flag, Involvement
from ingestion.demo.council import Council
from ingestion.demo.days import FAR_AHEAD, Day, as_text
from ingestion.demo.headings import SYSTEMS
from ingestion.demo.organisation import Team
from ingestion.demo.overrides import Override
from ingestion.demo.people import Worker
from ingestion.demo.posts import Post
from ingestion.demo.programmes import Programme
from ingestion.demo.sessions import Session
from ingestion.demo.shape import SESSION_PARTS

__all__ = ["FileKey", "Row", "rows_of"]

AGENCY = "agency"


def rows_of(council: Council) -> dict[FileKey, list[Row]]:
    """Every file's rows, file by file."""
    files: dict[FileKey, list[Row]] = {}
    for worker in council.workers:
        files.setdefault(("hr_workers", _list_of(worker)), []).append(_worker(worker))
    for post in council.posts:
        files.setdefault(("hr_posts", _list_of(post.worker)), []).append(_post(post))
    files["hr_teams", ""] = _teams(council)
    files["hr_absences", ""] = [_absence(absence) for absence in council.absences]
    for system in SYSTEMS:
        files[f"{system}_involvements", ""] = [
            _involvement(row) for row in council.involvements if row.system == system
        ]
        files[f"{system}_risk_flags", ""] = [
            _flag(flag) for flag in council.flags if flag.system == system
        ]
        files[f"{system}_case_supervisions", ""] = [
            _supervision(row) for row in council.case_supervisions if row.system == system
        ]
    for part in SESSION_PARTS.values():
        files["sharepoint_sessions", part] = [
            _session(row) for row in council.sessions if row.part == part
        ]
    files["sharepoint_overrides", ""] = [_override(row) for row in council.overrides]
    files["asye_programmes", ""] = [_programme(row, council) for row in council.programmes]
    files["asye_supervisors", ""] = [_assessor(row) for row in council.supervisors]
    files["asye_reviews", ""] = [_review(row) for row in council.reviews]
    files["asye_pauses", ""] = [_pause(row) for row in council.programmes if row.pause]
    return files | assurance_rows_of(council)


def _list_of(worker: Worker) -> str:
    """The part of the HR feeds somebody is in: agency staff come from another list."""
    return AGENCY if worker.employment == "Agency" else ""


def _worker(worker: Worker) -> Row:
    return (
        worker.number, worker.name, worker.email, worker.swe_number, as_text(worker.expiry),
        as_text(worker.qualified), worker.employment, as_text(worker.starts), _end(worker.leaves),
    )  # fmt: skip


def _post(post: Post) -> Row:
    return (
        post.worker.number, post.title, post.category, post.team.code, post.manager, post.fte,
        _tick(post.is_safeguarding), as_text(post.starts), _end(post.ends),
    )  # fmt: skip


def _teams(council: Council) -> list[Row]:
    """Teams with who manages them: who did, where HR was not told of a leaver."""
    now, held = council.managers_now(), council.managers()
    still_named = {
        team.code: held[team.code][-1][2]
        for team in council.teams
        if team.plan.part == "left_still_named"
    }
    return [_team(team, still_named.get(team.code, now[team.code])) for team in council.teams]


def _team(team: Team, named: str) -> Row:
    return (
        team.code, team.name, team.plan.service, team.plan.directorate, named,
        as_text(team.opened), _end(team.ends),
    )  # fmt: skip


def _absence(absence: Absence) -> Row:
    return (absence.worker.number, absence.kind, as_text(absence.first), as_text(absence.last))


def _involvement(row: Involvement) -> Row:
    return (
        row.person, row.kind, as_text(row.starts), _end(row.ends), row.worker, row.team_code,
        as_text(row.born),
    )  # fmt: skip


def _flag(flag: Flag) -> Row:
    return (flag.person, flag.flag, as_text(flag.first), as_text(flag.last))


def _supervision(row: CaseSupervision) -> Row:
    return (
        row.record_id, row.person, as_text(row.held), as_text(row.recorded), row.supervisor,
        row.worker, row.status,
    )  # fmt: skip


def _session(row: Session) -> Row:
    return (
        row.session_id, row.supervisee, row.supervisor, row.form, as_text(row.booked),
        as_text(row.planned), row.status, as_text(row.held), row.reason, as_text(row.rearranged),
        _number(row.minutes), _number(row.reflective), as_text(row.form_received),
        as_text(row.shared), as_text(row.agreed), as_text(row.countersigned),
    )  # fmt: skip


def _override(row: Override) -> Row:
    return (
        row.worker.number, str(row.interval), row.unit, as_text(row.first), as_text(row.last),
        row.reason,
    )  # fmt: skip


def _programme(row: Programme, council: Council) -> Row:
    script = row.script
    coordinator = council.coordinator(*council.place_of(row))
    programme = "Child and family" if script.child else "Adults"
    return (
        row.worker.number, programme, as_text(row.starts), _share(script.fte),
        as_text(row.agreed_end), as_text(row.ended), script.reason, script.recommendation,
        as_text(row.recommended), as_text(row.panel), script.decision, coordinator,
    )  # fmt: skip


def _assessor(row: Supervision) -> Row:
    return (
        row.worker.number, row.supervisor, row.role, as_text(row.first), as_text(row.last),
        as_text(row.handover),
    )  # fmt: skip


def _review(row: Review) -> Row:
    evidence = tuple(_tick(tick) for tick in row.evidence or (None,) * 4)
    return (
        row.worker.number, str(row.milestone), as_text(row.planned), as_text(row.held),
        row.outcome, row.assessor, _tick(row.agreement), _tick(row.journal),
        _tick(row.support_plan), _tick(row.handover_noted), *evidence,
    )  # fmt: skip


def _pause(row: Programme) -> Row:
    first, last = row.pause or (row.starts, None)
    kind = "Maternity" if last is None else "Sickness"
    return (row.worker.number, as_text(first), as_text(last), kind)


def _end(day: Day) -> str:
    """A last day, empty while there is none."""
    return "" if day == FAR_AHEAD else as_text(day)


def _tick(tick: bool | None) -> str:
    return "" if tick is None else "Yes" if tick else "No"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _share(fte: float) -> str:
    return "1.0" if fte == 1.0 else f"{fte:g}"
