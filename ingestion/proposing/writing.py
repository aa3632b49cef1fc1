"""The proposed mapping as YAML with its reasons beside it, for a person to go through line by
line.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingestion.feeds import Feed
from ingestion.proposing.columns import Column, Columns
from ingestion.proposing.looking import Looked
from ingestion.proposing.matching import CERTAIN, Likelihood
from ingestion.reading.dates import DATE_IN_NAME, day_in_name

_INDENT = " " * 6
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SHOWN = 20


def quoted(text: str) -> str:
    """Text as YAML has it between quotation marks; nothing in it can be taken for YAML."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    shown = (each if each.isprintable() else "\\U" + f"{ord(each):08X}" for each in plain)
    return '"' + "".join(shown) + '"'


def _remark(text: str) -> str:
    return f"# {re.sub(r'[^ -~£-ÿĀ-ſ]+', ' ', text)}"


def name_pattern(name: str) -> tuple[str, date | None]:
    """The file's name with {date} where its day is; null where it has none."""
    for found in re.finditer(rf"(?<!\d){DATE_IN_NAME}(?!\d)", name, re.IGNORECASE):
        if day := day_in_name(found[0]):
            return f"{name[: found.start()]}{{date}}{name[found.end() :]}", day
    return name, None


def _file_lines(looked: Looked, today: date) -> Iterator[str]:
    pattern, day = name_pattern(looked.path.name)
    yield f"    - files: [{quoted(pattern)}]  {_remark('* stands for anything, {part} for a part')}"
    if day is None:
        words = "the name has no day: give the day of the extract, or put {date} into the names"
        yield f"{_INDENT}extracted_on: {today}  {_remark(words)}"
    how = looked.how
    if how.sheet:
        yield f"{_INDENT}sheet: {quoted(how.sheet)}"
    for note in looked.notes:
        yield f"{_INDENT}{_remark(note)}"
    if how.encoding != "utf-8":
        yield f"{_INDENT}encoding: {how.encoding}"
    if how.delimiter != ",":
        yield f"{_INDENT}delimiter: {_DELIMITERS[how.delimiter]}"
    if looked.row > 1:
        words = f"the headings stand in row {looked.row} here; or the number of rows above them"
        yield f"{_INDENT}skip_rows: find  {_remark(words)}"
    if looked.footers:
        told = ", ".join(quoted(_as_footer(each, looked)) for each in looked.footers)
        words = "rows below the data that are none; {rows} must be the number of rows"
        yield f"{_INDENT}footers: [{told}]  {_remark(words)}"


def _as_footer(text: str, looked: Looked) -> str:
    """The footer as a pattern: a number that is the number of rows is checked each time, another
    may be anything.
    """
    rows = looked.frame.height + looked.misshapen
    return re.sub(
        r"\d[\d,]*",
        lambda number: "{rows}" if int(number[0].replace(",", "")) == rows else "*",
        text,
    )


def _date_lines(columns: Columns) -> Iterator[str]:
    if columns.dates.forms in ((), ("dd/mm/yyyy",)):
        yield f"{_INDENT}{_remark(f'dates: {columns.dates.words}')}"
    else:
        forms = ", ".join(quoted(form) for form in columns.dates.forms)
        yield f"{_INDENT}dates: [{forms}]  {_remark(columns.dates.words)}"
    if columns.dates.unreadable:
        words = f"{columns.dates.unreadable:,} cells under headings of dates are in no known form"
        yield f"{_INDENT}{_remark(words)}"


def _heading_lines(columns: Sequence[Column]) -> Iterator[str]:
    renamed = [each for each in columns if each.match.field and each.match.score < CERTAIN]
    if any(not each.is_wrong for each in renamed):
        yield f"{_INDENT}headings:  {_remark('theirs: ours')}"
    elif renamed:
        yield f"{_INDENT}{_remark('headings: (theirs: ours)')}"
    for each in renamed:
        if each.match.field is None:
            continue
        line = f"{quoted(each.match.found)}: {quoted(each.match.field.heading)}"
        if each.is_wrong:
            words = f"{line} (spelt alike, but the cells are no {each.match.field.kind})"
            yield f"{_INDENT}  {_remark(words)}"
        else:
            yield f"{_INDENT}  {line}  {_remark(each.match.how)}"


