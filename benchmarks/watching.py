"""A command watched from outside: how long it took from nothing, and the most memory that it and its children held."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
from pathlib import Path
from time import perf_counter
from typing import Final

import psutil

EVERY: Final = 0.5
ROOT: Final = Path(__file__).resolve().parent.parent


def watched(*given: str) -> tuple[str, dict[str, float]]:
    """Run Python on what is given, in a process that has imported nothing.

    Gives what it said, and ``seconds``, ``peak_mb`` (its own process, at its largest) and ``together_mb`` (with all its children, memory
    that they share counted once). It is looked at twice a second. Raises CalledProcessError where the command fails.
    """
    began = perf_counter()
    with subprocess.Popen([sys.executable, *given], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own Python
        own, together = 0, 0
        ended = threading.Event()

        def look() -> None:
            nonlocal own, together
            while not ended.wait(EVERY):
                alone = _bytes(process.pid)
                own, together = max(own, alone), max(together, alone + sum(map(_bytes, _children(process.pid))))

        watcher = threading.Thread(target=look)
        watcher.start()
        said = process.communicate()[0]
        took = perf_counter() - began
        ended.set()
        watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, given, said)
    return said, {"seconds": round(took, 2), "peak_mb": own // 2**20, "together_mb": together // 2**20}


def peak_mb(*, children: bool = False) -> int:
    """The most memory, in MB, that this process has held; or the largest of its children that have ended."""
    held = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss
    return held // (1024 if sys.platform == "linux" else 1024 * 1024)


def _children(pid: int) -> list[int]:
    try:
        return [each.pid for each in psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return []


def _bytes(pid: int) -> int:
    """The memory of a process: its share (PSS) on Linux, where that is known, and else what is its own alone."""
    try:
        held = psutil.Process(pid).memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(held, "pss", held.uss))
