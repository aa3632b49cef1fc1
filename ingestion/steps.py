"""Shows how far a command has come: a bar where a person watches, plain lines where a scheduler
keeps a log.
"""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Steps:
    """The steps of one command, one after another; to be used in a `with`."""

    def __init__(self, console: Console) -> None:
        """Show on this console."""
        self._console = console
        self._progress = Progress(
            TextColumn("{task.description:<28}"),
            BarColumn(bar_width=24),
            TimeElapsedColumn(),
            TextColumn("{task.fields[now]}", style="dim"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Begin to show."""
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last state standing."""
        if kind is None:
            self._end()
        self._progress.stop()

    def begin(self, step: str) -> None:
        """Begin a step; the one before it is done."""
        self._end()
        self._task = self._progress.add_task(step, total=None, now="")
        if not self._console.is_terminal:
            self._console.print(step, highlight=False)

    def reach(self, done: int, total: int, now: str = "") -> None:
        """Say that `done` of `total` things of this step are done, and which one is in hand."""
        if self._task is not None:
            self._progress.update(self._task, completed=done, total=total, now=now)

    def tell(self, now: str, done: int, total: int) -> None:
        """The same as `reach`, in the order in which the demo council tells it."""
        self.reach(done, total, now)

    def _end(self) -> None:
        if self._task is not None:
            self._progress.update(self._task, total=1, completed=1, now="")
