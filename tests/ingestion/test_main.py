"""The command as a scheduler runs it: exit codes, and a summary without colours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingestion.lock import hold

from .conftest import POST, WORKER, Written

ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingestion", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["refresh"],
        ["refresh", "--inbox", "no such folder", "--data", "x"],
        ["nonsense"],
        ["demo", "--inbox", "x", "--data-date", "yesterday"],
        ["refresh", "--inbox", "tests", "--data", "tests"],
        ["map", "README.md", "--sheet", "Staff"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert _run(*arguments).returncode == 2


def test_an_unknown_policy_exits_2_and_names_those_there_are(inbox: Written, data: Path) -> None:
    done = _run("refresh", "--inbox", inbox.folder, "--data", data, "--policy", "nowhere")
    assert done.returncode == 2
    assert "There is no policy nowhere; there are skills_for_care, knowsley" in done.stderr


def test_a_setting_that_makes_no_sense_exits_2(inbox: Written, data: Path) -> None:
    told = '{"hr_workers": "2025-04-01"}'
    done = _run("refresh", "--inbox", inbox.folder, "--data", data, SUPERVISION_RECORDS_FROM=told)
    assert done.returncode == 2
    assert "SUPERVISION_RECORDS_FROM names hr_workers" in done.stderr


@pytest.mark.parametrize("command", ["refresh", "retention", "rebuild"])
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("SUPERVISION_RETENTION_MONTHS", "nonsense"),
        ("SUPERVISION_RETENTION_MONTHS", '{"hr_workers":"abc"}'),
        ("SUPERVISION_RETENTION_MONTHS", "[1]"),
        ("SUPERVISION_KEEP_VERSIONS", "x"),
    ],
)
def test_a_malformed_setting_is_named_and_exits_2(
    inbox: Written, data: Path, command: str, name: str, typed: str
) -> None:
    data.mkdir()
    told = ["--inbox", inbox.folder] if command == "refresh" else []
    done = _run(command, *told, "--data", data, **{name: typed})
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"{name} ")
    assert "makes no sense" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_gate_exits_3_and_every_file_that_gave_trouble_is_named(
    inbox: Written, data: Path
) -> None:
    inbox.put("hr_posts", [{**POST, "FTE": "lots"}])
    inbox.put("hr_workers", b"")
    (inbox.folder / "holiday photo.jpg").write_bytes(b"x")
    done = _run("refresh", "--inbox", inbox.folder, "--data", data)
    assert done.returncode == 3, done.stderr
    for words in (
        "hr_workers_20261031.csv  SM-306 A file with no heading row, refresh stopped",
        "The file is empty: it has not even a heading row. Without headings it cannot be told",
        "hr_posts_20261031.csv  SM-206 Not a number, cells emptied",
        "  FTE is not a number of 0 or more. (row 2, (4 characters, not shown))",
        "holiday photo.jpg  SM-131 A file that is not recognised",
        "Stopped. Nothing was published. Nothing has been published yet.",
    ):
        assert words in done.stdout
    assert "\x1b" not in done.stdout
    assert not (data / "warehouse" / "current.json").exists()


def test_while_another_refresh_runs_the_second_exits_75(inbox: Written, data: Path) -> None:
    inbox.put("hr_workers", [WORKER])
    with hold(data, 0):
        done = _run("refresh", "--inbox", inbox.folder, "--data", data)
    assert done.returncode == 75
    assert "Another refresh is running (process " in done.stderr


def test_a_data_folder_that_cannot_be_written_exits_1_in_one_line(
    inbox: Written, tmp_path: Path
) -> None:
    inbox.put("hr_workers", [WORKER])
    (tmp_path / "file").write_text("x")
    done = _run("refresh", "--inbox", inbox.folder, "--data", tmp_path / "file" / "data")
    assert done.returncode == 1
    assert done.stderr.startswith("Nothing was published: ")
    assert "Traceback" not in done.stderr
