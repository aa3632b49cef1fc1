"""`make policy` tells whoever changed a policy what is wrong, where, and what to do; and what changed, in words."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.policy.__main__ import main
from tests.policy.cells import check_cells, read_seed, seed_files

from .warehouse import TRANSFORM, copy_project

Rows = list[dict[str, str]]


def rewrite(path: Path, change: Callable[[Rows], Rows]) -> None:
    """Rewrite a seed as somebody would in a spreadsheet."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, headings = list(reader), list(reader.fieldnames or [])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def set_cell(policy: Path, seed: str, where: dict[str, str], **cells: str) -> int:
    """Write cells of the one row that is like `where`; give the row a spreadsheet shows."""
    found: list[int] = []

    def change(rows: Rows) -> Rows:
        for number, row in enumerate(rows, start=2):
            if all(row[name] == value for name, value in where.items()):
                found.append(number)
                row.update(cells)
        return rows

    rewrite(policy / f"{seed}.csv", change)
    assert len(found) == 1, (seed, where, found)
    return found[0]


def of(rule: str, day: str = "2000-01-01", **more: str) -> dict[str, str]:
    """The row of a rule and version."""
    return {"rule_id": rule, "valid_from": day, **more}


#: Mistakes somebody could make: the seed, the row, the cells written, and what must be told of it.
MISTAKES: list[tuple[str, dict[str, str], dict[str, str], str, str]] = [
    ("rules", of("kno_goals"), {"clause": ""}, "clause", "must not be blank"),
    ("rules", of("kno_reason"), {"reading": "Ours"}, "reading", "not said to be ours"),
    ("rules", of("sth_review"), {"policy_id": "sthelens"}, "policy_id", "no such policy"),
    ("rules", of("kno_review"), {"outcome": "obligatory"}, "outcome", "no such code"),
    ("rules", of("sth_record"), {"obligation_type": "records"}, "obligation_type", "no such kind"),
    ("rules", of("sfc_nqsw"), {"clock": "planned_date"}, "clock", "cannot have this"),
    ("rules", of("kno_form"), {"binds": "nqsw"}, "binds", "cannot have this"),
    ("rules", of("sth_care_leaver_21"), {"age_from_years": "25"}, "age_from_years", "18th and"),
    ("rules", of("sth_panel"), {"tolerance_days": "ten"}, "tolerance_days", "not a whole number"),
    ("rules", of("kno_override"), {"override_interval": ""}, "override_interval", "own or own_if"),
    ("rules", of("sth_agreement"), {"starter_interval_count": "3", "starter_interval_unit": "week"},
     "starter_interval_count", "for a kind that takes one"),
    ("rule_steps", of("sth_student"), {"interval_count": "0"}, "interval_count", "1 or more"),
    ("rule_steps", of("sth_level_2"), {"interval_unit": "working_day"}, "interval_unit",
     "not counted in working_day"),
    ("rule_steps", of("sfc_nqsw", step_number="2"), {"step_from_count": "0"}, "step_from_count",
     "begins on the day the step before it does"),
    ("rule_steps", of("kno_review"), {"rule_id": "kno_reviews"}, "rule_id", "no rule of this name"),
    ("rule_thresholds", of("kno_form"), {"threshold_count": "-2"}, "threshold_count", "above nought"),
    ("rule_thresholds", of("sth_duration"), {"threshold": "at_moast"}, "threshold", "no such limit"),
    ("rule_thresholds", of("sth_planned", threshold="slack"), {"threshold_unit": "week"},
     "threshold_unit", "not counted in that unit"),
    ("rule_conditions", of("kno_student"), {"code": "studnet"}, "code", "no such code"),
    ("rule_conditions", of("kno_pre_proceedings"), {"condition_on": "involvement"},
     "condition_on", "no such condition"),
    ("rule_conditions", of("kno_high_risk"), {"code": "high_risk "}, "code", "a space too many"),
    ("rule_formats", of("sth_group"), {"format_code": "groups"}, "format_code", "no such code"),
    ("rule_formats", of("kno_cancelled"), {"rule_id": "kno_panel"}, "rule_id", "takes none of these"),
    ("rule_milestones", of("sth_review", milestone_months="12"), {"milestone_months": "36"},
     "milestone_months", "no later than the longest"),
    ("rule_needs", of("sth_span", feed="hr_workers"), {"feed": "hr_worker"}, "feed",
     "no export of this name"),
    ("rule_needs", of("sth_record", column_name="record_shared"), {"column_name": "recordshared"},
     "column_name", "no such column"),
    ("policy_versions", {"policy_id": "rotherham", "valid_from": "2027-09-01"},
     {"review_due_on": "2026-09-01"}, "review_due_on", "before the version begins"),
    ("in_force", {"directorate_code": "adults"}, {"valid_from": "1999-04-01"}, "valid_from",
     "begins later"),
    ("in_force", {"directorate_code": "youth_justice"}, {"valid_from": "01/04/2027"}, "valid_from",
     "not a day"),
    ("policies", {"policy_id": "knowsley"}, {"absence_min_days": "0"}, "absence_min_days",
     "1 or more"),
]  # fmt: skip


