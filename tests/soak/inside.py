"""What the run's own process does before the night begins: eight standards are asked, pages are mostly not drawn, and, where the trouble
of the night says so, it stops at a point until it is told to go on, or its disk or its clock is wrong there.

The trouble is a file beside the scheduler's home, read once by each run: ``point``, ``says`` (what the disk says there; blank: it waits),
``draw`` (the pages are drawn), ``clock`` (the day that the machine's clock gives).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from fscp_readiness.extracts import database, problems
from fscp_readiness.history import disk
from fscp_readiness.night import Nightly, drawing
from fscp_readiness.packs import publish
from tests.crash.machine import refusal
from tests.crash.nights import NOT_DRAWN, asked
from tests.lived import living
from tests.soak.script import CODES

TROUBLE, HERE, GO_ON = "trouble.json", "here", "go"
LONGEST = 60.0
READ_AT = "ssd_cp_plans"
DISK_AT = 4
"""The file of the pack from whose writing on the disk says no, also to the page that would say so."""

KEPT: list[ExitStack] = []
"""What is patched stays patched until the process ends."""


class Trouble:
    """What happens in this run, and where."""

    def __init__(self, home: Path) -> None:
        path = home / TROUBLE
        told = json.loads(path.read_text()) if path.exists() else {}
        self.home, self.point, self.says = home, str(told.get("point", "")), str(told.get("says", ""))
        self.draw, self.clock, self.written = bool(told.get("draw")), str(told.get("clock", "")), 0
        self.phase = ""

    def at(self, point: str) -> None:
        """Wait here until the orchestrator says go, the first time that this point is come to."""
        if self.point != point or self.says:
            return
        self.point = ""
        (self.home / HERE).write_text(str(os.getpid()))
        for _ in range(int(LONGEST * 20)):
            if (self.home / GO_ON).exists():
                return
            threading.Event().wait(0.05)


def begin(home: Path) -> None:
    """Patch this process. Called by the home's sitecustomize, in the run and nowhere else."""
    trouble, stack = Trouble(home), ExitStack()
    KEPT.append(stack)
    living._found()  # every standard there is, before the others are put out of sight
    stack.enter_context(asked(quick=not trouble.draw))
    stack.enter_context(living._asking(CODES))
    patched = stack.enter_context(pytest.MonkeyPatch.context())
    patched.setattr(problems, "WAITS", (1.0, 2.0))
    if not trouble.draw:
        patched.setattr(publish, "_as_pdf", lambda page, identifier: NOT_DRAWN)
    for name in ("ask", "keep", "publish"):
        patched.setattr(Nightly, name, _step(trouble, name, getattr(Nightly, name)))
    patched.setattr(database, "_rows", _reading(trouble, database._rows))
    patched.setattr(drawing, "all_done", _drawing(trouble, drawing.all_done))
    patched.setattr(disk, "write", _writing(trouble, disk.write))
    patched.setattr(disk, "replace", _pointing(trouble, disk.replace))
    sa.event.listen(sa.Engine, "commit", lambda connection: _committing(trouble, connection))
    patched.setattr(Nightly, "__post_init__", _told_the_time(trouble, Nightly.__post_init__))


def _step(trouble: Trouble, name: str, real: Callable[[Nightly], None]) -> Callable[[Nightly], None]:
    def step(night: Nightly) -> None:
        trouble.phase = name
        trouble.at(name)
        real(night)
        trouble.phase = ""

    return step


def _told_the_time(trouble: Trouble, real: Callable[[Nightly], None]) -> Callable[[Nightly], None]:
    """The day that a night takes from the clock is another. (Prefect loads the flow from its file: nothing can be patched there.)"""

    def begin(night: Nightly) -> None:
        if trouble.clock and night.request.by_the_clock:
            night.request = dataclasses.replace(night.request, as_at=dt.date.fromisoformat(trouble.clock))
        real(night)

    return begin


def _reading(trouble: Trouble, real: Callable[..., Any]) -> Callable[..., Any]:
    def rows(connection: sa.Connection, name: str, *given: object) -> object:
        if name == READ_AT:
            trouble.at("reading")
        return real(connection, name, *given)

    return rows


def _drawing(trouble: Trouble, real: Callable[..., Any]) -> Callable[..., Any]:
    def draw(*jobs: object) -> object:
        trouble.at("drawing")
        return real(*jobs)

    return draw


def _writing(trouble: Trouble, real: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
    def write(path: Path, content: bytes) -> None:
        if trouble.says and trouble.phase == trouble.point:
            trouble.written += 1
            if trouble.written >= DISK_AT:
                raise refusal(trouble.says, False)
        real(path, content)

    return write


def _pointing(trouble: Trouble, real: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    def replace(path: Path, target: Path) -> None:
        if Path(target).name == publish.CURRENT:
            trouble.at("pointing")
        real(path, target)

    return replace


def _committing(trouble: Trouble, connection: sa.Connection) -> None:
    if trouble.phase == "keep" and connection.dialect.name == "postgresql":
        trouble.at("committing")