def _missing_lines(columns: Sequence[Column], feed: Feed) -> Iterator[str]:
    there = {each.match.field.name for each in columns if each.match.field and not each.is_wrong}
    missing = [field for field in feed.fields if field.name not in there]
    for field in missing:
        if field.required:
            words = f"{field.heading} must be there and was not found: add its heading above, or a "
            yield f"{_INDENT}{_remark(f'{words}value for all rows under constants')}"
    others = ", ".join(field.heading for field in missing if not field.required)
    if others:
        yield f"{_INDENT}{_remark(f'not found, and need not be there: {others}')}"


def _id_lines(columns: Sequence[Column]) -> Iterator[str]:
    known = [each for each in columns if each.id_words and not each.is_wrong]
    if any(each.id_kind for each in known):
        yield f"{_INDENT}ids:"
    for each in known:
        heading = quoted(each.match.field.heading) if each.match.field else ""
        if each.id_kind:
            yield f"{_INDENT}  {heading}: {each.id_kind}  {_remark(each.id_words)}"
        else:
            yield f"{_INDENT}  {_remark(f'{heading}: {each.id_words}')}"


def _dropped_lines(columns: Sequence[Column]) -> Iterator[str]:
    for words in ("narrative: never read", "not used: dropped"):
        some = [each.match.found for each in columns if each.match.how == words]
        if some:
            told = ", ".join(heading[:60] for heading in some)
            yield f"{_INDENT}{_remark(f'{words}: {told}')}"


def _code_lines(columns: Sequence[Column]) -> Iterator[str]:
    unmapped = [each for each in columns if each.unmapped and not each.is_wrong]
    if unmapped:
        words = "codes nobody has mapped; each is a row for transform/seeds/mappings/"
        yield f"{_INDENT}{_remark(f'{words}code_mappings.csv (code_list,source_code,code):')}"
    for each in unmapped:
        field = each.match.field
        for code in each.unmapped[:_SHOWN]:
            line = f"{field.code_list if field else ''},{code.typed},{code.nearest or '?'}"
            yield f"{_INDENT}{_remark(f'  {line}   ({code.count:,} cells)')}"
        if len(each.unmapped) > _SHOWN:
            yield f"{_INDENT}{_remark(f'  … and {len(each.unmapped) - _SHOWN:,} more')}"


def write_table_mapping(
    looked: Looked, feed: Feed, columns: Columns, likely: Sequence[Likelihood], today: date
) -> str:
    """The mapping of a file with a row for a row of the feed."""
    told = [
        *_heading_of_file(feed, likely),
        *_file_lines(looked, today),
        *_date_lines(columns),
        *_heading_lines(columns.all),
        *_missing_lines(columns.all, feed),
        *_id_lines(columns.all),
        *_dropped_lines(columns.all),
        *_code_lines(columns.all),
    ]
    return "\n".join(told) + "\n"


def _heading_of_file(feed: Feed, likely: Sequence[Likelihood]) -> Iterator[str]:
    yield "# A proposal: go through every line, change what is wrong, and save it as the council's"
    yield "# mapping. What is left out is read as in the reference exports."
    yield 'council: ""'
    yield "feeds:"
    best = ", ".join(f"{each.feed} {each.score}" for each in likely[:3])
    yield f"  {feed.name}:  {_remark(f'likeness of 100: {best}' if best else feed.meta.title)}"


def write_tracker_mapping(
    looked: Looked, feed: Feed, headings: dict[str, str], months: Sequence[str], today: date
) -> str:
    """The mapping of a tracker: people down, months across."""
    lines = [*_heading_of_file(feed, []), *_file_lines(looked, today)]
    lines.append(f"{_INDENT}headings:  {_remark('theirs: ours')}")
    lines += [f"{_INDENT}  {quoted(their)}: {quoted(ours)}" for their, ours in headings.items()]
    if "Supervisee" not in headings.values():
        words = "the column of names was not found: write its heading in place of this one"
        lines.append(f'{_INDENT}  "Name": "Supervisee"  {_remark(words)}')
    lines.append(f"{_INDENT}constants: {{Status: Held}}  {_remark('a day in a cell is a session')}")
    begins = "" if any(char.isdigit() for char in "".join(months)) else ", year_begins: 2026-04-01"
    lines.append(f"{_INDENT}unpivot: {{into: Held Date, id: Session ID{begins}}}")
    lines.append(f"{_INDENT}{_remark(f'months found: {months[0]} to {months[-1]}, {len(months)}')}")
    lines.append(f"{_INDENT}blanks: []  {_remark('words that only mean none, such as A/L')}")
    return "\n".join(lines) + "\n"
