"""The state of the data in words: is it fresh, does it add up, what cannot be measured."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_narrow_date
from dashboard.view_models.grammar import noun, verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]

# A feed is named by its system; the systems that hold cases have their words in the warehouse.
_SOURCES = {
    "hr": "HR",
    "sharepoint": "SharePoint supervision site",
    "asye": "ASYE register",
    "people": "Whoever settles identifiers",
}
STALE = "■ Out of date"
NOT_BALANCED = "■ These do not add up: tell whoever runs the refresh"


def say_source(feed: str | None, words: Vocabulary) -> str:
    """Where a feed comes from: whoever keeps that system is who must act."""
    system = (feed or "").split("_")[0]
    return _SOURCES.get(system) or words.word("system", system).label


def say_state(feeds: Iterable[Row], links: Links) -> str:
    """How much of what came in is used, and whether anything is missing or old, in sentences."""
    listed = list(feeds)
    supplied = [row for row in listed if row["is_supplied"]]
    used = Share(
        sum(row["rows_accepted"] for row in supplied), sum(row["rows_received"] for row in supplied)
    )
    if not used.whole:
        return "No row has come in yet."
    stale = [row for row in supplied if row["is_stale"]]
    told = [
        _say_used(used, sum(row["rows_quarantined"] for row in supplied), links),
        f"{len(supplied)} of {say_count(len(listed), 'feed')} "
        f"{verb(len(supplied), len(listed))} supplied.",
    ]
    if stale:
        told.append(f"{STALE}: {', '.join(plain(row['title']) for row in stale)}.")
    else:
        told.append("None is older than it may be.")
    if not all(row["is_balanced"] for row in supplied):
        told.append(f"**{NOT_BALANCED}.**")
    return " ".join(told)


def _say_used(used: Share, held_back: int, links: Links) -> str:
    """What is used and what is not, each in rows: of so many a share would hide the few."""
    told = f"**{used.counts} {noun(used.whole, 'row')} {verb(used.part, used.whole)} used"
    left = used.whole - used.part
    if not left:
        return f"{told}.**"
    number = f"{held_back:,}"
    way = link(number, links.to("quality", list="held_back")) if held_back else number
    copies = say_count(left - held_back, "copy", "copies")
    return f"{told}:** {way} held back, {copies} left out."


def feed_rows(feeds: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Supplied feeds: how old, how the rows add up, from when evidence counts, what is wrong."""
    return [
        {
            "Feed": f"**{link(plain(row['title']), links.to('quality', feed=row['feed']))}**"
            f"  \n:small[{plain(say_source(row['feed'], words))}]",
            "Data to": say_age(row),
            "Rows": say_account(row),
            "Counts from": _records_from(row),
            "Wrong": _wrong(row, links),
        }
        for row in feeds
        if row["is_supplied"]
    ]


def say_age(row: Row) -> str:
    """How old a feed was when the data was built, against its limit."""
    age = say_count(row["age_days"], "day")
    told = f"{say_narrow_date(row['extracted_on'])}  \n:small[{age} old, "
    told += f"limit {row['freshness_days']}]"
    return f"**{STALE}**  \n{told}" if row["is_stale"] else told


def say_account(row: Row) -> str:
    """Received = used + held back + copies, and whether that adds up."""
    gone = "".join(
        f" + {row.get(f'rows_{name}') or 0:,} {words}"
        for name, words in (("erased", "erased"), ("expired", "past their time"))
        if row.get(f"rows_{name}")
    )
    told = (
        f"{row['rows_received']:,} received  \n:small[= {row['rows_accepted']:,} used + "
        f"{row['rows_quarantined']:,} held back + "
        f"{say_count(row['rows_duplicate'], 'copy', 'copies')}{gone}]"
    )
    return f"{told}  \n:small[● adds up]" if row["is_balanced"] else f"{told}  \n**{NOT_BALANCED}**"


def _records_from(row: Row) -> str:
    if row["records_from"] is None:
        return "–"
    origin = plain(row["records_from_origin"])
    return f"{say_narrow_date(row['records_from'])}  \n:small[by the {origin}]"


def _wrong(row: Row, links: Links) -> str:
    """The counts of what is wrong with a feed, each as the way to its list."""

    def listed(number: int, name: str) -> str:
        return link(f"{number:,}", links.to("quality", feed=row["feed"], list=name))

    told = []
    if row["problem_count"]:
        told.append(f"{listed(row['problem_count'], 'problems')} in reading")
    if row["check_count"]:
        told.append(f"{listed(row['check_count'], 'checks')} in checks")
    return "  \n".join(told) or "nothing"


def file_rows(files: Iterable[Row], links: Links) -> list[Cells]:
    """Files with their rows, each with the way to its feed."""
    return [
        {
            "File": f"{plain(row['file_name'])}  \n:small["
            + link(plain(row["title"] or row["feed"]), links.to("quality", feed=row["feed"]))
            + (f", part {plain(row['part'])}" if row["part"] not in (None, "whole") else "")
            + "]",
            "Extracted": say_narrow_date(row["extracted_on"]),
            "Rows": say_account(row) if row["outcome"] == "landed" else "none used",
            "What became of it": _became(row),
        }
        for row in files
    ]


def _became(row: Row) -> str:
    """Used or not, and who answered for it where a gate had refused it."""
    told = "used" if row["is_current"] else f"**■ {plain(row['outcome'])}**"
    if row["accepted_by"] is None:
        return told
    day = say_narrow_date(row["accepted_at"].date())
    return f"{told}  \n:small[accepted by {plain(row['accepted_by'])} on {day}: " + (
        f"{plain(row['accepted_reason'])}]"
    )


def act_rows(acts: Iterable[Row]) -> list[Cells]:
    """What was done with the data, by whom and why."""
    return [
        {
            "When": say_narrow_date(row["acted_at"].date()),
            "What": f"**{plain(row['kind'].capitalize())}**  \n:small[{plain(row['words'])}]",
            "By": plain(row["acted_by"]),
            "Why": plain(row["reason"] or "–"),
        }
        for row in acts
    ]


def not_measured_rows(rules: Iterable[Row], links: Links) -> list[Cells]:
    """Rules that cannot be measured, and why, in the warehouse's words."""
    listed = []
    for row in rules:
        address = links.to("policy", policy=row["policy_id"], rule=row["rule_id"])
        listed.append(
            {
                "Rule": link(plain(row["rule_label"]), address),
                "Policy": plain(row["policy_label"]),
                "Why it is not measured": plain(row["not_measured_reason"] or ""),
            }
        )
    return listed
