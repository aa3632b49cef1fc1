"""Quality beside frequency: how often supervision is held never stands alone for how good it is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_month
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.overview import Row, Totals, place_rows
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

TOO_FEW = "too few to show"
NO_GRADE = "no graded audit"
NOT_ASKED = "policy does not ask"
NOT_MEASURED = "not measured"
Limits = Mapping[str, float]


def say_beyond(rows: Iterable[Row]) -> list[str]:
    """A sentence for each service whose frequency is high while its audits do not bear it out."""
    return [_say_beyond(row) for row in rows if row["is_beyond_quality"]]


def _say_beyond(row: Row) -> str:
    frequency = Share(row["in_date_count"], row["open_count"])
    audits = Share(row["good_or_better_count"], row["graded_count"])
    told = f"**{plain(row['service_name'])}**: frequency is {frequency.percent_text}, but "
    if not audits.whole:
        return (
            f"{told}no audit of {plain(row['audit_round'])} was graded: its quality is not known."
        )
    return (
        f"{told}{audits.counts} {noun(audits.whole, 'audit')} of {plain(row['audit_round'])} "
        "were graded good or better."
    )


def say_quality(rows: Sequence[Row]) -> str:
    """The audits of all services together, for the card of the frequency; '' without any."""
    if any(row["graded_count"] is None for row in rows):
        return ""
    kept = Share(
        sum(row["good_or_better_count"] for row in rows), sum(row["graded_count"] for row in rows)
    )
    if not kept.whole:
        return "Quality: no graded audit to set beside it"
    return f"Quality: {kept.counts} audits good or better"


def say_made(rows: Sequence[Row], limits: Limits) -> str:
    """What the columns of quality count, and from where on they are set against frequency."""
    rounds = {row["audit_round"] for row in rows} - {None}
    if not rounds:
        return ""
    return (
        f"Audits are those of {plain(rounds.pop())}, under the service of that day. A service is "
        f"named above where {limits['frequency_high']:.0f}% or more are in date and fewer than "
        f"{limits['audits_good']:.0f}% of at least {limits['fewest_audits']:.0f} graded audits are "
        "good or better, or none is graded; these limits are ours. Records are the sessions whose "
        f"record was due in the last {limits['recorded_within']:.0f} whole months, where the "
        "policy asks for one by a day."
    )


@once
def service_rows(
    grouped: list[tuple[Row, Totals, Totals]],
    quality: Iterable[Row],
    series: Iterable[Row],
    words: Vocabulary,
    links: Links,
    *,
    named: bool,
    offered: Collection[str],
) -> list[Cells]:
    """Services: how often and whether that moves, overdue, cases, and beside them how good."""
    beside = {row["service_name"]: row for row in quality}
    charts = {row["place_id"]: row for row in series if row["level_code"] == "service"}
    cells = []
    for (first, _, _), row in zip(
        grouped, place_rows(grouped, "service", links, named, offered=offered), strict=True
    ):
        service = first["service_name"]
        late = row["Over 28 days"]
        overdue = row["Overdue"]
        if overdue not in ("0", NOT_MEASURED):
            overdue += f"  \n:small[{late} over 28 days]"
        cells.append(
            {
                "Service": row["Service"],
                "In date": row["In date"] + _moving(charts.get(service), words),
                "Overdue": overdue,
                "Cases in date": row["Cases in date"],
                "Audits good or better": _audits(beside.get(service), links, named),
                "Records in time": _records(beside.get(service)),
            }
        )
    return cells


def _moving(chart: Row | None, words: Vocabulary) -> str:
    """Whether a service's share moves by more than chance, where it is large enough to say."""
    if chart is None:
        return ""
    if chart["variation_code"] is None:
        word = words.word("spc_standing", chart["standing_code"])
        return f"  \n{badge(word)}"
    word = words.word("spc_variation", chart["variation_code"])
    since = "" if chart["rule_code"] is None else f" since {say_month(chart['variation_since_on'])}"
    return f"  \n{badge(word, word.label + since)}"


def _audits(row: Row | None, links: Links, named: bool) -> str:
    if row is None or row["audit_round"] is None:
        return NOT_MEASURED
    if row["is_suppressed"]:
        return TOO_FEW
    kept = Share(row["good_or_better_count"], row["graded_count"])
    if not kept.whole:
        return NO_GRADE

    def see(number: int, grade: str) -> str:
        asked = {"round": row["audit_round"], "grade": grade, "of": row["service_name"]}
        there = links.to("audit", list="audits", **asked)
        return link(f"{number:,}", there) if named and number else f"{number:,}"

    told = f"({see(kept.part, 'good_or_better')} of {see(kept.whole, 'graded')})"
    return f"{kept.percent_text}  \n:small[{told}]"


def _records(row: Row | None) -> str:
    if row is None or not row["is_record_asked"]:
        return NOT_ASKED
    if not row["is_record_measured"]:
        return NOT_MEASURED
    kept = Share(row["in_time_count"], row["due_count"])
    return f"{kept.percent_text}  \n:small[({kept.counts})]" if kept.whole else "none due"


def say_feeds(missing: Sequence[Mapping[str, Any]], links: Links) -> str:
    """Which feeds were never supplied, so that what they tell is in no figure here."""
    if not missing:
        return "Every feed has been supplied."
    named = ", ".join(
        link(plain(row["title"]), links.to("quality", feed=row["feed"])) for row in missing
    )
    return f"Never supplied, so what they tell is not measured: {named}."
