"""The proposed mapping of a tracker, people down and months across, as YAML."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ingestion.feeds import Feed
from ingestion.proposing.looking import Looked
from ingestion.proposing.matching import CERTAIN
from ingestion.proposing.tracking import ID, INTO, TrackerSeen
from ingestion.proposing.writing import (
    INDENT,
    date_lines,
    dropped_lines,
    file_lines,
    heading_of_file,
    id_lines,
    in_brackets,
    quoted,
    remark,
)


def _heading_lines(seen: TrackerSeen) -> Iterator[str]:
    people = [
        each
        for each in seen.columns
        if each.field and each.match.found not in seen.months and each.match.score < CERTAIN
    ]
    if people:
        yield f"{INDENT}headings:  {remark('theirs: ours')}"
    for each in people:
        ours = each.field.heading if each.field else ""
        yield f"{INDENT}  {quoted(each.match.found)}: {quoted(ours)}  {remark(each.match.how)}"
    read = {each.field.heading for each in seen.columns if each.field}
    if "Supervisee" not in read:
        words = "the column of people was not found: write its heading under headings, as in "
        yield f"{INDENT}{remark(words + 'headings: {Name: Supervisee}')}"


def _month_lines(seen: TrackerSeen) -> Iterator[str]:
    begins = f", year_begins: {seen.year_begins}" if seen.year_begins else ""
    guessed = "; the year is a guess" if begins else ""
    words = f"{len(seen.months)} months, {seen.months[0]} to {seen.months[-1]}{guessed}"
    yield f"{INDENT}unpivot: {{into: {INTO}, id: {ID}{begins}}}  {remark(words)}"
    told = "words that only mean that there was no session"
    yield f"{INDENT}blanks: {in_brackets(seen.blanks)}  {remark(told)}"
    if seen.no_days:
        words = f"{seen.no_days:,} cells hold something else that is no day: they will be held back"
        yield f"{INDENT}{remark(words + ' and listed by row and month, without what they say.')}"
        words = "Words among them that only mean none may be added to blanks"
        yield f"{INDENT}{remark(words)}"


def write_tracker_mapping(looked: Looked, feed: Feed, seen: TrackerSeen, today: date) -> str:
    """The mapping of a tracker: people down, months across."""
    lines = [
        *heading_of_file(feed, []),
        *file_lines(looked, today),
        *date_lines(replace(seen.dates, unreadable=0)),
        *_heading_lines(seen),
    ]
    if seen.drop:
        words = "these would be read in place of the months"
        lines.append(f"{INDENT}drop: {in_brackets(seen.drop)}  {remark(words)}")
    lines.append(f"{INDENT}constants: {{Status: Held}}  {remark('a day in a cell is a session')}")
    lines += [*_month_lines(seen), *id_lines(seen.columns), *dropped_lines(seen.columns)]
    return "\n".join(lines) + "\n"
