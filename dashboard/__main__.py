"""`python -m dashboard serve`: the dashboard on this machine. Argument parsing only."""

import errno
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

ADDRESS = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent
application = typer.Typer(add_completion=False, help="The dashboard of Supervision Monitor.")


@application.callback()
def dashboard() -> None:
    """The dashboard of Supervision Monitor."""


@application.command()
def serve(
    data: Annotated[Path, typer.Option(help="The folder a refresh publishes into.")] = Path("data"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501,
    demo: Annotated[
        bool, typer.Option("--demo", help="Let the reader choose whom to look as.")
    ] = False,
) -> None:
    """Serve the dashboard to this machine until stopped with Ctrl+C."""
    if _is_taken(port):
        typer.echo(
            f"Port {port} is taken by another program. "
            f"Stop it, or choose another port: --port {port + 1 if port < 65535 else port - 1}.",
            err=True,
        )
        raise typer.Exit(code=1)
    os.environ["SUPERVISION_DATA"] = str(data.resolve())
    if demo:
        os.environ["SUPERVISION_DEMO"] = "1"
    # Streamlit looks for .streamlit/config.toml in the working folder.
    os.chdir(ROOT)
    from dashboard.asgi import app  # noqa: PLC0415  (it reads the settings made above)

    typer.echo(f"Supervision Monitor is on http://{ADDRESS}:{port} (stop with Ctrl+C)")
    app.run(config={"server.port": port, "server.address": ADDRESS, "server.headless": True})


def _is_taken(port: int) -> bool:
    """Whether something listens on the port already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as problem:
            return problem.errno in (errno.EADDRINUSE, errno.EACCES)
    return False


if __name__ == "__main__":
    application()
