"""Whether auditors agree, and whether quality goes with frequency, in words with their counts."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.audit_quality import NOT_GRADED, see_audits, share_good
from dashboard.view_models.days import say_count, say_narrow_date
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]


def say_agreement(row: Row | None, smallest: int) -> str:
    """Whether auditors agree, with how many pairs that is told by."""
    if row is None:
        return "No moderated audit can be compared yet."
    kept = Share(row["same_count"], row["pairs_count"])
    near = row["one_apart_count"]
    told = (
        f"Over the council two auditors gave the same grade in **{kept.counts}** moderated audits "
    )
    told += f"({kept.percent_text}), and {near:,} {noun(near, 'is', 'are')} one grade apart. "
    if row["weighted_kappa"] is not None:
        return told + (
            f"Weighted kappa is {row['weighted_kappa']:.2f}: 1 would be always the same grade, "
            "0 no more often than by chance."
        )
    if kept.whole < smallest:
        return told + f"Weighted kappa is worked out from {smallest} on: fewer say too little."
    return told + "Weighted kappa says nothing here: every grade is the same."


@once
def moderation_states(
    rows: Iterable[Row], words: Vocabulary, links: Links, round_asked: str | None
) -> list[Cells]:
    """Moderations by what they tell, each with its list."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row["state_code"]] = counted.get(row["state_code"], 0) + 1
    return [
        {
            "What it tells": badge(word),
            "Why": plain(word.meaning),
            "Moderations": link(
                f"{counted[word.code]:,}",
                links.to("audit", list="moderation", state=word.code, round=round_asked),
            ),
        }
        for word in words.words("moderation_state")
        if word.code in counted
    ]


@once
def moderation_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Moderations: of whose supervision, both auditors and grades, and how many answers agree."""
    cells = []
    for row in rows:
        name = plain(row["worker_name"] or row["worker_id"])
        first, again = (
            words.word("audit_grade", code).label if code else NOT_GRADED
            for code in (row["grade_code"], row["moderated_grade_code"])
        )
        auditor = plain(row["auditor_name"] or row["auditor_id"] or "nobody on record")
        same = Share(row["standards_same_count"], row["standards_compared_count"])
        cells.append(
            {
                "Supervisee": f"**{link(name, links.to('person', worker=row['worker_id']))}**"
                f"  \n:small[{plain(row['moderation_id'])}]",
                "First audit": f"{plain(first)}  \n:small[{auditor}, "
                f"{say_narrow_date(row['audited_on'], 'no day')}]"
                if row["audit_id"]
                else "none on record",
                "Moderation": f"{plain(again)}  \n:small["
                f"{plain(row['moderator_name'] or row['moderator_id'])}, "
                f"{say_narrow_date(row['moderated_on'])}]",
                "Same answers": same.counts if same.whole else "none to compare",
                "What it tells": badge(words.word("moderation_state", row["state_code"])),
            }
        )
    return cells


@once
def agreed_standards(rows: Iterable[Row]) -> list[Cells]:
    """Standards by how often two auditors answered the same."""
    return [
        {
            "Standard": plain(row["standard"]),
            "Same answer": Share(row["same_count"], row["compared_count"]).text,
        }
        for row in rows
    ]


def say_beside(rows: Iterable[Row]) -> str:
    """Whether teams that supervise less often are graded lower, in words with the counts."""
    listed = list(rows)
    seldom = [row for row in listed if not row["is_in_date_as_often"]]
    often = [row for row in listed if row["is_in_date_as_often"]]
    if not seldom or not often:
        teams = say_count(len(listed), "team")
        return f"Too few teams differ to compare ({teams} with graded audits)."
    low, high = _graded(seldom), _graded(often)
    if low.part * high.whole < high.part * low.whole:
        told = "Teams that are less often in date have fewer audits graded good or better"
    elif low.part * high.whole > high.part * low.whole:
        told = "Teams that are less often in date do not have fewer audits graded good or better"
    else:
        told = "Teams that are less often in date are graded as the others are"
    few = say_count(len(seldom), "team")
    return (
        f"{told}: **{low.text}** in the {few} below the share in date of all, **{high.text}** in "
        f"the other {len(often)}. So few teams show a pattern at most, and no cause."
    )


def _graded(rows: Iterable[Row]) -> Share:
    listed = list(rows)
    return Share(
        sum(row["good_or_better_count"] for row in listed),
        sum(row["graded_count"] for row in listed),
    )


@once
def beside_rows(rows: Iterable[Row], links: Links, round_asked: str | None) -> list[Cells]:
    """Teams: people in date now, beside audits graded good or better."""
    cells = []
    for row in rows:
        team = row["team_id"]
        here = links.to
        kept, good = Share(row["in_date_count"], row["open_count"]), share_good(row)
        people = [
            link(f"{number:,}", here("people", team=team, list=name)) if number else "0"
            for number, name in ((kept.part, "in_date"), (kept.whole, "open"))
        ]
        see = see_audits(links, round_asked)
        audits = [
            see(number, of_team=team, grade=grade)
            for number, grade in ((good.part, "good_or_better"), (good.whole, "graded"))
        ]
        cells.append(
            {
                "Team": link(plain(row["team_name"] or team), here("team", team=team)),
                "In date now": f"**{kept.percent_text}**  \n:small[{people[0]} of {people[1]}]",
                "Audits good or better": f"**{good.percent_text}**  \n"
                f":small[{audits[0]} of {audits[1]}]",
            }
        )
    return cells
