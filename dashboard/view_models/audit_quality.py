"""Whether supervision is any good, in words: standards, grades, agreement, and beside how often."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_narrow_date
from dashboard.view_models.markdown import link, plain, quoted
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
See = Callable[..., str]
TOO_FEW = "too few to show"
GRADES = ("outstanding", "good", "requires_improvement", "inadequate", "unmapped", "none")
NOT_GRADED = "Not graded"


def see_audits(links: Links | None, round_asked: str | None) -> See:
    """Numbers that lead to audits; without `links` a number is a number."""

    def see(number: int, **asked: str) -> str:
        if links is None or not number:
            return f"{number:,}"
        return link(f"{number:,}", links.to("audit", list="audits", round=round_asked, **asked))

    return see


def share_met(row: Row) -> Share:
    """Met of judged."""
    return Share(row["met_count"], row["judged_count"])


def say_interval(row: Row) -> str:
    """'18% to 45%', where the share is likely to be; '' where nothing was judged."""
    if row["met_low"] is None:
        return ""
    return f"{round(100 * row['met_low'])}% to {round(100 * row['met_high'])}%"


def say_standards(rows: Iterable[Row]) -> str:
    """Which standard is met least often, how sure that is, and how many audits it is told by."""
    judged = [row for row in rows if row["judged_count"]]
    if not judged:
        return "No standard was judged in these audits."
    worst, best = judged[0], judged[-1]
    told = f"Met least often: **{plain(worst['standard'])}**, {share_met(worst).text}"
    if worst is not best:
        told += f"; most often: **{plain(best['standard'])}**, {share_met(best).text}"
        apart = worst["met_high"] < best["met_low"]
        told += (
            ". The two are further apart than chance would put them"
            if apart
            else ". With so few audits the two may be no different"
        )
    return f"{told}."


@once
def standard_rows(
    rows: Iterable[Row], words: Vocabulary, see: See, meaning: str | None = None
) -> list[Cells]:
    """Standards: how often met, where that is likely to be, what the others were.

    With `meaning`, an address, a share leads to what it means, where there are no lists.
    """
    cells = []
    for row in rows:
        if row.get("is_suppressed"):
            cells.append(_few(row))
            continue
        kept, name = share_met(row), row["standard"]
        met = see(kept.part, standard=name, answer="yes")
        whole = see(kept.whole, standard=name, answer="judged")
        cells.append(
            {
                "Standard": plain(name),
                "Met": f"**{_meant(kept.percent_text, meaning)}**  \n:small[{met} of {whole}]"
                if kept.whole
                else "none judged",
                "Likely between": say_interval(row) or "–",
                "Judged, not met": _answers(row, ("partly", "no"), words, see),
                "Not judged": _answers(row, ("not_applicable", "unmapped"), words, see),
            }
        )
    return cells


def _meant(told: str, meaning: str | None) -> str:
    return link(told, meaning) if meaning else told


def _few(row: Row) -> Cells:
    return {
        "Standard": plain(row["standard"]),
        "Met": TOO_FEW,
        "Likely between": "–",
        "Judged, not met": "–",
        "Not judged": "–",
    }


def _answers(row: Row, codes: tuple[str, ...], words: Vocabulary, see: See) -> str:
    told = []
    for code in codes:
        number = row[f"{code}_count"]
        if number or code != "unmapped":
            label = words.word("audit_answer", code).marked
            told.append(f"{label}: {see(number, standard=row['standard'], answer=code)}")
    return "  \n".join(told)


def apart(rows: Iterable[Row]) -> tuple[list[str], dict[str, list[Row]]]:
    """Services of which nothing may be shown, and the rows of the others by service."""
    by_service: dict[str, list[Row]] = {}
    for row in rows:
        if row["service_name"] is not None:
            by_service.setdefault(row["service_name"], []).append(row)
    shown = {
        name: mine
        for name, mine in by_service.items()
        if not all(row["is_suppressed"] for row in mine)
    }
    return [name for name in by_service if name not in shown], shown


@once
def standard_marks(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The same for the chart: a dot and its interval, in per cent."""
    return [
        {
            "name": row["standard"],
            "percent": share_met(row).percent,
            "low": 100 * row["met_low"],
            "high": 100 * row["met_high"],
            "counts": share_met(row).counts,
            "said": say_interval(row),
            "tone": "neutral",
        }
        for row in rows
        if row["judged_count"]
    ]


def share_good(row: Mapping[str, int]) -> Share:
    """Good or better of graded."""
    return Share(row.get("good_or_better_count", 0), row.get("graded_count", 0))


