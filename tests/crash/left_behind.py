"""Processes that a run left behind: those of the session it began."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

SECONDS = 30


def processes_of(session: int) -> dict[int, str]:
    """The processes of a session that live still: id -> command line. Linux."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                after_the_name = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(after_the_name[3]) == session and after_the_name[0] != "Z":
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ").strip()
            except OSError:
                continue
    return found


def gone(session: int) -> bool:
    """Is every process of the session gone, or soon? Those that are not are killed, so that none is left on this machine."""
    for _ in range(SECONDS * 10):
        if not processes_of(session):
            return True
        threading.Event().wait(0.1)
    for process in processes_of(session):
        os.kill(process, signal.SIGKILL)
    return False
