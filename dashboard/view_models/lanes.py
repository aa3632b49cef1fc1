"""A person's months as lanes of marks and bars: what was expected beside what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.once import once
from dashboard.view_models.days import say_count, say_date, say_days_between, say_interval
from dashboard.view_models.grammar import verb
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
Mark = dict[str, Any]

LANES = ("Due", "Held", "Planned", "Cancelled", "Case supervision", "Interval owed", "Away")
_DUE, _HELD, _PLANNED, _CANCELLED, _CASES, _INTERVAL, _AWAY = LANES
#: How far ahead of the data date the lanes run.
AHEAD_DAYS = 45


@dataclass(frozen=True)
class Window:
    """The stretch of days shown: from a day to some time after the data date."""

    first: date
    data_date: date

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.data_date + timedelta(days=AHEAD_DAYS)

    def shows(self, day: date | None) -> bool:
        """Whether a day is on the chart."""
        return day is not None and self.first <= day <= self.last


@once
def lane_marks(
    obligations: Iterable[Row],
    missed: Iterable[Row],
    sessions: Iterable[Row],
    case_days: Iterable[Row],
    *,
    words: Vocabulary,
    window: Window,
) -> list[Mark]:
    """Points of the chart: lane, day, symbol, tone and the words of the tooltip."""
    marks = [
        _due(row, words) for row in obligations if row["obligation_type"] == "staff_supervision"
    ]
    marks += [
        _mark(_DUE, row["missed_on"], "□", "bad", "One more session missed") for row in missed
    ]
    marks += [_session(row) for row in sessions]
    marks += [
        _mark(
            _CASES,
            row["supervised_on"],
            "▪",
            "quiet",
            say_count(row["case_count"], "case") + " discussed",
        )
        for row in case_days
    ]
    return [mark for mark in marks if window.shows(mark["on"])]


def _due(row: Row, words: Vocabulary) -> Mark:
    word = words.word("status", row["status_code"])
    missed = never_held(row)
    told = f"{word.label}, {say_count(missed, 'session')} missed" if missed else word.label
    return _mark(_DUE, row["due_on"], word.symbol or "◆", word.tone, told)


def _session(row: Row) -> Mark:
    told = f"{row['format_label'] or 'Session'} with {row['supervisor_name'] or 'nobody recorded'}"
    if row["status_code"] == "held" and row["why_not"] is None:
        return _mark(_HELD, row["happened_on"], "●", "neutral", f"{told}; counts")
    if row["status_code"] == "held":
        return _mark(_HELD, row["happened_on"], "○", "quiet", f"{told}; {row['why_not']}")
    if row["status_code"] == "cancelled":
        return _mark(_CANCELLED, row["happened_on"], "✕", "warn", told)
    return _mark(_PLANNED, row["happened_on"], "◇", "neutral", told)


def _mark(lane: str, day: date, symbol: str, tone: str, told: str) -> Mark:
    return {
        "lane": lane,
        "on": day,
        "symbol": symbol,
        "tone": tone,
        "told": told,
        "said": say_date(day),
    }


@once
def lane_bars(phases: Iterable[Row], absences: Iterable[Row], window: Window) -> list[Mark]:
    """Bars of the chart, cut to the window: lane, from, to, tone, label and tooltip."""
    bars = [
        {
            **_stretch(row["phase_from"], row["phase_to"], window),
            "lane": _INTERVAL,
            "tone": "neutral",
            "label": say_interval(row["interval_count"], row["interval_unit"])
            if row["interval_count"]
            else "",
            "told": row["rule_label"],
        }
        for row in phases
    ]
    bars += [
        {
            **_stretch(row["away_from"], row["away_to"], window),
            "lane": _AWAY,
            "tone": "quiet",
            "label": "",
            "told": "Long absence" if row["is_long"] else "Short absence",
        }
        for row in absences
    ]
    return [_fitted(bar, window) for bar in bars if bar["from"] < bar["to"]]


def _stretch(first: date, last: date | None, window: Window) -> Mark:
    """A stretch of days cut to the window; `to` is the day after its last."""
    end = (last or window.last) + timedelta(days=1)
    return {
        "from": max(first, window.first),
        "to": min(end, window.last),
        "said": say_days_between(first, last),
    }


def _fitted(bar: Mark, window: Window) -> Mark:
    """A bar without its label where that would not fit into it: a letter is a hundredth wide."""
    room = 100 * (bar["to"] - bar["from"]).days // (window.last - window.first).days
    return bar if room > len(bar["label"]) else {**bar, "label": ""}


def say_history(obligations: Iterable[Row], window: Window) -> str:
    """The window in a sentence: how many sessions were expected, and what became of each.

    A session that was held late was gone without when it fell due: it is late, and only those
    gone without besides are missed. So each one expected is counted once.
    """
    due = [
        row
        for row in obligations
        if row["obligation_type"] == "staff_supervision"
        and window.first <= row["due_on"] <= window.data_date
    ]
    kept = sum(row["status_code"] == "met_on_time" for row in due)
    late = sum(row["status_code"] == "met_late" for row in due)
    missed = sum(never_held(row) for row in due)
    expected = kept + late + missed
    if not expected:
        between = f"{say_date(window.first)} and {say_date(window.data_date)}"
        return f"No supervision fell due between {between}."
    return (
        f"Since {say_date(window.first)}, {say_count(expected, 'session')} "
        f"{verb(expected, expected, 'was', 'were')} expected: "
        f"{kept} on time, {late} late, {missed} missed."
    )


def never_held(row: Row) -> int:
    """The sessions gone without that nothing made up for: all but the one that was held late."""
    missed = int(row["sessions_missed"] or 0)
    return max(missed - 1, 0) if row["met_on"] is not None else missed