def say_grades(counts: Mapping[str, int]) -> str:
    """The grades together in a sentence, with what could not be counted."""
    kept = share_good(counts)
    if not counts.get("audits_count"):
        return "No audit is on record here."
    beside = []
    if counts["none_count"]:
        beside.append(f"{counts['none_count']:,} without a grade")
    if counts["unmapped_count"]:
        beside.append(f"{counts['unmapped_count']:,} with a grade nobody recognises")
    told = f"**{kept.counts}** graded audits are good or better ({kept.percent_text})."
    if not kept.whole:
        told = "No audit has a grade that is recognised."
    return f"{told} Beside them: {' and '.join(beside)}." if beside else told


def grade_label(code: str, words: Vocabulary) -> str:
    """A grade in words; 'none' stands for a blank."""
    return NOT_GRADED if code == "none" else words.word("audit_grade", code).label


@once
def grade_rows(
    rows: Iterable[Row],
    words: Vocabulary,
    links: Links | None,
    round_asked: str | None,
    narrow: Links | None = None,
) -> list[Cells]:
    """Grades by service: good or better, then each grade with its list.

    With `narrow` a service's name is the way to its own counts, where there are no lists.
    """
    cells = []
    for row in rows:
        name = row["service_name"] or "Council"
        told_name = plain(name)
        if narrow is not None:
            asked = {"view": "grades", "round": round_asked, "service": row["service_name"]}
            told_name = link(told_name, narrow.to("audit", **asked, team=None))
        if row.get("is_suppressed"):
            cells.append(
                {"Service": told_name, "Audits": TOO_FEW, "Good or better": "–", "Grades": "–"}
            )
            continue
        see = see_audits(links, round_asked)
        kept = share_good(row)
        part, whole = (
            see(number, grade=grade, of=name)
            for number, grade in ((kept.part, "good_or_better"), (kept.whole, "graded"))
        )
        told = [
            f"{grade_label(code, words)}: {see(row[f'{code}_count'], grade=code, of=name)}"
            for code in GRADES
            if row[f"{code}_count"] or code not in ("unmapped", "none")
        ]
        cells.append(
            {
                "Service": told_name,
                "Audits": see(row["audits_count"], of=name),
                "Good or better": f"**{kept.percent_text}**  \n:small[{part} of {whole}]",
                "Grades": "  \n".join(told),
            }
        )
    return cells


@once
def grade_bars(rows: Iterable[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """Each service's audits as a bar cut by grade, best first."""
    bars = []
    for row in rows:
        if row.get("is_suppressed"):
            continue
        for order, code in enumerate(GRADES, start=1):
            bars.append(
                {
                    "name": row["service_name"] or "Council",
                    "part": grade_label(code, words),
                    "order": order,
                    "number": row[f"{code}_count"],
                    "tone": "quiet" if code == "none" else words.word("audit_grade", code).tone,
                    "said": f"{share_good(row).counts} good or better",
                }
            )
    return bars


@once
def audit_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Audits: of whose supervision, by whom and when, the grade, and the answer asked for."""
    cells = []
    for row in rows:
        name = plain(row["worker_name"] or row["worker_id"])
        supervisor = plain(row["supervisor_name"] or row["supervisor_id"] or "not known")
        grade = _grade_cell(row, words)
        if row["has_rows_that_disagree"]:
            grade += "  \n:small[▲ its rows disagree; the lowest grade stands]"
        cell = {
            "Supervisee": f"**{link(name, links.to('person', worker=row['worker_id']))}**"
            f"  \n:small[{plain(row['team_name'] or 'no team on that day')}]",
            "Supervisor": supervisor,
            "Audited": f"{say_narrow_date(row['audited_on'])}  \n:small["
            f"{plain(row['auditor_name'] or row['auditor_id'])}]",
            "Audit": f"{plain(row['audit_id'])}  \n:small[{plain(row['audit_round'])}]",
            "Grade": grade,
        }
        if row["answer_code"]:
            word = words.word("audit_answer", row["answer_code"])
            typed = (
                f"  \n:small[typed: {quoted(row['answer_typed'])}]"
                if word.code == "unmapped"
                else ""
            )
            cell["Grade"] += f"  \n{badge(word)}{typed}"
        cells.append(cell)
    return cells


def _grade_cell(row: Row, words: Vocabulary) -> str:
    counts = row["headline_grade_code"]
    cell = badge(words.word("audit_grade", counts)) if counts else NOT_GRADED
    if row["moderated_by"] and row["grade_code"] != counts:
        first = words.word("audit_grade", row["grade_code"]).label if row["grade_code"] else "none"
        cell += f"  \n:small[by moderation; first {plain(first)}]"
    return cell
