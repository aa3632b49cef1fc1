"""The docs tell the truth: what they say of the demo council is what its warehouse holds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.transform.warehouse import TRANSFORM, query

ROOT = TRANSFORM.parent


def _say(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def test_the_value_followed_in_how_it_works_is_on_the_demo_councils_screen(demo_data: Path) -> None:
    page = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    told = re.search(r"\*\*([\w ]+?) has been overdue", page)
    assert told
    rows = query(
        demo_data,
        f"""select opened_on, due_on, overdue_since, days_overdue, sessions_missed, rule_id, worker_id
        from marts.fct_supervisees where is_in_force and as_at = (select data_date from marts.dim_run) and worker_name = '{told.group(1)}'""",
    )
    opened, due, since, days, missed, rule, worker = rows[0]
    words = {4: "four", 3: "three", 2: "two", 1: "one"}
    assert f"overdue\nsince {_say(since)}, {days} days, {words[int(str(missed))]}" in page
    for fact in (_say(opened), _say(due), f"{days} days, {missed} missed", str(rule), str(worker)):
        assert fact in page, fact


def test_every_link_between_the_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


def test_every_file_and_folder_the_docs_name_is_there() -> None:
    page = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    for named in re.findall(r"`((?:transform|ingestion|dashboard)/[\w/.]+)`", page):
        assert (ROOT / named).exists(), named
