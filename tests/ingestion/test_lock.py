"""One refresh at a time, and a dead one holds nobody up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingestion.lock import AnotherRefreshError, hold

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from ingestion.lock import hold
with hold(Path(sys.argv[1]), 0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_who_is_at_it(data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE, cwd=ROOT
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        with pytest.raises(AnotherRefreshError) as told, hold(data, 0):
            pass
        first.kill()
    assert told.value.holder == str(first.pid)


def test_a_refresh_that_died_holds_nobody_up(data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE, cwd=ROOT
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
    with hold(data, 0):
        assert (data / "refresh.pid").read_text() == str(os.getpid())


def test_the_lock_is_let_go_of_when_a_refresh_fails(data: Path) -> None:
    with pytest.raises(ValueError, match="it failed"), hold(data, 0):
        raise ValueError("it failed")
    with hold(data, 0):
        pass
