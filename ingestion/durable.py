"""Files that are either wholly there or not there at all, even when the power goes."""

import os
from collections.abc import Callable
from pathlib import Path


def _settle_on_disk(path: Path) -> None:
    """Ask for the bytes of a file, or the names in a folder, to be on the disk.

    Windows has no such thing for folders.
    """
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary file beside `path`, then give it that name in one step.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.tmp")
    try:
        write(unfinished)
        _settle_on_disk(unfinished)
        unfinished.replace(path)
        _settle_on_disk(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def put_text(path: Path, text: str) -> None:
    """Put a small text file in one step."""
    put(path, lambda unfinished: unfinished.write_text(text, encoding="utf-8"))
