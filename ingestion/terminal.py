"""What every command shares: the app, where words go, and what a scheduler is told when it fails.

Exit codes: 0 done, published or nothing new, 1 unexpected, 2 usage, 3 refused by a gate, 75 another
refresh is running.
"""

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import typer
from rich.console import Console

from ingestion.lock import AnotherRefreshError
from ingestion.problems import KeepingError
from ingestion.transforming import TransformFailedError

UNEXPECTED, USAGE, REFUSED, ANOTHER_IS_RUNNING = 1, 2, 3, 75

app = typer.Typer(
    help="Exports in, a published warehouse out.",
    no_args_is_help=True,
    add_completion=False,
    # Rich tracebacks show local variables, and those hold people's data.
    pretty_exceptions_enable=False,
)
# A log has no width of its own: tables are then as wide as they need to be.
out = Console(soft_wrap=True, width=None if sys.stdout.isatty() else 120)
err = Console(stderr=True, soft_wrap=True)


def fail(words: str, code: int) -> typer.Exit:
    """Say why a command ends, and give what it ends with."""
    err.print(words, style="bold red", markup=False, highlight=False)
    return typer.Exit(code)


@contextmanager
def failures_told(
    data: Path, keep_trace: Callable[[str], Path], stands: str = "Nothing was published"
) -> Iterator[None]:
    """Tell every fault in a plain line, with what to do and what still `stands`."""
    try:
        yield
    except AnotherRefreshError as error:
        words = f"Another refresh is running (process {error.holder}). This one did nothing."
        raise fail(words, ANOTHER_IS_RUNNING) from error
    except KeepingError as error:
        is_usage = error.kind.outcome != "refresh stopped"
        raise fail(str(error), USAGE if is_usage else UNEXPECTED) from error
    except TransformFailedError as error:
        words = f"The ledger could not be worked out, so nothing was published: {error}"
        remedy = "Where a policy file was changed, `make policy` says which row to put right."
        told = f"{words}\n{remedy}\nAll that was said is in {data / 'build' / 'last-failure.log'}"
        raise fail(told, UNEXPECTED) from error
    except (OSError, duckdb.IOException, duckdb.TransactionException) as error:
        # A full disk, a folder that may not be written to.
        remedy = f"Make sure that {data} is a folder that can be written to, with room on its disk."
        raise fail(f"{stands}: {error}\n{remedy}", UNEXPECTED) from error
    except typer.Exit:
        raise
    except Exception as error:
        # Whatever it was, a scheduler gets one plain line; the trace holds no values of variables.
        kept = keep_trace(traceback.format_exc())
        words = f"{stands}, because of a fault: {type(error).__name__}."
        raise fail(f"{words}\nWhere it happened is in {kept}", UNEXPECTED) from error
