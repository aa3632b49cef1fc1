"""The survey in words: who answered, what they answered, and which groups are held back."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import NOT_MEASURED

Row = Mapping[str, Any]
TOO_FEW = "too few to show"
SCORES = (1, 2, 3, 4, 5)
_TONES = {1: "bad", 2: "warn", 3: "quiet", 4: "second", 5: "good"}
_ENDS = {1: "1, lowest", 5: "5, highest"}


def place_name(row: Row) -> str:
    """The council, a service, or a group within one."""
    if row["service_name"] is None:
        return "Whole council"
    if row["respondent_group"] is None:
        return str(row["service_name"])
    return f"{row['service_name']}: {row['respondent_group']}"


def say_responses(rows: Iterable[Row], year: int) -> str:
    """How many answered in a year, and how many groups are held back."""
    listed = list(rows)
    whole = next((row for row in listed if row["level_code"] == "council"), None)
    if whole is None:
        return "No survey is on record."
    if whole["is_suppressed"]:
        return f"So few answered in {year} that nothing of it can be shown."
    told = f"In {year} at least {_said(whole)}."
    held = sum(1 for row in listed if row["is_suppressed"])
    if held:
        told += (
            f" {held} of {len(listed) - 1} services and groups are too small to show, or would "
            "give a small one away."
        )
    return told


def _said(row: Row) -> str:
    if row["invited_count"] is None:
        return f"**{row['answered_count']:,}** people answered"
    kept = Share(row["answered_count"], row["invited_count"])
    return f"**{kept.counts}** people who were asked gave an answer ({kept.percent_text})"


def place_link(row: Row, links: Links, offered: Collection[str], **asked: object) -> str:
    """The council, a service or a group, as the way to the same page of that service alone."""
    name, service = plain(place_name(row)), row["service_name"]
    if service is not None and service not in offered:
        return name
    return link(name, links.to("audit", view="survey", service=service, team=None, **asked))


@once
def response_rows(
    rows: Iterable[Row], links: Links, offered: Collection[str], year: int
) -> list[Cells]:
    """Who answered: each service and group, with how many were asked where that is known."""
    cells = []
    for row in rows:
        rate = TOO_FEW
        if not row["is_suppressed"]:
            rate = (
                Share(row["answered_count"], row["invited_count"]).percent_text
                if row["invited_count"] is not None
                else NOT_MEASURED
            )
        cells.append(
            {
                "Of whom": place_link(row, links, offered, year=year),
                "Answered": "–" if row["is_suppressed"] else f"{row['answered_count']:,}",
                "Asked": "–" if row["invited_count"] is None else f"{row['invited_count']:,}",
                "Response rate": rate,
            }
        )
    return cells


def favourable(row: Row) -> Share:
    """Favourable scores, of all answers."""
    return Share(row["favourable_count"], row["answers_count"])


def say_questions(rows: Iterable[Row]) -> str:
    """The question answered least and most favourably, in a sentence."""
    shown = [row for row in rows if not row["is_suppressed"]]
    if not shown:
        return "So few answered that no question can be shown."
    worst, best = shown[0], shown[-1]
    told = f"Least favourable: “{plain(worst['question'])}”, {favourable(worst).text} favourable"
    if best is not worst:
        told += f"; most favourable: “{plain(best['question'])}”, {favourable(best).text}"
    return f"{told}."


@once
def answer_rows(
    rows: Iterable[Row], heading: str, links: Links, offered: Collection[str], year: int
) -> list[Cells]:
    """Answers: favourable of all, and the count of every score."""
    cells = []
    for row in rows:
        number = row["question_number"]
        if heading == "Question":
            address = links.to("audit", view="survey", year=year, question=number)
            name = link(plain(row["question"]), address)
        else:
            name = place_link(row, links, offered, year=year, question=number)
        if row["is_suppressed"]:
            cells.append({heading: name, "Favourable": TOO_FEW, "Scores 1 to 5": "–"})
            continue
        share = favourable(row)
        scores = ", ".join(str(row[f"score_{score}_count"]) for score in SCORES)
        cells.append(
            {
                heading: name,
                "Favourable": f"**{share.percent_text}**  \n:small[{share.counts}]",
                "Scores 1 to 5": scores,
            }
        )
    return cells


@once
def answer_bars(rows: Iterable[Row], heading: str) -> list[dict[str, Any]]:
    """Each question, or each service and group, as a bar cut by score, the lowest first.

    Beside services the council is left out: its bar is so long that no other could be read.
    """
    bars = []
    for row in rows:
        if row["is_suppressed"] or (heading != "Question" and row["level_code"] == "council"):
            continue
        for score in SCORES:
            bars.append(
                {
                    "name": row["question"] if heading == "Question" else place_name(row),
                    "part": _ENDS.get(score, str(score)),
                    "order": score,
                    "number": row[f"score_{score}_count"],
                    "tone": _TONES[score],
                    "said": f"{favourable(row).counts} favourable",
                }
            )
    return bars


def say_shown(rows: Iterable[Row]) -> str:
    """How many services and groups can be shown for a question."""
    places = [row for row in rows if row["level_code"] != "council"]
    shown = sum(1 for row in places if not row["is_suppressed"])
    return f"{Share(shown, len(places)).counts} services and groups can be shown."
