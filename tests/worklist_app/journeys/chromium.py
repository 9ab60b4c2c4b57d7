"""Chromium, as Debian ships it, steered by Playwright: one for a module of tests. Run as a program it exits 1 where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

MISSING = "Chromium is not installed, and these tests look at the worklists in it. Type: tools/setup chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def program() -> str | None:
    """Where Chromium is; None where it is not."""
    return next((found for name in NAMES if (found := shutil.which(name))), str(MAC) if MAC.exists() else None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. Fails, and never skips, where Chromium is missing. While it lasts nothing else may run an event loop."""
    found = program()
    if found is None:
        raise RuntimeError(MISSING)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses to run as root
    with sync_playwright() as steering:
        browser = steering.chromium.launch(executable_path=found, args=[*root, "--disable-gpu", "--force-color-profile=srgb"])
        try:
            yield browser
        finally:
            browser.close()


if __name__ == "__main__":
    sys.exit(program() is None)