def test_every_mistake_is_told_at_once_with_its_row_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path)
    policy = project / "seeds" / "policy"
    planted = [
        (f"{seed}.csv, row {set_cell(policy, seed, where, **cells)}, {column}", said)
        for seed, where, cells, column, said in MISTAKES
    ]
    # A rule of the later version whose formats were left behind, a row that is there twice, and one torn by a comma.
    rewrite(policy / "rule_formats.csv", lambda rows: [
        row for row in rows if (row["rule_id"], row["valid_from"]) != ("rot_duration", "2027-09-01")
    ])  # fmt: skip
    steps = policy / "rule_steps.csv"
    steps.write_text(steps.read_text() + "sth_student,2000-01-01,1,0,day,2,week\n")
    versions = policy / "policy_versions.csv"
    versions.write_text(versions.read_text() + "knowsley,2028-01-01,Third, and last,false,,\n")
    assert main(["--project", str(project)]) == 1
    printed = capsys.readouterr().out
    told = printed.split("\n    ")
    for where, said in planted:
        assert any(where in line and said in line for line in told), (where, said, printed)
    assert "rows of this rule in rule_formats.csv, the one from 2027-09-01 has none" in printed
    assert "is about the same: sth_student, 2000-01-01, 1" in printed
    assert "the row has 7 cells and there are 6 headings" in printed
    assert "between double quotes" in printed


def test_the_seeds_hang_together_and_say_what_a_later_version_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path)
    policy = project / "seeds" / "policy"
    set_cell(policy, "rule_steps", of("sth_business_support"), interval_count="8")
    set_cell(policy, "policies", {"policy_id": "knowsley"}, absence_min_days="21")
    before = str(TRANSFORM / "seeds")
    assert main(["--project", str(project), "--against", before]) == 0
    printed = capsys.readouterr().out
    assert "The seeds hang together: 4 policies" in printed
    assert "From 6 months: “every month” becomes “every 4 weeks”" in printed
    assert "From the start: “every 6 weeks” becomes “every 8 weeks”" in printed
    assert "An absence stops the clock from: “28 days” becomes “21 days”" in printed
    assert printed.count("becomes") == 5, printed


@pytest.mark.soak
def test_a_new_version_begins_as_a_copy_of_the_last_and_changes_nothing_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_project(tmp_path)
    new = ["--project", str(project), "--policy", "rotherham", "--restate", "2029-04-01"]
    assert main(new) == 0
    assert main(new) == 2
    assert "rotherham has a version from 2029-04-01 already" in capsys.readouterr().out
    policy = project / "seeds" / "policy"
    set_cell(policy, "rule_steps", of("rot_agreement", "2029-04-01"), interval_count="2")
    assert main(["--project", str(project), "--policy", "rotherham"]) == 0
    printed = capsys.readouterr().out
    between = printed.split("Different from")[0]
    assert "rotherham: from 1 September 2027 to 1 April 2029" in between
    assert "From the start: “within 1 month” becomes “within 2 months”" in between
    # The others are the review, which has no day yet, and that the words stayed as they were.
    assert "The words of rot_agreement in rules.csv stayed as they were" in between
    assert between.count("    - ") == 3, between


@pytest.mark.soak
def test_a_day_on_which_no_version_begins_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--policy", "rotherham", "--from", "2026-01-01"]) == 2
    printed = capsys.readouterr().out
    assert "rotherham has no version from 2026-01-01. It has: 2000-01-01, 2027-09-01." in printed


def test_every_seed_of_the_project_is_as_its_description_says() -> None:
    texts = [read_seed(seed) for seed in seed_files(TRANSFORM / "seeds")]
    assert {text.file.name for text in texts} == {
        path.stem for path in (TRANSFORM / "seeds").rglob("*.csv")
    }
    assert [problem for text in texts for problem in check_cells(text)] == []
