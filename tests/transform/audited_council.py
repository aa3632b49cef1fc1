"""Audits, their plan and actions, and a survey, made up at random for a council that has staff."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

ROUNDS = ("2025 spring", "2025 autumn", "2026, spring & summer", "2027 spring")
STANDARDS = ("Agreement in place", "Frequency", "Recording", "Reflection", "Actions *reviewed*")
ANSWERS = ("Yes", "yes", "Partly", "Partially", "No", "N/A", "Not applicable", "Maybe")
GRADES = ("Outstanding", "Good", "good", "Requires improvement", "Inadequate", "", "Brilliant")
QUESTIONS = ("My supervision happens when it should", "I can say what worries me", "For managers")
SERVICES = ("Front door", "Adults", "Youth | justice", "Hospital", "Care leavers")
GROUPS = ("Social workers", "Managers", "NQSWs", "Business support", "")
Rows = list[dict[str, str]]


def write_audits(inbox: Path, seed: int, data_date: date, many: int = 260) -> None:
    """Write the four feeds beside the staff exports of an inbox, in the place of what is there."""
    for feed in ("audit_plan", "audit_answers", "audit_actions", "survey_answers"):
        for path in inbox.glob(f"{feed}*.csv"):
            path.unlink()
    rng = random.Random(seed)
    _spread_over_services(rng, inbox)
    posts = _read(inbox, "hr_posts")
    managers = sorted({row["Line Manager Employee Number"] for row in posts} - {""})
    people = sorted({row["Employee Number"] for row in posts})
    answers, audits = _answers(rng, people, managers, data_date, many)
    day = f"{data_date:%Y%m%d}"
    _write(rng, inbox / f"audit_plan_{day}.csv", _plan(rng, managers, data_date))
    _write(rng, inbox / f"audit_answers_{day}.csv", answers)
    _write(rng, inbox / f"audit_actions_{day}.csv", _actions(rng, audits, people, data_date))
    _write(rng, inbox / f"survey_answers_{day}.csv", survey_rows(rng), twice=False)


def _spread_over_services(rng: random.Random, inbox: Path) -> None:
    """Teams over several services, some so small that their audits are few."""
    for path in inbox.glob("hr_teams_2*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        placed = {row["Team Code"]: rng.choice(SERVICES) for row in rows}
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows({**row, "Service": placed[row["Team Code"]]} for row in rows)


def _answers(
    rng: random.Random, people: list[str], managers: list[str], data_date: date, many: int
) -> tuple[Rows, list[str]]:
    rows: Rows = []
    heads: list[dict[str, str]] = []
    for number in range(many):
        again = rng.random() < 0.35 and bool(heads)
        first = rng.choice(heads) if again else {}
        day = data_date - timedelta(days=rng.choice([0, 1, -1, -20, *range(0, 900, 7)]))
        head = {
            "Audit ID": f"A{number}",
            "Audit Round": first.get("Audit Round") or rng.choice(ROUNDS[:3]),
            "Audit Date": f"{day:%d/%m/%Y}",
            "Auditor": rng.choice(people[:4]),
            "Supervisor": rng.choice([*managers[:8], "", first.get("Supervisor", "")]),
            "Supervisee": first.get("Supervisee") or rng.choice([*people[:25], "no such person"]),
            "Session ID": rng.choice(["", "S1", "S2", first.get("Session ID", "")]),
            "Grade": rng.choice(GRADES),
            "Is Moderation": "Yes" if again or rng.random() < 0.05 else rng.choice(["No", ""]),
        }
        heads.append(head)
        for standard in rng.sample(STANDARDS, rng.randint(1, len(STANDARDS))):
            row = {**head, "Standard": standard, "Answer": rng.choice(ANSWERS)}
            if rng.random() < 0.03:
                row["Grade"] = rng.choice(GRADES)
            if rng.random() < 0.02:
                row["Audit Date"] = f"{day - timedelta(days=rng.choice([3, -40])):%Y-%m-%d}"
            if rng.random() < 0.01:
                row[rng.choice(["Audit Date", "Supervisee", "Answer"])] = ""
            rows.append(row)
            if rng.random() < 0.01:  # the same key again with another answer: neither stands
                rows.append({**row, "Answer": "No" if row["Answer"] != "No" else "Yes"})
    return rows, [head["Audit ID"] for head in heads]


def _plan(rng: random.Random, managers: list[str], data_date: date) -> Rows:
    rows = []
    for _ in range(70):
        audit_round = rng.choice(ROUNDS)
        far = rng.randint(1, 200) if audit_round == ROUNDS[-1] else rng.randint(-1200, 200)
        due = data_date + timedelta(days=rng.choice([0, -1, 1, far, far]))
        rows.append(
            {
                "Audit Round": audit_round,
                "Supervisor": rng.choice([*managers[:12], "nobody known"]),
                "Due": f"{due:%d/%m/%Y}",
            }
        )
    return rows


def _actions(rng: random.Random, audits: list[str], people: list[str], data_date: date) -> Rows:
    rows = []
    for number in range(60):
        due = data_date + timedelta(days=rng.choice([0, -1, 1, rng.randint(-700, 90)]))
        done = due + timedelta(days=rng.choice([0, 1, -1, rng.randint(-60, 90)]))
        rows.append(
            {
                "Action ID": f"A{number}",
                "Audit ID": rng.choice([*audits, "A999"]),
                "Owner": rng.choice([*people, "no such person"]),
                "Due": f"{due:%d/%m/%Y}",
                "Completed": rng.choice(["", f"{done:%d/%m/%Y}"]),
            }
        )
    return rows


def survey_rows(rng: random.Random) -> Rows:
    """Answers of two years: some groups too small to be shown, some that say nothing of their size."""
    rows: Rows = []
    for year in ("2025", "2026"):
        for service in SERVICES[: rng.randint(1, 3)]:
            for group in rng.sample(GROUPS, rng.randint(1, len(GROUPS))):
                size = rng.choice([1, 2, 3, 4, 5, 6, 9, 20])
                invited = rng.choice(["", str(size), str(size + 7), str(max(size - 1, 0))])
                for question in QUESTIONS:
                    if question == "For managers" and group != "Managers":
                        continue
                    for _ in range(max(0, size - rng.choice([0, 0, 0, 1, 2]))):
                        rows.append(
                            {
                                "Survey Year": year,
                                "Service": service,
                                "Respondent Group": group,
                                "Question": question,
                                "Score": str(rng.randint(1, 5)),
                                "Invited": invited,
                            }
                        )
    return rows


def _read(inbox: Path, feed: str) -> Rows:
    rows: Rows = []
    for path in sorted([*inbox.glob(f"{feed}_2*.csv"), *inbox.glob(f"{feed}-*_2*.csv")]):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += list(csv.DictReader(stream))
    return rows


def _write(rng: random.Random, path: Path, rows: Rows, twice: bool = True) -> None:
    """Shuffled, some rows twice: neither may change anything."""
    written = [*rows, *(rng.sample(rows, min(5, len(rows))) if twice else [])]
    rng.shuffle(written)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(written)
