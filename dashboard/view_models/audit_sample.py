"""A sample of supervisors to audit in words: how it is shared out, who is drawn, what to read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_narrow_date
from dashboard.view_models.grammar import verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
#: What strata may be: the address holds the id.
STRATA = {"service": "Services", "team": "Teams"}
DEFAULT_SIZE, MOST, DEFAULT_SEED, HIGHEST_SEED = 12, 500, 1, 999_999
NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class Draw:
    """What a sample is drawn by: strata, size and seed."""

    strata: str
    size: int
    seed: int

    def asked(self, **other: Any) -> dict[str, Any]:
        """The same as parameters of an address."""
        return {"by": self.strata, "size": self.size, "seed": self.seed, **other}


def total_of(strata: Iterable[Row], name: str) -> int:
    """A count of all strata together."""
    return sum(row[f"{name}_count"] for row in strata)


def say_sample(strata: Sequence[Row], draw: Draw) -> str:
    """How many are drawn of how many, and what was left out, in sentences."""
    pool, places = total_of(strata, "pool"), total_of(strata, "places")
    left_out, never = total_of(strata, "left_out"), total_of(strata, "never")
    if not pool:
        rest = "Your own line of management is left out, and there is" if left_out else "There is"
        return f"{rest} no supervisor here to draw from."
    kind = STRATA[draw.strata].lower()
    told = (
        f"**{places:,} of {say_count(pool, 'supervisor')}** {verb(places, pool)} drawn from "
        f"{say_count(sum(1 for row in strata if row['pool_count']), kind[:-1])}, by seed "
        f"**{draw.seed}**. {never:,} of all {pool:,} {verb(never, pool, 'has', 'have')} no audit "
        "on record."
    )
    if draw.size > pool:
        told += f" A sample of {draw.size:,} was asked for; there are no more than {pool:,}."
    if left_out:
        told += (
            f" {say_count(left_out, 'supervisor')} of your own line of management, "
            "you among them, can not be drawn for you."
        )
    return told


def say_method(draw: Draw, longest: int) -> str:
    """How the sample is made, in two sentences."""
    one = STRATA[draw.strata].lower()[:-1]
    return (
        f"Each {one} gets places in proportion to its supervisors, rounded up or down by the seed, "
        f"so that a small {one} has its turn as often as it ought to. Within a {one} the draw is "
        "random by the seed, and a supervisor's chances are the months since their last audit, "
        f"from 1 to {longest}, which is also the number of one never audited (ours)."
    )


@once
def strata_rows(
    strata: Iterable[Row], draw: Draw, links: Links, offered: Collection[str], named: bool
) -> list[Cells]:
    """Strata: supervisors, those never audited, the share in proportion, places."""
    cells = []
    for row in strata:
        stratum = row["stratum"]
        where = {draw.strata: stratum}
        known = named and stratum in offered

        def see(number: int, known: bool, **asked: Any) -> str:
            return (
                link(f"{number:,}", links.to("audit", **asked))
                if number and known
                else f"{number:,}"
            )

        label = plain(row["stratum_label"] or stratum or NOT_KNOWN)
        whole = see(row["all_count"], known, list="all", **where)
        left = row["left_out_count"]
        never = see(row["never_count"], known and not left, list="never", **where)
        asked = draw.asked(list="drawn", stratum=stratum)
        cells.append(
            {
                STRATA[draw.strata][:-1]: link(label, links.to("audit", view="sample", **where))
                if stratum in offered
                else label,
                "Supervisors": whole + (f"  \n:small[{left} left out]" if left else ""),
                "None on record": never,
                "In proportion": f"{row['exact_places']:.2f}",
                "Drawn": see(row["places_count"], named and stratum is not None, **asked),
            }
        )
    return cells


@once
def drawn_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Who is drawn: where, when last audited, with what chances, which record to read."""
    return [
        {
            "Supervisor": f"**{_person(row['worker_id'], row['worker_name'], links)}**"
            f"  \n:small[{plain(row['team_name'] or NOT_KNOWN)}]",
            "Drawn": f"number {row['draw_number']}"
            f"  \n:small[{plain(row['stratum_label'] or NOT_KNOWN)}]",
            "Last audited": badge(words.word("audited_state", row["audited_state"]))
            + (
                f"  \n:small[{say_narrow_date(row['last_audited_on'])}]"
                if row["last_audited_on"]
                else ""
            ),
            "Chances": f"{row['sample_chances']:,}",
            "Record to read": _record(row, links),
        }
        for row in rows
    ]


def _person(worker_id: str, name: str | None, links: Links) -> str:
    return link(plain(name or worker_id), links.to("person", worker=worker_id))


def _record(row: Row, links: Links) -> str:
    if row["session_id"] is None:
        return "none held in the months that count"
    day = say_narrow_date(row["held_on"])
    who = _person(row["supervisee_id"], row["supervisee_name"], links)
    return f"{plain(row['session_id'])}, {day}  \n:small[with {who}]"
