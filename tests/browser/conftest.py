"""The dashboard as a reader meets it: the real server on the demo council, in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs a browser; they are one file, so that one server serves them."""
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(demo_data: Path) -> Iterator[str]:
    """The dashboard served from the demo council; ended when the tests are."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "serve", "--data", str(demo_data)]
    server = subprocess.Popen([*command, "--port", str(port), "--demo"], cwd=ROOT)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{base}/api/ready", timeout=5)
                break
            except (urllib.error.URLError, OSError):
                assert server.poll() is None, "the server ended by itself"
                time.sleep(0.5)
        else:
            pytest.fail("the server did not become ready")
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chrome or Chromium as found by `python -m tests`; never one that is downloaded."""
    place = os.environ.get("SUPERVISION_TEST_BROWSER", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=place, args=QUIET)
        yield started
        started.close()


def open_page(page: Page, address: str) -> None:
    """Go there and wait until the page has been drawn to its end."""
    page.goto(address, wait_until="load")
    page.locator("h1").first.wait_for(timeout=45_000)
    page.wait_for_function(
        """() => !document.querySelector('[data-testid="stStatusWidget"]')
            && !document.querySelector('[data-stale="true"]')
            && !document.querySelector('[data-testid="stSkeleton"]')""",
        timeout=45_000,
    )
    page.wait_for_timeout(400)
