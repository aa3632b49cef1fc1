"""What a policy asks for stands in its CSV files and nowhere else: no rule, code, interval or limit in SQL or Python."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRANSFORM = ROOT / "transform"
POLICY = TRANSFORM / "seeds" / "policy"

#: What may stand although it looks like policy, and why. The demo council is made up and may know
#: what it makes up; it is not scanned.
ALLOWED = {
    ("int_working_days.sql", "to_years(1"): "the list of days ends with the year of its holidays",
    ("int_working_days.sql", "to_days(1"): "every day of that list",
    ("fct_floor_asks.sql", "to_days < 2147483647"): "a step without an end, in days",
    ("fct_cases.sql", "'high_risk'"): "the name of the seed that says which codes are high risk",
    ("fct_monthly_measures.sql", "'supervisor'"): "a level of the measures, not a course",
    ("int_funnel_places.sql", "'supervisor'"): "a level of the measures, not a course",
    ("fct_funnel_places.sql", "'supervisor'"): "a level of the measures, not a course",
    ("funnel_places.sql", "'supervisor'"): "a level of the measures, not a course",
    ("fct_practice_measures.sql", "'supervisor'"): "a level of the measures, not a course",
    ("fct_survey.sql", "'group'"): "a level of the survey's figures, not a format",
    ("fct_survey_responses.sql", "'group'"): "a level of the survey's figures, not a format",
    ("int_case_bindings.sql", "when 18 then involvements.turns_18_on"): (
        "privacy leaves two birthdays of a date of birth; which rules ask for them is in rules.csv, "
        "and make policy refuses another age"
    ),
    ("int_case_bindings.sql", "when 21 then involvements.turns_21_on"): "as the one above",
    ("worker_references.sql", "'supervisor'"): "a column of the exports, not a course",
    ("worker_references.sql", "'supervisee'"): "a column of the exports, not a course",
    ("frame.py", "OLD_AFTER_DAYS = 7"): "when a screen warns that the data is old",
    ("retaining.py", "LEAST_MONTHS = 36"): (
        "the shortest retention: the month ends that are offered, and a year before the first"
    ),
    ("asye.py", "REVIEW_DAYS = 30"): "how far ahead a list of reviews looks",
    ("lanes.py", "AHEAD_DAYS = 45"): "how far ahead a drawing goes",
    ("team.py", "LOOK_AHEAD_DAYS = 14"): "how far ahead a list looks",
    ("asye_progress.py", "MONTHS_AHEAD = 13"): "how many months of panels a list offers",
    ("nqsw_panel.sql", "add_interval($panel_month::date, 1, 0)"): "the end of the month asked for",
}
#: Codes that are also names of kinds of readers or of address parameters of the screens.
NAMES_OF_THE_SCREENS = {"team_manager", "supervisor"}

_ARITHMETIC = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"interval\s+'?\d+\s*\w*",
        r"to_(?:days|weeks|months|years)\(\s*\d+",
        r"add_interval\([^()]*,\s*(?:[1-9]\d*\s*,\s*\d+|\d+\s*,\s*[1-9]\d*)\s*\)",
        r"_(?:on|from|to|date)\s*[+-]\s*(?:[2-9]|\d{2,})\b",
        r"timedelta\((?:days=|weeks=)?(?:[2-9]|\d{2,})",
        r"\b\w*(?:days|minutes|months|weeks)\w*\s*(?:>=|<=|==|<|>|=)\s*(?:[2-9]|\d{2,})\b",
        r"when\s+\d+\s+then\s+\w+\.turns_\d+_on",
    )
]


def _column(seed: str, name: str) -> set[str]:
    with (POLICY / f"{seed}.csv").open(encoding="utf-8") as file:
        return {row[name] for row in csv.DictReader(file)}


@cache
def _quoted() -> re.Pattern[str]:
    """A rule, a policy or a code that a rule binds or counts, between quotes."""
    told = _column("rules", "rule_id") | _column("policies", "policy_id")
    told |= _column("rule_conditions", "code") | _column("rule_formats", "format_code")
    return re.compile(rf"(['\"])({'|'.join(map(re.escape, sorted(told)))})\1")


def _policy_in(text: str, is_sql: bool) -> Iterator[str]:
    """What looks like policy in code; what is said in SQL comments is left out."""
    comments = re.compile(
        # The name of a column whose worker is asked for is no code either.
        r"--[^\n]*|\{#.*?#\}|\{\{ (?:join|subject|other)_worker\([^()]*\)",
        re.DOTALL,
    )
    code = comments.sub("", text) if is_sql else text
    for found in _quoted().finditer(code):
        if is_sql or found.group(2) not in NAMES_OF_THE_SCREENS:
            yield found.group(0)
    for pattern in _ARITHMETIC:
        for found in pattern.finditer(code):
            yield found.group(0)


def _sources() -> list[Path]:
    return [
        *TRANSFORM.glob("models/**/*.sql"),
        *TRANSFORM.glob("macros/**/*.sql"),
        *TRANSFORM.glob("tests/**/*.sql"),
        *(ROOT / "dashboard").rglob("*.py"),
        *(ROOT / "dashboard").rglob("*.sql"),
        *(path for path in (ROOT / "ingestion").rglob("*.py") if "demo" not in path.parts),
    ]


def test_no_rule_code_interval_or_limit_of_a_policy_stands_outside_its_files() -> None:
    sources = _sources()
    assert len(sources) > 200
    written = {
        (path.name, found): str(path.relative_to(ROOT))
        for path in sources
        for found in _policy_in(path.read_text(encoding="utf-8"), path.suffix == ".sql")
    }
    strange = {key: path for key, path in written.items() if key not in ALLOWED}
    assert not strange, f"write it in transform/seeds/policy instead: {strange}"
    assert set(ALLOWED) <= set(written), "no longer there: take it out of ALLOWED"


@pytest.mark.parametrize(
    ("planted", "is_sql"),
    [
        ("where rules.rule_id = 'sth_student'", True),
        ("where policy_id = 'knowsley'", True),
        ("where staff_category_code = 'social_worker'", True),
        ("where format_code = 'one_to_one'", True),
        ("select opened_on + 28", True),
        ("select opened_on + interval 1 month", True),
        ("select opened_on + to_weeks(6)", True),
        ("marts.add_interval(opened_on, 1, 0)", True),
        ("where duration_minutes < 60", True),
        ("where away_days >= 28", True),
        ('if rule["rule_id"] == "rot_nqsw":', False),
        ("due = opened + timedelta(days=28)", False),
        ("TOLERANCE_DAYS = 7", False),
    ],
)
def test_policy_that_is_planted_in_code_is_found(planted: str, is_sql: bool) -> None:
    assert list(_policy_in(planted, is_sql))


@pytest.mark.parametrize(
    "harmless",
    [
        "where status_code = 'held' and record_status_code = 'completed'",
        "-- six weeks, as 'sth_student' has it",
        "select closed_on - 1",
        "{# 'knowsley' says so #} select 1",
    ],
)
def test_a_status_and_a_comment_are_no_policy(harmless: str) -> None:
    assert not list(_policy_in(harmless, True))
