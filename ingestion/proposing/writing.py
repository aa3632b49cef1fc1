"""The proposed mapping as YAML with its reasons beside it, for a person to go through line by
line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ingestion.contract import CODE_MAPPINGS
from ingestion.feeds import Feed
from ingestion.proposing.columns import Column, Columns
from ingestion.proposing.dating import BRITISH, DateForms
from ingestion.proposing.looking import Looked
from ingestion.proposing.matching import (
    CERTAIN,
    NARRATIVE,
    SURE,
    UNUSED,
    Likelihood,
    likeness,
)
from ingestion.proposing.showing import column_letter, footers_of
from ingestion.reading.dates import DATE_IN_NAME, day_in_name

INDENT = " " * 6
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SHOWN = 20
#: Signs that the pattern of a name may not hold, or that mean something in it.
_NOT_IN_PATTERNS = re.compile(r"[{}\\/|<>]|^\^|\$$")


def quoted(text: str) -> str:
    """Text as YAML has it between quotation marks; nothing in it can be taken for YAML."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    shown = (each if each.isprintable() else "\\U" + f"{ord(each):08X}" for each in plain)
    return '"' + "".join(shown) + '"'


def in_brackets(texts: Iterable[str]) -> str:
    """Texts as a list of YAML."""
    return f"[{', '.join(quoted(each) for each in texts)}]"


def remark(text: str) -> str:
    """A remark of one line, in letters that any editor shows."""
    return f"# {re.sub(r'[^ -~£-ÿĀ-ſ–“”]+', ' ', text)}"


def name_pattern(name: str) -> tuple[str, date | None]:
    """The file's name with {date} where its day is, null where it has none. Of several days, as in
    1 to 30 November, the last is that of the extract, and the others may be any.
    """
    found = re.finditer(rf"(?<!\d){DATE_IN_NAME}(?!\d)", name, re.IGNORECASE)
    days = [(each, day) for each in found if (day := day_in_name(each[0]))]
    last = max(range(len(days)), key=lambda at: days[at][1], default=None)
    pattern, end = "", 0
    for at, (match, _) in enumerate(days):
        pattern += _NOT_IN_PATTERNS.sub("?", name[end : match.start()])
        pattern += "{date}" if at == last else "*"
        end = match.end()
    pattern += _NOT_IN_PATTERNS.sub("?", name[end:])
    return pattern, days[last][1] if last is not None else None


def file_lines(looked: Looked, today: date) -> Iterator[str]:
    """What says which files are meant and how they are opened."""
    pattern, day = name_pattern(looked.path.name)
    yield f"    - files: [{quoted(pattern)}]  {remark('* stands for anything, {part} for a part')}"
    if day is None:
        words = "the name has no day: give the day of the extract, or put {date} into the names"
        yield f"{INDENT}extracted_on: {today}  {remark(words)}"
    how = looked.how
    if how.sheet:
        yield f"{INDENT}sheet: {quoted(how.sheet)}"
    for note in looked.notes:
        yield f"{INDENT}{remark(note)}"
    if how.encoding != "utf-8":
        yield f"{INDENT}encoding: {how.encoding}"
    if how.delimiter != ",":
        yield f"{INDENT}delimiter: {_DELIMITERS[how.delimiter]}"
    if looked.row > 1:
        words = f"the headings stand in row {looked.row} here; or the number of rows above them"
        yield f"{INDENT}skip_rows: find  {remark(words)}"
    if looked.footers:
        told = in_brackets(footers_of(looked.footers, looked.frame.height + looked.misshapen))
        words = "rows below the data that are none; {rows} must be the number of rows"
        yield f"{INDENT}footers: {told}  {remark(words)}"


def date_lines(dates: DateForms) -> Iterator[str]:
    """How dates are written, and whether that is proven."""
    if dates.forms in ((), BRITISH):
        yield f"{INDENT}{remark(f'dates: {dates.words}')}"
    else:
        yield f"{INDENT}dates: {in_brackets(dates.forms)}  {remark(dates.words)}"
    if dates.unreadable:
        words = f"{dates.unreadable:,} cells under headings of dates are in none of these forms"
        yield f"{INDENT}{remark(words)}"


def _heading_lines(columns: Sequence[Column]) -> Iterator[str]:
    renamed = [each for each in columns if each.match.field and each.match.score < CERTAIN]
    if any(each.field for each in renamed):
        yield f"{INDENT}headings:  {remark('theirs: ours')}"
    elif renamed:
        yield f"{INDENT}{remark('headings: (theirs: ours)')}"
    for each in renamed:
        if each.match.field is None:
            continue
        ours = quoted(each.match.field.heading)
        line = f"{quoted(each.match.found)}: {ours}"
        if each.match.stands_twice:
            continue
        if each.is_wrong:
            kind = each.match.field.kind
            words = f"{quoted(each.heading)}: {ours} (spelt alike, but the cells are no {kind})"
            yield f"{INDENT}  {remark(words)}"
        else:
            yield f"{INDENT}  {line}  {remark(each.match.how)}"


