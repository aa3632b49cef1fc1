"""`python -m tests`: every lane, and a word on any that did not run.

Browser tests need a Chrome or Chromium. On Debian as root it is installed; elsewhere the one on the machine is used. Where
there is none that is said loudly, and with CI=true it is a failure, as is any lane in which nothing ran.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANES = ("architecture", "ingestion", "transform", "oracle", "dashboard", "browser")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def find_browser() -> str | None:
    """The Chrome or Chromium of this machine, installed first where that is possible."""
    named = os.environ.get("SUPERVISION_TEST_BROWSER")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    found = found or next((place for place in PLACES if Path(place).exists()), None)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if found or not is_root or not shutil.which("apt-get"):
        return found
    print("Installing Chromium for the browser tests.", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "check": False}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)
    subprocess.run(
        [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-liberation",
        ],
        env=environment,
        **quiet,
    )
    return shutil.which("chromium")


def count_lanes(report: Path) -> Counter[str]:
    """How many tests ran, not skipped, in each lane."""
    ran: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("skipped") is None:
            ran[case.get("classname", "").split(".")[1]] += 1
    return ran


def main() -> int:
    """Run the lanes; 0 when every one of them ran and passed."""
    is_ci = os.environ.get("CI", "").lower() == "true"
    browser = find_browser()
    environment = os.environ | ({"SUPERVISION_TEST_BROWSER": browser} if browser else {})
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        # A file stays with one worker: what it builds for its tests is built once. Three, for two
        # cores: the browser and dbt leave one of them waiting often enough.
        command = [sys.executable, "-m", "pytest", "-n", "3", "--dist", "loadfile", "-q"]
        command += ["--no-loadscope-reorder"]
        command += [f"--junitxml={report}", *sys.argv[1:]]
        command += [] if browser else ["-m", "not browser and not soak"]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        ran = count_lanes(report) if report.exists() else Counter()
    silent = [] if sys.argv[1:] else [lane for lane in LANES if not ran[lane]]
    print("\nTests run: " + ", ".join(f"{lane} {ran[lane]}" for lane in LANES))
    if not browser:
        print(
            "\nTHE BROWSER TESTS DID NOT RUN: there is no Chrome or Chromium on this machine.\n"
            "Install one, or name it in SUPERVISION_TEST_BROWSER, and run the tests again.",
            file=sys.stderr,
        )
        silent = silent if is_ci else [lane for lane in silent if lane != "browser"]
    if silent:
        print(f"\nNothing ran in: {', '.join(silent)}.", file=sys.stderr)
    return code or int(bool(silent))


if __name__ == "__main__":
    raise SystemExit(main())
