"""A what-if in words: what is changed, and what comes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.scenario import CASES, STAFF, Scenario, Step
from dashboard.view_models.days import say_count, say_interval
from dashboard.view_models.markdown import plain
from dashboard.view_models.shares import say_more
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.view_models.what_if_address import Asked

Row = Mapping[str, Any]
Totals = dict[str, float]

WATERMARK = "What-if: not the agreed policy"
FILE_NAME = "what-if-not-the-agreed-policy.csv"
LISTS = {
    "after": "Overdue under the what-if",
    "before": "Overdue now",
    "becomes": "Become overdue",
    "stops": "Stop being overdue",
    "asked_before": "Asked for now",
    "asked_after": "Asked for under the what-if",
    "not_measured": "Not measured",
}


@dataclass(frozen=True)
class Nouns:
    """What a what-if is about, in words: people and sessions, or cases and case supervisions."""

    one: str
    many: str
    meetings: str
    change: str
    left_out: str = ""

    def count(self, number: int) -> str:
        """'1 person', '86 people'."""
        return say_count(number, self.one, self.many)


NOUNS = {
    STAFF: Nouns(
        "person",
        "people",
        "sessions",
        "Sessions a year",
        "People on a long absence are asked for none.",
    ),
    CASES: Nouns("case", "cases", "case supervisions", "Supervisions a year"),
}


def say_changes(asked: Asked, words: Vocabulary) -> str:
    """What is changed, as a sentence without its stop: 'Every 4 weeks instead of every …'."""
    scenario = asked.scenario
    if scenario is None or asked.policy is None:
        return ""
    if asked.instead is not None:
        return (
            f"{plain(asked.instead['policy_short_label'])} instead of "
            f"{plain(asked.policy['policy_short_label'])}"
        )
    told = "; ".join(_changes(scenario, asked.policy, asked.rule, words))
    return f"{told[0].upper()}{told[1:]}"


def _changes(scenario: Scenario, policy: Row, rule: Row | None, words: Vocabulary) -> Iterable[str]:
    stands = {step["step_number"]: Step(**step) for step in rule["steps"]} if rule else {}
    for step in scenario.steps:
        yield _say_step(step, stands[step.step_number], len(stands) > 1)
    if scenario.formats and rule is not None:
        yield (
            f"counting {_say_formats(scenario.formats, words)} "
            f"instead of {_say_formats(rule['formats'], words)}"
        )
    if scenario.tolerance_days is not None:
        now = (rule if rule is not None else policy)["tolerance_days"]
        days = say_count(scenario.tolerance_days, "day")
        yield f"{days} of tolerance instead of {now if now else 'none'}"
    if scenario.absence_min_days is not None:
        yield (
            f"an absence of {say_count(scenario.absence_min_days, 'day')} or more stops the "
            f"clock instead of {policy['absence_min_days']}"
        )


def _say_step(step: Step, now: Step, has_more: bool) -> str:
    told = say_interval(step.interval_count, step.interval_unit)
    before = say_interval(now.interval_count, now.interval_unit)
    begins, began = _say_beginning(step), _say_beginning(now)
    if told == before:
        return f"{told} from {begins} on instead of from {began} on"
    if begins != began:
        return f"{told} from {begins} on instead of {before} from {began} on"
    return f"{told} instead of {before}" + (f" from {begins} on" if has_more else "")


def _say_beginning(step: Step) -> str:
    if step.step_from_count == 0:
        return "the start"
    return say_count(step.step_from_count, step.step_from_unit)


def _say_formats(codes: Iterable[str], words: Vocabulary) -> str:
    known = [words.word("session_format", code) for code in codes]
    return ", ".join(plain(word.label.lower()) for word in sorted(known, key=lambda w: w.order))


def total(rows: Iterable[Row]) -> Totals:
    """The counts and the sessions a year of all rows added up."""
    sums: Totals = {}
    for row in rows:
        for name, value in row.items():
            if name.endswith("_count") or name.startswith("year_"):
                sums[name] = sums.get(name, 0) + (value or 0)
    return sums


def say_headline(changes: str, counts: Totals, nouns: Nouns) -> str:
    """The answer in one line: 'Every 4 weeks instead of …: 86 → 121 overdue; 9% more …'."""
    overdue = f"{counts['before_count']:,.0f} → {counts['after_count']:,.0f} overdue"
    more = say_more(counts["year_after"], counts["year_before"])
    return f"{changes}: {overdue}; {more} {nouns.meetings} a year"


def say_result(asked: Asked, counts: Totals, nouns: Nouns) -> str:
    """Whom it is counted of, who changes sides, and who is left out."""
    policy = asked.policy or {}
    held = (
        "held to" if policy.get("in_force_for") else "judged, though nobody is held to it now, by"
    )
    whole = nouns.count(int(counts["judged_count"]))
    becomes, stops = int(counts["becomes_count"]), int(counts["stops_count"])
    told = [
        f"Of {whole} {held} {plain(policy.get('policy_short_label', ''))}, **{becomes:,}** would "
        f"become overdue and **{stops:,}** would stop being overdue on the data date."
    ]
    asked_now, asked_then = int(counts["asked_before_count"]), int(counts["asked_after_count"])
    if asked_now != asked_then:
        told.append(
            f"Something is asked for {nouns.count(asked_now)} now and for "
            f"**{nouns.count(asked_then)}** under the what-if: nobody can be overdue of whom "
            "nothing is asked."
        )
    if counts["not_measured_count"]:
        unknown = nouns.count(int(counts["not_measured_count"]))
        told.append(f"Of {unknown} nothing can be said: not measured, and never counted as missed.")
    return " ".join(told)


def say_meetings(nouns: Nouns) -> str:
    """How the year's sessions are reckoned."""
    return (
        f"{nouns.change}: what the interval that binds each {nouns.one} on the data date comes to "
        f"in an average year of 365¼ days; under a rule with steps, the step of that day. "
        f"{nouns.left_out}"
    ).strip()


def say_minutes(minutes: Row) -> str:
    """What an estimate of hours rests on."""
    before, after = minutes["minutes_before"], minutes["minutes_after"]
    if before is None and after is None:
        return (
            "Hours are not measured: no held session of the last 12 months that counts has its "
            "minutes written down."
        )
    told = f"Hours are an estimate: {nominal(before, minutes['timed_before_count'])} now"
    if (before, minutes["timed_before_count"]) != (after, minutes["timed_after_count"]):
        told += f", {nominal(after, minutes['timed_after_count'])} under the what-if"
    return f"{told}, of the held sessions of the last 12 months that count."


def nominal(median: float | None, number: int) -> str:
    """'a median of 60 minutes (n 1,204)'."""
    return (
        "no minutes written down"
        if median is None
        else (f"a median of {median:g} minutes (n {number:,})")
    )


def say_list(name: str, number: int, nouns: Nouns) -> str:
    """'Become overdue: 12 people'."""
    return f"{LISTS[name]}: {say_count(number, nouns.one, nouns.many)}"
