"""What stands beside a person's sessions: agreement, training, the rows behind it all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_interval, say_narrow_date
from dashboard.view_models.lanes import Window
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.supplied import Supplied
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]


def say_agreement(
    row: Row, agreements: Iterable[Row], owed: Iterable[Row], words: Vocabulary, supplied: Supplied
) -> str:
    """Whether an agreement with the present supervisor is in place, as Markdown."""
    if supplied.lacks("sharepoint_agreements"):
        return "Agreement: not measured, no export of agreements was supplied."
    if not row["is_employed"]:
        return "No agreement is asked for now: this person has left."
    if row["supervisor_id"] is None:
        return "No agreement can be in place: no supervisor is recorded."
    name = plain(row["supervisor_name"] or row["supervisor_id"])
    in_place = next((one for one in agreements if one["is_in_place"]), None)
    if in_place is not None:
        said = (
            f"An agreement with {name}, the present supervisor, is signed by both and stands since "
            f"{say_date(in_place['signed_on'])}."
        )
        return f"{said} {_say_review(in_place)}"
    said = f"No agreement with {name}, the present supervisor, is on record as signed by both."
    asked = [
        one
        for one in owed
        if one["obligation_type"] == "agreement"
        and one["supervisor_id"] == row["supervisor_id"]
        and one["closed_on"] is None
    ]
    if not asked:
        return said
    word = words.word("status", asked[0]["status_code"])
    return f"{said} The policy asks for one by {say_date(asked[0]['due_on'])}: {badge(word)}"


def _say_review(agreement: Row) -> str:
    if agreement["review_due_on"] is None:
        return "No day to look at it again is recorded."
    day = say_date(agreement["review_due_on"])
    if agreement["is_review_past"]:
        return f"**▲ Its review was due on {day}**, and no newer one is on record."
    return f"Its review is due on {day}."


@once
def agreement_rows(agreements: Iterable[Row], links: Links) -> list[Cells]:
    """Agreements: with whom, both signatures, review, the row of the file."""
    return [
        {
            "With": link(
                plain(row["supervisor_name"]), links.to("person", worker=row["supervisor_id"])
            )
            + (
                "  \n:small[present supervisor]"
                if row["is_with_present_supervisor"]
                else "  \n:small[before, or besides]"
            ),
            "Supervisee signed": say_narrow_date(row["supervisee_signed_on"], "▲ not signed"),
            "Supervisor signed": say_narrow_date(row["supervisor_signed_on"], "▲ not signed"),
            "Review due": say_narrow_date(row["review_due_on"], "not recorded")
            + ("  \n:small[▲ has passed]" if row["is_in_place"] and row["is_review_past"] else ""),
            "Row": f":small[row {row['source_row']}]",
        }
        for row in agreements
    ]


@once
def training_rows(training: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Courses: done or not, when last, what is asked and by when."""
    cells = []
    for row in training:
        done = row["last_completed_on"]
        source = links.to("person", worker=row["worker_id"], rows="sharepoint_training")
        rule = "nothing asked"
        if row["is_asked"]:
            address = links.to("policy", policy=row["policy_id"], rule=row["rule_id"])
            rule = link(plain(row["clause"]), address)
        cells.append(
            {
                "Course": plain(row["course_label"]),
                "Done": f"{link('Done', source)}  \n:small[{say_narrow_date(done)}]"
                if done
                else "Not done",
                "Next asked by": say_narrow_date(row["due_on"], "–"),
                "Status": badge(words.word("status", row["status_code"]))
                if row["status_code"]
                else "–",
                "Asked for by": rule,
            }
        )
    return cells


@once
def stretch_rows(
    phases: Iterable[Row], absences: Iterable[Row], window: Window, policy_id: str, links: Links
) -> list[Cells]:
    """The bars of the chart as rows: which rule asked for what, and absences, newest first."""
    stretches: list[tuple[date, Cells]] = []
    for row in phases:
        first, last = row["phase_from"], row["phase_to"]
        if not _is_shown(first, last, window):
            continue
        label = plain(row["rule_label"] or "No rule")
        if row["rule_id"]:
            address = links.to("policy", policy=policy_id, rule=row["rule_id"])
            label = link(label, address)
        often = (
            say_interval(row["interval_count"], row["interval_unit"])
            if row["interval_count"]
            else "nothing asked"
        )
        stretches.append((first, _stretch(f"{label}  \n:small[{often}]", "Rule", first, last)))
    for row in absences:
        first, last = row["away_from"], row["away_to"]
        if _is_shown(first, last, window):
            told = "stops the clock" if row["is_long"] else "the clock goes on"
            kind = "Long absence" if row["is_long"] else "Short absence"
            stretches.append((first, _stretch(f"{kind}  \n:small[{told}]", "Away", first, last)))
    return [cells for _, cells in sorted(stretches, key=lambda entry: entry[0], reverse=True)]


def _is_shown(first: date, last: date | None, window: Window) -> bool:
    return first <= window.last and (last is None or last >= window.first)


def _stretch(what: str, lane: str, first: date, last: date | None) -> Cells:
    until = say_narrow_date(last) if last else "goes on"
    return {"Lane": lane, "What": what, "From": say_narrow_date(first), "To": until}


@once
def case_day_rows(days: Iterable[Row], window: Window) -> list[Cells]:
    """Days on which cases were discussed, newest first, and how many cases."""
    return [
        {
            "Date": say_narrow_date(row["supervised_on"]),
            "Cases discussed": f"{row['case_count']:,}",
        }
        for row in days
        if window.first <= row["supervised_on"] <= window.data_date
    ]


@once
def feed_rows(rows: Iterable[Row], worker_id: str, links: Links) -> list[Cells]:
    """The feeds a page was read from: how many rows each, the newest, and the files."""
    feeds: dict[str, list[Row]] = {}
    for row in rows:
        feeds.setdefault(row["feed"], []).append(row)
    return [
        {
            "Feed": link(
                plain(mine[0]["title"] or feed),
                links.to("quality", feed=feed, team=None, service=None),
            ),
            "Rows": link(f"{len(mine):,}", links.to("person", worker=worker_id, rows=feed)),
            "Newest": say_narrow_date(
                max((row["dated_on"] for row in mine if row["dated_on"]), default=None), "no date"
            ),
            "File": ", ".join(sorted({plain(row["source_file"]) for row in mine})),
        }
        for feed, mine in feeds.items()
    ]


@once
def source_rows(rows: Iterable[Row], links: Links) -> list[Cells]:
    """Rows of one feed: which day, which key, where they stand."""
    return [
        {
            "Date": say_narrow_date(row["dated_on"], "none"),
            "Key": plain(row["record_id"] or "–"),
            "File": link(
                plain(row["source_file"]),
                links.to("quality", feed=row["feed"], team=None, service=None),
            ),
            "Row": f"{row['source_row']}",
        }
        for row in rows
    ]


def title_rows(rows: Sequence[Row], title: str) -> str:
    """'Supervision sessions: 42 rows'."""
    return f"{plain(title)}: {say_count(len(rows), 'row')}"
