"""One refresh at a time: the operating system holds the lock and lets go of it when the process
ends, however it ends.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class AnotherRefreshError(Exception):
    """Somebody else is at it; `holder` is the number of that process, where it could be told."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another refresh is running (process {holder})")
        self.holder = holder


@contextmanager
def hold(data: Path, seconds: float) -> Iterator[None]:
    """Hold the data folder alone, waiting so many seconds for it.

    Raises AnotherRefreshError, or OSError.

    The process number is in a file beside the lock, only to be told to whoever comes second.
    """
    data.mkdir(parents=True, exist_ok=True)
    holder = data / "refresh.pid"
    try:
        with FileLock(data / "refresh.lock", timeout=seconds):
            holder.write_text(str(os.getpid()), encoding="utf-8")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout as error:
        told = holder.read_text(encoding="utf-8") if holder.exists() else "unknown"
        raise AnotherRefreshError(told) from error
