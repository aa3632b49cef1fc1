"""Whatever befalls the published file, the one before it is shown, and it is said that it is."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.settings import settings
from dashboard.warehouse import WarehouseProblem, ask, published
from tests.dashboard.demo_visits import visit
from tests.dashboard.small_council import council, publish


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions with their manifests: the pointer names the second."""
    folder = tmp_path_factory.mktemp("sound")
    for name in ("20261120T060000Z", "20261121T060000Z"):
        publish(folder, council(), name)
        pointer = folder / "warehouse" / "current.json"
        (folder / "warehouse" / f"{name}.json").write_bytes(pointer.read_bytes())
    return folder


@pytest.fixture
def data(sound: Path, tmp_path: Path) -> Path:
    """A copy of them to spoil."""
    return shutil.copytree(sound, tmp_path, dirs_exist_ok=True)


def _current(data: Path) -> Path:
    named = json.loads((data / "warehouse" / "current.json").read_text())
    return data / "warehouse" / str(named["file"])


def test_every_one_of_40_flipped_bits_is_found_and_the_version_before_is_served(data: Path) -> None:
    path = _current(data)
    sound = path.read_bytes()
    dice = random.Random(11)
    for _ in range(40):
        spoilt = bytearray(sound)
        spoilt[dice.randrange(len(sound))] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        served = published(data)
        assert Path(served.file).name == "20261120T060000Z.duckdb"
        assert "damaged" in served.instead
        assert ask(served, "codes").height > 0
    path.write_bytes(sound)
    assert published(data).instead == ""


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _stale_log(path: Path) -> None:
    path.with_name(f"{path.name}.wal").write_bytes(b"the log of another file")


@pytest.mark.parametrize(
    ("befalls", "said"),
    [
        (_truncate, "damaged"),
        (lambda path: path.write_bytes(b""), "damaged"),
        (lambda path: path.write_bytes(b"junk" * 1000), "damaged"),
        (lambda path: path.unlink(), "is not there"),
        (_stale_log, "damaged"),
        (lambda path: (path.parent / "current.json").write_bytes(b"{"), "cannot be read"),
    ],
)
def test_a_spoilt_file_gives_way_to_the_one_before(
    data: Path, befalls: Callable[[Path], object], said: str
) -> None:
    befalls(_current(data))
    served = published(data)
    assert said in served.instead
    assert "Run a refresh" in served.instead
    assert ask(served, "codes").height > 0


def test_a_missing_pointer_is_found_again_by_the_manifests(data: Path) -> None:
    (data / "warehouse" / "current.json").unlink()
    served = published(data)
    assert Path(served.file).name == "20261121T060000Z.duckdb"
    assert "The note that says which data is current cannot be read." in served.instead


def test_where_nothing_is_whole_it_is_said_and_nothing_is_shown(data: Path) -> None:
    for path in (data / "warehouse").glob("*.duckdb"):
        path.write_bytes(b"junk")
    with pytest.raises(WarehouseProblem) as told:
        published(data)
    assert told.value.code == "SM-W4"


def test_the_page_says_that_an_earlier_version_is_shown(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _truncate(_current(data))
    monkeypatch.setenv("SUPERVISION_DATA", str(data))
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    try:
        at = visit("quality")
    finally:
        settings.cache_clear()
    (warning,) = (each.value for each in at.warning if "damaged" in str(each.value))
    assert str(warning).startswith("What was published last cannot be shown.")
