"""dbt as a process of its own, that ends when the refresh that started it does, however that came
to end.

Without this a refresh killed outright would leave dbt writing to the file that the next refresh
builds.
"""

import os
import sys
import threading


def _end_with_the_parent() -> None:
    """The parent holds the other end of standard input and writes nothing: the end of it is the
    parent's end.
    """
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    from dbt.cli.main import cli

    cli()
