"""Cases written out day by day, because a birthday, a step or a silence in them matters.

Every area that has their teams has one of each. All days are before the data date.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo.cases import FIRST, NUMBERS, Case, Flag, Involvement
from ingestion.demo.days import FAR_AHEAD, Day, add_months, in_words
from ingestion.demo.problems import PlantedProblem, planted

#: Stands for the eighteenth birthday as a first day, and for the day before it as a last.
BIRTHDAY = -99999
#: Nobody has talked the case through, ever.
NEVER = LONG_AGO = 99999
#: Their numbers lie between those of the referrals, which are three apart.
APART, AN_AREA = 12, 144
#: By how many months two dates of birth of one person differ.
BIRTHS_APART = 14


@dataclass(frozen=True, slots=True)
class Written:
    """One case: whose birthday is when, and each stage as (kind, team, first day, last day).

    The birthday is the `years`-th, so many days from the data date. A last day of None still runs.
    """

    code: str
    system: str
    years: int
    days: int
    stages: tuple[tuple[str, str, int, int | None], ...]
    #: A flag still up: (flag, first day).
    flag: tuple[str, int] | None = None
    #: The last day on which anybody talked the case through.
    silent_since: int | None = None


IN_CARE, LEAVER = "looked_after", "care_leaver"
IN_NEED, PLAN = "child_in_need", "child_protection"

WRITTEN: tuple[Written, ...] = (
    Written("turning_18", "ics", 18, 19, ((IN_CARE, "care_east", 940, None),)),
    Written("turning_18", "ics", 18, 41, ((IN_CARE, "care_west", 611, None),)),
    Written("turned_18", "ics", 18, -31, ((IN_CARE, "care_west", 1500, BIRTHDAY),
                                          (LEAVER, "leaving_care", BIRTHDAY, None))),
    Written("turned_21", "ics", 21, -24, ((LEAVER, "leaving_care", BIRTHDAY, None),)),
    Written("birth_dates_disagree", "ics", 21, -200, ((IN_CARE, "care_east", 1900, BIRTHDAY),
                                                      (LEAVER, "leaving_care", BIRTHDAY, None))),
    Written("birth_dates_disagree", "ics", 19, -90, ((IN_CARE, "care_west", 1400, BIRTHDAY),
                                                     (LEAVER, "leaving_care", BIRTHDAY, None))),
    Written("case_stepping", "ics", 9, -120, (("assessment", "assessment_north", 430, 391),
                                              (IN_NEED, "safeguarding_1", 390, 301),
                                              (PLAN, "safeguarding_1", 300, 241),
                                              (IN_NEED, "safeguarding_1", 240, 196),
                                              (PLAN, "safeguarding_1", 195, 121),
                                              (IN_NEED, "safeguarding_1", 120, 76),
                                              (PLAN, "safeguarding_1", 75, None))),
    Written("case_never_supervised", "ics", 6, 50, ((PLAN, "safeguarding_1", 158, None),),
            silent_since=NEVER),
    Written("high_risk_adult_overdue", "swift", 71, 12,
            (("long_term_support", "learning_disability", 830, None),),
            ("high_risk", 240), 104),
    Written("exploitation_overdue", "childview", 15, 33,
            (("court_order", "youth_court", 262, None),),
            ("exploitation_high", 190), 77),
    Written("exploitation_in_adults", "swift", 20, -61,
            (("safeguarding_enquiry", "adult_safeguarding", 96, None),),
            ("exploitation_medium", 92)),
)  # fmt: skip


def write_cases(areas: dict[str, list[int]], today: Day) -> list[tuple[Written, Case]]:
    """The written-out cases of every area that has their teams, each with its plan."""
    cases = []
    for area in areas["assessment_north"]:
        for turn, plan in enumerate(WRITTEN):
            if all(area in areas[team] for _, team, _, _ in plan.stages):
                number = area * AN_AREA + turn * APART + 1
                cases.append((plan, _case(plan, number, area, today)))
    return cases


def _case(plan: Written, number: int, area: int, today: Day) -> Case:
    """One written-out case with its involvements and flag."""
    born = add_months(today + plan.days, -12 * plan.years)
    case = Case(plan.system, NUMBERS[plan.system].format(FIRST[plan.system] + number), born, "")
    eighteen = add_months(born, 18 * 12)
    for kind, team, first, last in plan.stages:
        starts = eighteen if first == BIRTHDAY else today - first
        ends = eighteen - 1 if last == BIRTHDAY else FAR_AHEAD if last is None else today - last
        case.involvements.append(
            Involvement(case.system, case.person, kind, starts, ends, team, area, born)
        )
    if plan.flag:
        flag, first = plan.flag
        case.flags.append(Flag(case.system, case.person, flag, today - first, None))
    return case


def tell_of_cases(
    written: list[tuple[Written, Case]], rows: list[Involvement], today: Day
) -> list[PlantedProblem]:
    """The account of the written-out cases; blurs the birth dates of those that disagree."""
    account = []
    for plan, case in written:
        if plan.code == "birth_dates_disagree":
            for row in rows:
                known = (row.system, row.person) == (case.system, case.person)
                if known and row.kind == IN_CARE:
                    row.born = add_months(row.born, -BIRTHS_APART)
        account.append(
            planted(
                plan.code,
                f"{case.system}-{case.person}",
                birthday=in_words(add_months(case.born, 12 * plan.years)),
                since=in_words(case.involvements[-1].starts),
                silent=in_words(today - min(plan.silent_since or 0, LONG_AGO)),
            )
        )
    return account


def silences(written: list[tuple[Written, Case]], today: Day) -> dict[tuple[str, str], Day]:
    """From which day on nobody talked through which case, by (system, person)."""
    return {
        (case.system, case.person): 0 if plan.silent_since == NEVER else today - plan.silent_since
        for plan, case in written
        if plan.silent_since is not None
    }