def _twice_lines(columns: Sequence[Column]) -> Iterator[str]:
    for each in columns:
        if each.match.field and each.match.stands_twice:
            words = (
                f"column {column_letter(each.match.position)} may be {each.match.field.heading}, "
                f"but {each.heading} stands over another column too: rename one in the export"
            )
            yield f"{INDENT}{remark(words)}"


def missing_of(columns: Sequence[Column], feed: Feed) -> list[str]:
    """The headings that must be there and were not found."""
    there = {each.field.name for each in columns if each.field}
    return [field.heading for field in feed.fields if field.required and field.name not in there]


def _missing_lines(columns: Sequence[Column], feed: Feed) -> Iterator[str]:
    there = {each.field.name for each in columns if each.field}
    for heading in missing_of(columns, feed):
        words = f"{heading} must be there and was not found: add its heading above, or a value "
        yield f"{INDENT}{remark(f'{words}for all rows under constants')}"
        for each in columns:
            if each.match.how == NARRATIVE and likeness(each.match.found, heading)[0] >= SURE:
                words = (
                    f"it may be {each.heading}, which looks like narrative and is never read: if "
                )
                told = f"{words}it is a number, call the column {heading} in the export"
                yield f"{INDENT}{remark(told)}"
    missing = [field for field in feed.fields if field.name not in there and not field.required]
    if missing:
        others = ", ".join(field.heading for field in missing)
        yield f"{INDENT}{remark(f'not found, and need not be there: {others}')}"


def id_lines(columns: Sequence[Column]) -> Iterator[str]:
    """Which kind of id each column of workers holds."""
    known = [each for each in columns if each.id_words and each.field]
    if any(each.id_kind for each in known):
        yield f"{INDENT}ids:"
    for each in known:
        heading = quoted(each.field.heading) if each.field else ""
        if each.id_kind:
            yield f"{INDENT}  {heading}: {each.id_kind}  {remark(each.id_words)}"
        else:
            yield f"{INDENT}  {remark(f'{heading}: {each.id_words}')}"


def dropped_lines(columns: Sequence[Column]) -> Iterator[str]:
    """What is not read, and what it looks like."""
    narrative = [each.heading for each in columns if each.match.how == NARRATIVE]
    if narrative:
        yield f"{INDENT}{remark(f'{NARRATIVE}: ' + ', '.join(narrative))}"
    unused = [each for each in columns if each.match.how == UNUSED]
    if unused:
        told = ", ".join(f"{each.heading} ({each.looks_like})" for each in unused)
        yield f"{INDENT}{remark(f'{UNUSED}: {told}')}"


def _code_lines(columns: Sequence[Column]) -> Iterator[str]:
    unmapped = [each for each in columns if each.unmapped and each.field]
    if unmapped:
        words = "codes nobody has mapped (the code after the comma is a guess); each is a row for "
        yield f"{INDENT}{remark(f'{words}transform/{CODE_MAPPINGS}:')}"
    for each in unmapped:
        code_list = each.field.code_list if each.field else ""
        for code in each.unmapped.shown[:_SHOWN]:
            line = f"{code_list},{code.typed},{code.nearest or '?'}"
            yield f"{INDENT}{remark(f'  {line}   ({code.count:,} cells)')}"
        more = each.unmapped.not_shown + max(len(each.unmapped.shown) - _SHOWN, 0)
        if more:
            words = f"  and {more:,} more under {each.heading}, not shown here: they may be names"
            yield f"{INDENT}{remark(f'{words} ({each.unmapped.cells_not_shown:,} cells)')}"


def write_table_mapping(
    looked: Looked, feed: Feed, columns: Columns, likely: Sequence[Likelihood], today: date
) -> str:
    """The mapping of a file with a row for a row of the feed."""
    told = [
        *heading_of_file(feed, likely),
        *file_lines(looked, today),
        *date_lines(columns.dates),
        *_heading_lines(columns.all),
        *_twice_lines(columns.all),
        *_missing_lines(columns.all, feed),
        *id_lines(columns.all),
        *dropped_lines(columns.all),
        *_code_lines(columns.all),
    ]
    return "\n".join(told) + "\n"


def heading_of_file(feed: Feed, likely: Sequence[Likelihood]) -> Iterator[str]:
    """How every proposal begins."""
    yield "# A proposal: go through every line, change what is wrong, and save it as the council's"
    yield "# mapping. What is left out is read as in the reference exports."
    yield 'council: ""'
    yield "feeds:"
    best = ", ".join(f"{each.feed} {each.score}" for each in likely[:3])
    yield f"  {feed.name}:  {remark(f'likeness of 100: {best}' if best else feed.meta.title)}"
