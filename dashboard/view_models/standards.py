"""Practice standards in words: every measure with its share, its movement and what is not told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share, points_moved, say_movement

Row = Mapping[str, Any]
TOO_FEW = "too few to show"
#: What no export carries, so that nobody looks for it here in vain.
NOT_CARRIED = (
    "No export says whether a session was private or without interruption, nor when its row was "
    "first written in the tracker: neither is measured."
)


@dataclass(frozen=True)
class Standing:
    """One measure as the reader may see it: its rules, now, a year before, and by month or day."""

    measure: Row
    rules: tuple[Row, ...] = ()
    now: Row | None = None
    before: Row | None = None
    points: tuple[Row, ...] = ()

    @property
    def code(self) -> str:
        """The id of the measure, as the address has it."""
        return str(self.measure["measure_code"])

    @property
    def is_asked(self) -> bool:
        """Whether a policy in force for somebody in view asks for it."""
        return bool(self.rules)

    @property
    def is_measured(self) -> bool:
        """Whether one of those rules can be worked out from what was supplied."""
        return any(rule["is_measured"] for rule in self.rules)

    @property
    def is_suppressed(self) -> bool:
        """Whether it is of too few people to be shown to this reader."""
        return self.now is not None and self.now["judged_count"] is None

    @property
    def is_untold(self) -> bool:
        """Whether it is told of the latest day alone and another was asked for."""
        return bool(self.measure.get("is_untold"))

    @property
    def share(self) -> Share:
        """As the policy asks, of all that was judged."""
        return share_of(self.now)


def share_of(row: Row | None) -> Share:
    """As asked of judged; nothing of nothing where there is no row to show."""
    if row is None or row["judged_count"] is None:
        return Share(0, 0)
    return Share(row["met_count"], row["judged_count"])


@once
def standings(
    measures: Iterable[Row], rules: Iterable[Row], periods: Iterable[Row]
) -> list[Standing]:
    """Every measure with its rules and figures, in the order of the measures."""
    by_rule: dict[str, list[Row]] = {}
    for rule in rules:
        by_rule.setdefault(rule["measure_code"], []).append(rule)
    by_period: dict[str, list[Row]] = {}
    for row in periods:
        by_period.setdefault(row["measure_code"], []).append(row)
    return [_standing(row, by_rule, by_period) for row in measures]


def _standing(
    measure: Row, by_rule: Mapping[str, list[Row]], by_period: Mapping[str, list[Row]]
) -> Standing:
    code = measure["measure_code"]
    rows = by_period.get(code, [])
    return Standing(
        measure=measure,
        rules=tuple(by_rule.get(code, ())),
        now=next((row for row in rows if row["is_now"]), None),
        before=next((row for row in rows if row["is_before"]), None),
        points=tuple(row for row in rows if row["period_code"] in ("month", "day")),
    )


def say_period(measure: Row, to: date) -> str:
    """'the 12 months to 31 October 2026', or the day."""
    if measure["told_of"] == "day":
        return say_date(to)
    return f"the {measure['period_months']} months to {say_date(to)}"


def say_change(standing: Standing) -> str:
    """How it moved since a year before, which is named."""
    if standing.now is None or standing.is_suppressed:
        return "–"
    before = standing.before
    if before is None or before["judged_count"] is None:
        return "Nothing a year before to compare with"
    then = say_period(standing.measure, before["period_to"])
    return say_movement(standing.share, share_of(before), then)


def say_all(listed: Sequence[Standing]) -> str:
    """The page in a sentence: how many are measured, which are furthest off, which way they go."""
    told = [one for one in listed if one.share.whole]
    if not told:
        return "Nothing here is measured yet, so nothing can be said of practice."
    worst = sorted(told, key=lambda one: (one.share.percent or 0, one.code))[:3]
    off = "; ".join(f"{_label(one)} {one.share.text}" for one in worst)
    ways = [_way(one) for one in told]
    up, down = ways.count(1), ways.count(-1)
    return (
        f"**{say_count(len(told), 'standard')}** can be told here. Furthest from what is asked: "
        f"{off}. Against a year before **{up}** stand higher by a point or more, **{down}** lower."
    )


def _way(one: Standing) -> int:
    points = points_moved(one.share, share_of(one.before)) or 0
    return (points > 0) - (points < 0)


def _label(one: Standing) -> str:
    label = str(one.measure["measure_label"])
    return plain(f"{label[0].lower()}{label[1:]}")


@once
def asked_rows(listed: Iterable[Standing], links: Links, named: bool) -> list[Cells]:
    """Measures that are asked for: share, what is not as asked, movement, what is not told."""
    return [_asked_cells(one, links, named) for one in listed]


def _asked_cells(one: Standing, links: Links, named: bool) -> Cells:
    title = link(plain(one.measure["measure_label"]), links.to("standards", measure=one.code))
    cells = {
        "Standard": f"**{title}**  \n:small[{say_clauses(one)}]",
        "As asked": "",
        "Not as asked": "–",
        "Against a year before": say_change(one),
        "Not measured": say_not_told(one, links, named),
    }
    if not one.is_measured:
        cells |= {"As asked": "not measured", "Against a year before": "–"}
    elif one.is_suppressed:
        cells["As asked"] = TOO_FEW
    elif not one.share.whole:
        why = "told of the latest day only" if one.is_untold else "nothing to judge"
        cells |= {"As asked": why, "Against a year before": "–"}
    elif one.now is not None:
        part = see_list(links, named, one.code, "met", one.share.part)
        whole = see_list(links, named, one.code, "judged", one.share.whole)
        cells["As asked"] = f"**{one.share.percent_text}**  \n:small[{part} of {whole}]"
        cells["Not as asked"] = see_list(links, named, one.code, "unmet", one.now["unmet_count"])
    return cells


def see_list(links: Links, named: bool, code: str, name: str, number: int, **asked: object) -> str:
    """A number as the link to its list; text for who may not see lists, and for nought."""
    if not (named and number):
        return f"{number:,}"
    return link(f"{number:,}", links.to("standards", measure=code, list=name, **asked))


def say_clauses(one: Standing) -> str:
    """Whose policy asks for it: 'Knowsley section 6 (Adults)'."""
    whom: dict[str, list[str]] = {}
    for rule in one.rules:
        clause = plain(rule["clause"] or rule["policy_short_label"])
        whom.setdefault(clause, []).append(plain(rule["held_label"] or "NQSWs"))
    return "; ".join(f"{clause} ({', '.join(held)})" for clause, held in whom.items())


def say_not_told(one: Standing, links: Links, named: bool) -> str:
    """What could not be judged: how many, and of which policy nothing at all, and why."""
    lines = []
    if one.now is not None and one.now["not_measured_count"]:
        number = one.now["not_measured_count"]
        lines.append(see_list(links, named, one.code, "not_measured", number))
    lines += [
        f"{plain(rule['held_label'] or 'NQSWs')}: {plain(rule['not_measured_reason'] or '')}"
        for rule in one.rules
        if not rule["is_measured"]
    ]
    return "  \n".join(lines) if lines else "–"


def say_not_asked(listed: Iterable[Standing]) -> str:
    """The standards that no policy in view asks for, so that they are not taken for forgotten."""
    names = [plain(one.measure["measure_label"]) for one in listed if not one.is_asked]
    if not names:
        return ""
    return f"Not asked by the policies here, so not judged: {'; '.join(names)}."
