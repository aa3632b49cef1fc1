"""Places of different sizes in words: who lies beyond what chance gives a place of that size."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import noun, verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.over_time import Charted
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
LEVELS = {"team": "Teams", "supervisor": "Line managers"}
_ONE = {"team": "team", "supervisor": "line manager"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LOW, HIGH, FAR = ("near_low", "far_low"), ("near_high", "far_high"), ("far_low", "far_high")
MOST_NAMED = 5


def say_number(number: int) -> str:
    """A number in a heading: in words up to ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def size_title(measure: Charted) -> str:
    """What the size of a place is counted in, for the axis."""
    return f"{measure.whom.capitalize()} with something owed"


def council_share(places: Sequence[Row]) -> Share:
    """The share of the whole council that places are held against."""
    return Share(places[0]["council_numerator"], places[0]["council_denominator"])


def say_heading(places: Sequence[Row], level: str) -> str:
    """The finding as a heading: 'two teams are lower than expected for their size'."""
    low = sum(row["position_code"] in LOW for row in places)
    size = {"team": f"{noun(low or 1, 'its', 'their')} size"}.get(level, "the size of their line")
    how_many = f"{say_number(low)} {noun(low or 1, _ONE[level])} {verb(low or 1, low or 1)}"
    return f"{how_many} lower than expected for {size}"


def say_places(places: Sequence[Row], measure: Charted, level: str) -> str:
    """Who lies beyond the limits, with counts, and what chance alone would do."""
    whole, each = council_share(places), _ONE[level]
    told = []
    for codes, words in ((LOW, "Lower"), (HIGH, "Higher")):
        mine = [row for row in places if row["position_code"] in codes]
        if mine:
            named = "; ".join(_say_place(row) for row in mine[:MOST_NAMED])
            more = f" and {len(mine) - MOST_NAMED:,} more" if len(mine) > MOST_NAMED else ""
            told.append(f"**{words} than expected:** {named}{more}.")
    if not told:
        told.append(f"Every {each} lies where chance would put a {each} of its size.")
    expected = (
        f"Expected is what chance gives a {each} of that size if every {each} were like the "
        f"council: {whole.text} {measure.counted}."
    )
    return " ".join([*told, expected])


def _say_place(row: Row) -> str:
    share = Share(row["numerator"], row["denominator"])
    far = ", by far" if row["position_code"] in FAR else ""
    return f"{plain(row['place_name'])} ({share.counts}, {share.percent_text}{far})"


def say_method(places: Sequence[Row], measure: Charted, level: str) -> str:
    """What the lines are, and the caution that goes with them."""
    many = say_count(places[0]["places_count"], _ONE[level])
    told = (
        f"Each mark is one of {many}, further right the more {measure.whom} it has. Between the "
        "dashed lines lie 95 of 100 by chance, between the outer lines 998 of 1,000: were all like "
        "the council, about one in twenty would still lie outside the dashed lines. Nobody is "
        "ranked: a difference inside the lines is no more than chance gives."
    )
    if places[0]["is_beyond_chance"]:
        told += (
            f" {LEVELS[level]} differ by more than chance alone gives, so expect more than one in "
            "twenty outside the lines."
        )
    return told


@once
def place_marks(places: Sequence[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """Places as marks of the chart; only those beyond a limit carry their name."""
    return [
        {
            "size": row["denominator"],
            "percent": Share(row["numerator"], row["denominator"]).percent,
            "name": row["place_name"],
            "counts": Share(row["numerator"], row["denominator"]).text,
            "meaning": words.word("funnel_position", row["position_code"]).label,
            "tone": words.word("funnel_position", row["position_code"]).tone,
            "ink": "neutral",
            "shape": "triangle-down"
            if row["position_code"] in LOW
            else "triangle-up"
            if row["position_code"] in HIGH
            else "circle",
            "is_filled": row["position_code"] not in ("near_low", "near_high"),
            "mark": row["place_name"] if row["position_code"] != "within" else None,
        }
        for row in places
    ]


#: No name at all is shown where every place is within the limits.
MARK_COLUMNS = {"mark": pl.String}


@once
def whole_line(places: Sequence[Row]) -> list[dict[str, Any]]:
    """The council's share as the line that places are held against."""
    whole = council_share(places)
    return [{"percent": whole.percent, "said": f"Council {whole.percent_text}", "tone": "quiet"}]


@once
def limit_lines(limits: Sequence[Row]) -> list[dict[str, Any]]:
    """The limits of every size, in per cent."""
    names = ("near_low", "near_high", "far_low", "far_high")
    return [
        {"size": row["size"], "tone": "quiet", **{name: 100 * row[name] for name in names}}
        for row in limits
    ]


@once
def place_table(
    places: Sequence[Row],
    level: str,
    page: str,
    words: Vocabulary,
    links: Links,
    *,
    offered: Collection[str],
) -> list[Cells]:
    """The same as a table. What is not `offered` is text: its link would be refused or go short.

    `page` is the page of the list of a team: people or cases.
    """
    return [
        {
            LEVELS[level][:-1]: f"**{_place_link(row, level, links, offered)}**"
            f"  \n:small[{plain(row['service_name'] or 'service not known')}]",
            "In date": f"{Share(row['numerator'], row['denominator']).percent_text}  \n"
            f":small[{_part_link(row, level, page, links, offered)} of {row['denominator']:,}]",
            "Expected": f"{round(100 * row['near_low'])}% to {round(100 * row['near_high'])}%",
            "Which is": badge(words.word("funnel_position", row["position_code"])),
        }
        for row in places
    ]


def _place_link(row: Row, level: str, links: Links, offered: Collection[str]) -> str:
    name = plain(row["place_name"])
    if level == "supervisor":
        return link(name, links.to("managers", supervisor=row["place_id"]))
    return (
        link(name, links.to("team", team=row["place_id"])) if row["place_id"] in offered else name
    )


def _part_link(row: Row, level: str, page: str, links: Links, offered: Collection[str]) -> str:
    number, place = f"{row['numerator']:,}", row["place_id"]
    if not row["numerator"] or place not in offered:
        return number
    if level == "team":
        return link(number, links.to(page, list="in_date", team=place))
    if page == "cases":
        return link(number, links.to(page, list="in_date", supervisor=place))
    return link(number, links.to("managers", supervisor=place, list="in_date"))
