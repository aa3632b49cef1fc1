"""The demonstration's readers. Without sign-in nobody sees anything; in demo mode the reader
chooses whom to look as, and that choice makes the Scope.
"""

from dataclasses import dataclass

from dashboard.datasets.access import access_line, access_managers, access_teams
from dashboard.scope import NOBODY, Scope
from dashboard.warehouse import Published

PERSONAS = {
    "director": "Director",
    "head_of_service": "Head of service",
    "team_manager": "Team manager",
    "task_and_finish": "Task-and-finish member",
}


@dataclass(frozen=True)
class Persona:
    """A reader of the demonstration: which sort, and for which service or as which manager."""

    kind: str
    acting_for: str | None = None


def acting_choices(run: Published, kind: str) -> dict[str, str]:
    """Whom or what a kind of persona may stand for: id to words. Empty where there is no choice."""
    if kind == "head_of_service":
        open_teams = access_teams(run).filter(access_teams(run)["is_open"])
        names = open_teams["service_name"].drop_nulls().unique().sort().to_list()
        return {name: name for name in names}
    if kind == "team_manager":
        rows = access_managers(run).iter_rows(named=True)
        return {row["manager_id"]: f"{row['team_names']}: {row['manager_name']}" for row in rows}
    return {}


def scope_of(run: Published, persona: Persona) -> Scope:
    """What a persona may see. An unknown persona, or one that stands for nobody, sees nothing."""
    choices = acting_choices(run, persona.kind)
    if persona.acting_for is not None and persona.acting_for not in choices:
        return NOBODY
    if persona.kind == "director":
        return Scope(sees_everyone=True)
    if persona.kind == "task_and_finish":
        return Scope(sees_counts=True)
    if persona.acting_for not in choices:
        return NOBODY
    teams = access_teams(run)
    if persona.kind == "head_of_service":
        mine = teams.filter(teams["service_name"] == persona.acting_for)
        return Scope(team_ids=tuple(mine["team_id"].sort()))
    mine = teams.filter(teams["team_manager_id"] == persona.acting_for)
    line = access_line(run, persona.acting_for)["worker_id"].to_list()
    return Scope(
        team_ids=tuple(mine["team_id"].sort()),
        worker_ids=tuple(sorted({*line, persona.acting_for})),
        reader_id=persona.acting_for,
    )


def describe(run: Published, persona: Persona) -> str:
    """The persona in words, for the line that says who is looking."""
    stands_for = acting_choices(run, persona.kind).get(persona.acting_for or "")
    kind = PERSONAS.get(persona.kind, "nobody")
    return f"{kind}, {stands_for}" if stands_for else kind
