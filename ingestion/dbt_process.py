"""dbt as a process of its own, that ends when the refresh that started it does, however that came
to end.

Without this a refresh killed outright would leave dbt writing to the file that the next refresh
builds. It tells its parent, a JSON line each, what is begun and what went wrong, and nothing else:
to write out all that dbt has to say of every node is a tenth of the time of a small build.
"""

import json
import os
import sys
import threading
from typing import Any


def _end_with_the_parent() -> None:
    """The parent holds the other end of standard input and writes nothing: the end of it is the
    parent's end.
    """
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _say(**line: object) -> None:
    print(json.dumps(line), flush=True)


def _pass_on(event: Any) -> None:
    """One of dbt's events (dbt's own type does not say all it holds), where the parent has a use
    for it.
    """
    if event.info.name == "LogStartLine":
        _say(node=event.data.node_info.node_name, place=event.data.index, of=event.data.total)
    elif event.info.level == "error" and event.info.msg.strip():
        _say(error=event.info.msg.strip())


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    from dbt.cli.main import dbtRunner

    finished = dbtRunner(callbacks=[_pass_on]).invoke(sys.argv[1:])
    if finished.exception:
        _say(error=str(finished.exception))
    sys.exit(not finished.success)
