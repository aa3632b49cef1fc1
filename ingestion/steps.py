"""Shows how far a refresh has come: a bar where a person watches, plain lines where a scheduler keeps a log."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Steps:
    """The steps of one command, one after another; to be used in a `with`."""

    def __init__(self, console: Console) -> None:
        """Show on this console."""
        self._console = console
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[now]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("", total=0, now="", visible=False)

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
        self._progress.stop()

    def begin(self, step: str, total: int | None = None) -> None:
        """Begin a step of `total` things, where that is known."""
        self._progress.update(self._task, completed=self._progress.tasks[0].total)
        self._progress.stop_task(self._task)
        self._progress.remove_task(self._task) if not self._progress.tasks[0].visible else None
        self._task = self._progress.add_task(step, total=total, now="")
        if not self._console.is_terminal:
            self._console.print(step, highlight=False)

    def reach(self, done: int, total: int, now: str = "") -> None:
        """Say that `done` of `total` things are done, and which one is in hand."""
        self._progress.update(self._task, completed=done, total=total, now=now)
