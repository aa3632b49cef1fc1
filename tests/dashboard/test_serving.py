"""The server as it is started: it says where it is, guards what it answers, and minds its port."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> tuple[int, Message, bytes]:
    """Status, headers and body of an answer, whatever the status."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def serve(data: Path, port: int, *options: str) -> subprocess.Popen[str]:
    """Start the dashboard as a person would, from another folder."""
    command = [sys.executable, "-m", "dashboard", "serve", "--data", str(data), "--port", str(port)]
    return subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.fixture(scope="module")
def address(small_data: Path) -> Iterator[str]:
    """A running server over the small council."""
    port = free_port()
    process = serve(small_data, port, "--demo")
    base = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while True:
        try:
            fetch(f"{base}/api/ready")
            break
        except OSError:
            assert process.poll() is None, process.stdout and process.stdout.read()
            assert time.monotonic() < until, "the server did not start within a minute"
            time.sleep(0.3)
    yield base
    process.terminate()
    process.wait(timeout=20)


def test_readiness_tells_the_data_date(address: str) -> None:
    status, _, body = fetch(f"{address}/api/ready")
    assert (status, json.loads(body)) == (200, {"ready": True, "data_date": "2026-11-20"})


@pytest.mark.parametrize("path", ["/", "/team", "/api/ready", "/_stcore/health"])
def test_every_answer_carries_the_guarding_headers(path: str, address: str) -> None:
    _, headers, _ = fetch(address + path)
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/sup/_stcore/metrics"])
def test_the_metrics_are_closed(path: str, address: str) -> None:
    assert fetch(address + path)[0] == 403


def test_a_page_is_not_kept_by_the_browser(address: str) -> None:
    assert fetch(f"{address}/team")[1]["Cache-Control"] == "no-store"


def test_a_taken_port_is_said_plainly(small_data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = serve(small_data, port)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Port {port} is taken" in said
    assert "Traceback" not in said


def test_without_a_warehouse_the_server_starts_and_is_not_ready(tmp_path: Path) -> None:
    port = free_port()
    process = serve(tmp_path, port, "--demo")
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                status, _, body = fetch(f"http://127.0.0.1:{port}/api/ready")
                break
            except OSError:
                time.sleep(0.3)
        assert status == 503
        assert json.loads(body)["code"] == "SM-W1"
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_page_asked_for_by_a_browser_always_says_as_whom(address: str) -> None:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            """Look at the redirect and do not follow it."""

    browser = urllib.request.build_opener(Stay)
    asked = f"{address}/people?list=overdue"
    request = urllib.request.Request(asked, headers={"Accept": "text/html"})
    with pytest.raises(urllib.error.HTTPError) as sent:
        browser.open(request)
    assert sent.value.code == 307
    assert sent.value.headers["Location"] == "?persona=director&list=overdue"
