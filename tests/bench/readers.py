"""Readers without a browser: they open the dashboard's real websocket, ask for pages and time the answers.

They speak what the browser speaks (Streamlit's own messages), so that all of a rerun is in the figure: the server, the
page, the queries and the sending. What the server costs is read from the operating system, in CPU milliseconds.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parents[2]
#: The message that ends a run is tiny: longer ones need not be taken to pieces to find it.
LONGEST_END = 200
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Ask:
    """A page as a link asks for it."""

    page: str
    query: str


class PageFailedError(Exception):
    """A page showed an exception, or the server said nothing more."""


class Reader:
    """One browser tab: a session of its own on the server; to be used in an `async with`."""

    def __init__(self, port: int) -> None:
        """Nothing is opened yet."""
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"

    async def __aenter__(self) -> Self:
        """Open the session."""
        protocol = websockets.Subprotocol("streamlit")
        self._socket = await websockets.connect(
            self._address, subprotocols=[protocol], max_size=None, compression=None
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the session."""
        await self._socket.close()

    async def ask(self, ask: Ask) -> float:
        """Seconds from the click until the page's last part has come. Raises PageFailedError."""
        message = BackMsg()
        message.rerun_script.query_string = ask.query
        message.rerun_script.page_name = ask.page
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while True:
            answer = await asyncio.wait_for(self._socket.recv(), timeout=60)
            if not isinstance(answer, bytes):
                continue
            if b"st.exception" in answer or b"Reference: SM-W" in answer:
                raise PageFailedError(f"{ask} showed an error")
            if len(answer) > LONGEST_END:
                continue
            told = ForwardMsg.FromString(answer)
            if told.WhichOneof("type") == "script_finished":
                return time.perf_counter() - began


@dataclass(frozen=True)
class Server:
    """A server that was started for measuring."""

    port: int
    process: int

    def cpu_ms(self) -> float:
        """CPU milliseconds it has used since it began, in the program and in the kernel."""
        told = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(told[11]) + int(told[12])) * 1000 / TICKS


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                raise SystemExit("the server ended by itself") from None
            time.sleep(0.2)
    raise SystemExit("the server did not become ready")


@contextmanager
def _started(command: Sequence[str], port: int, ready: str, cwd: Path) -> Iterator[Server]:
    """A server, ended when the block ends."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/{ready}", process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def dashboard(data: Path) -> Iterator[Server]:
    """The dashboard, served as a council serves it."""
    port = _free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--data", str(data)]
    with _started([*command, "--port", str(port), "--demo"], port, "api/ready", ROOT) as server:
        yield server


@contextmanager
def plain_script(script: Path, data: Path) -> Iterator[Server]:
    """A script served by `streamlit run` with Streamlit's own settings, to compare with."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    command += ["--browser.gatherUsageStats=false", "--server.address=127.0.0.1"]
    # In another folder, so that the product's settings are not found.
    with _started(
        [*command, f"--server.port={port}", "--", str(data)], port, "_stcore/health", data
    ) as server:
        yield server


@dataclass(frozen=True)
class Cost:
    """What a page costs the server, in CPU milliseconds: asked for the first time, and again."""

    cold: float
    warm: float


async def _cost(server: Server, asks: Sequence[Ask], times: int) -> dict[Ask, Cost]:
    costs = {}
    async with Reader(server.port) as reader:
        await reader.ask(Ask("about", asks[0].query.split("&")[0]))
        for ask in asks:
            begun = server.cpu_ms()
            await reader.ask(ask)
            cold = server.cpu_ms() - begun
            begun = server.cpu_ms()
            for _ in range(times):
                await reader.ask(ask)
            costs[ask] = Cost(cold, (server.cpu_ms() - begun) / times)
    return costs


def cost(server: Server, asks: Sequence[Ask], times: int = 20) -> dict[Ask, Cost]:
    """What each page costs, one reader alone."""
    return asyncio.run(_cost(server, asks, times))


@dataclass(frozen=True)
class Waits:
    """How long readers waited, in milliseconds."""

    clicks: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Pace:
    """How readers go about it, in seconds: how long they settle in before their clicks are timed, how long they are
    timed for, and how long they think between clicks on average.
    """

    settle: float = 0
    timed: float = 40
    think: float = 5


async def _walk(
    server: Server, asks: Sequence[Ask], pace: Pace, dice: random.Random
) -> list[float]:
    """One reader: opens a page, thinks, clicks, until the time is over. The first page is the
    opening of a tab and not a click.
    """
    waits: list[float] = []
    await asyncio.sleep(dice.uniform(0, pace.think))
    async with Reader(server.port) as reader:
        await reader.ask(asks[0])
        begins = time.perf_counter() + pace.settle
        while time.perf_counter() < begins + pace.timed:
            await asyncio.sleep(dice.expovariate(1 / pace.think))
            is_timed = time.perf_counter() >= begins
            wait = await reader.ask(dice.choice(asks))
            if is_timed:
                waits.append(wait)
    return waits


async def _crowd(
    server: Server, walks: Sequence[Sequence[Ask]], readers: int, pace: Pace
) -> list[float]:
    walking = [
        _walk(server, walks[index % len(walks)], pace, random.Random(index))
        for index in range(readers)
    ]
    return [wait for waits in await asyncio.gather(*walking) for wait in waits]


def crowd(
    server: Server,
    walks: Sequence[Sequence[Ask]],
    readers: int,
    pace: Pace,
) -> Waits:
    """Many readers at once, each with a walk of their own."""
    waits = sorted(asyncio.run(_crowd(server, walks, readers, pace)))
    cuts = statistics.quantiles(waits, n=100, method="inclusive")
    return Waits(len(waits), *(cuts[n - 1] * 1000 for n in (50, 95, 99)))
