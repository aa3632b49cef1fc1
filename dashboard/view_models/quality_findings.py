"""What is wrong with the data, in words: in reading, and in the rows that stand; who must act."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import link, plain, quoted
from dashboard.view_models.people import Cells
from dashboard.view_models.quality import say_source
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]

_OUTCOMES = {
    "row quarantined": "■ Row held back",
    "cell emptied": "▲ Cell emptied, row kept",
    "heading dropped": "○ Column not kept",
    "row kept": "● Row kept",
    "file refused": "■ File refused",
    "refresh stopped": "■ Refresh stopped",
    "warning": "▲ Warning",
}


def _actor(feed: str | None, words: Vocabulary, links: Links) -> str:
    """Who must act on one row, as the way to everything wrong with the feed."""
    return link(plain(say_source(feed, words)), links.to("quality", feed=feed))


def _owner(row: Row, words: Vocabulary, links: Links) -> str:
    """Who can mend one problem, as the way to everything wrong with the feed."""
    if not row["owner"]:
        return _actor(row["feed"], words, links) if row["feed"] else "Whoever runs the refresh"
    return link(plain(row["owner"]), links.to("quality", feed=row["feed"]))


def _actors(row: Row, words: Vocabulary) -> str:
    """Who must act on what was found in one or more feeds, and which feeds."""
    if not row["feed_ids"]:
        return "Whoever runs the refresh"
    named = row.get("owners") or [say_source(feed, words) for feed in row["feed_ids"]]
    who = dict.fromkeys(plain(owner) for owner in named)
    return f"{', '.join(who)}  \n:small[{plain(row['feed_titles'] or '')}]"


def problem_rows(problems: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """What went wrong in reading, by code: what, what to do, an example, who must act, how many."""
    return [
        {
            "What": f"**{plain(row['title'])}**  \n:small[{plain(row['code'])}]  \n"
            f":small[{_OUTCOMES.get(row['outcome'], plain(row['outcome']))}]",
            "What to do": plain(row["fix"]),
            "What it does to the numbers": say_effect(row),
            "Example": say_example(row),
            "Who acts": _actors(row, words),
            "How many": link(
                f"{row['problem_count']:,}",
                links.to("quality", check=row["code"], outcome=row["outcome"]),
            ),
        }
        for row in problems
    ]


def say_effect(row: Row) -> str:
    """What a problem does to the figures, and how many of what it concerns."""
    told = plain(row["effect"] or "")
    return f"**{plain(row['concerned'])}**  \n{told}" if row["concerned"] else told


def say_example(row: Row) -> str:
    """Where one such problem is: the file, the row as the spreadsheet numbers it, the heading."""
    where = [plain(row["example_file"] or "no file")]
    if row["example_row"] is not None:
        where.append(f"{_unit_of(row['example_file'])} {row['example_row']}")
    if row["example_heading"]:
        where.append(plain(row["example_heading"]))
    typed = f"  \n:small[typed: {quoted(row['example_text'])}]" if row["example_text"] else ""
    return f":small[{', '.join(where)}]  \n:small[{plain(row['example_sentence'])}]{typed}"


def problem_list(problems: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Problems one by one: where, what was typed, what is wrong, what to do, what became of it."""
    return [
        {
            "Where": _where(row["file_name"], row["source_row"], row["heading"]),
            "What happened": plain(row["sentence"])
            + (f"  \n:small[typed: {quoted(row['typed_text'])}]" if row["typed_text"] else ""),
            "What to do": plain(row["fix"]),
            "What became of it": _OUTCOMES.get(row["outcome"], plain(row["outcome"]))
            + f"  \n:small[{plain(row['effect'] or '')}]",
            "Who acts": _owner(row, words, links),
        }
        for row in problems
    ]


def held_back_list(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Rows held back, each once."""
    return [
        {
            "Where": _where(row["file_name"], row["source_row"], row["headings"]),
            "What happened": plain(row["sentences"])
            + (
                f"  \n:small[typed: {'; '.join(map(quoted, row['typed_texts']))}]"
                if row["typed_texts"]
                else ""
            ),
            "What to do": plain(row["fixes"]),
            "Who acts": _actor(row["feed"], words, links),
        }
        for row in rows
    ]


def _unit_of(file_name: str | None) -> str:
    """What the number of a row counts, as a person finds it: the lines of an XML file."""
    return "line" if (file_name or "").lower().endswith(".xml") else "row"


def _where(file_name: str | None, row: int | None, heading: str | None) -> str:
    told = plain(file_name or "all files of the feed")
    beneath = [f"{_unit_of(file_name)} {row}"] if row is not None else []
    if heading:
        beneath.append(plain(heading))
    return f"{told}  \n:small[{', '.join(beneath)}]" if beneath else told


def check_rows(checks: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """What does not add up, by check: what, what it does to the numbers, where from, how many."""
    return [
        {
            "What": f"**{plain(row['check_title'])}**  \n:small[{plain(row['check_code'])}]",
            "What it does to the numbers": plain(row["effect"]),
            "Who acts": _actors(row, words),
            "Found": link(f"{row['finding_count']:,}", links.to("quality", check=row["check_code"]))
            + f"  \n:small[in {say_count(row['rows_count'], 'row')}]",
        }
        for row in checks
    ]


def check_list(checks: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Findings one by one: about whom or what (where this reader may know), where, its effect."""
    return [
        {
            "About": _subject(row, links),
            "What was found": plain(row["detail"]),
            "What it does to the numbers": plain(row["effect"]),
            "First seen in": _where(row["source_file"], row["source_row"], None)
            + f"  \n:small[{say_count(row['rows_count'], 'row')} in all]",
            "Who acts": _actor(row["feed"], words, links),
        }
        for row in checks
    ]


def _subject(row: Row, links: Links) -> str:
    kind = plain(row["subject_type"] or "")
    if row["subject_id"] is None:
        return f"{kind}  \n:small[not shown to you]"
    told = plain(row["subject_id"])
    if row["is_worker_known"]:
        told = link(told, links.to("person", worker=row["subject_id"]))
    return f"{told}  \n:small[{kind}]"


def code_rows(checks: Iterable[Row], links: Links) -> list[Cells]:
    """Codes that no mapping knows, and where to look for one that is not shown."""
    return [
        {
            "Code as typed": f"**{plain(row['subject_id'])}**",
            "Feed": link(
                plain(row["feed_title"] or row["feed"]), links.to("quality", feed=row["feed"])
            ),
            "What is missing": plain(row["detail"]),
            "What it does to the numbers": plain(row["effect"]),
            "First seen in": _where(row["source_file"], row["source_row"], None)
            + f"  \n:small[{say_count(row['rows_count'], 'row')} in all]",
        }
        for row in checks
    ]
