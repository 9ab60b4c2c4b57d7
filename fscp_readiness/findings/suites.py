"""Great Expectations in a process of its own: a suite that hangs, or takes more memory than it may, ends alone and says nothing.

Its answers are the same; what differs is that the night goes on without it, and that the seconds which importing it takes pass while
the source is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import pandas as pd

from fscp_readiness.apart import Job, NotDone, Why, done, hire
from fscp_readiness.settings.service import Limits

from . import expectations
from .expectations import Ran, SuiteEnded, Wanted

NAME: Final = "suites"
READY: Final = ("fscp_readiness.findings.expectations:ready",)


class Run(Protocol):
    """Runs native expectations on one frame, as expectations.run."""

    def __call__(self, frame: pd.DataFrame, wanted: Sequence[Wanted], *, places: bool = False) -> list[Ran]: ...


def get_ready() -> None:
    """Have the process begin, while there is nothing to check yet."""
    hire(NAME, *READY)


def apart(limits: Limits, name: str = NAME) -> Run:
    """expectations.run in the process of that name.

    It raises SuiteEnded, which names the limit; or, as that does, for a suite that failed.
    """

    def run(frame: pd.DataFrame, wanted: Sequence[Wanted], *, places: bool = False) -> list[Ran]:
        if not wanted:
            return []
        columns = {str(one.arguments["column"]) for one in wanted if "column" in one.arguments}
        needed = frame[[name for name in frame if name in columns]] if len(columns) and len(frame) else frame
        try:
            ran: list[Ran] = done(Job(_run, (needed, tuple(wanted), places), limits.suite_seconds, limits.suite_megabytes), name)
        except NotDone as problem:
            raise _explained(problem, limits) from None
        return ran

    return run


def _run(frame: pd.DataFrame, wanted: Sequence[Wanted], places: bool) -> list[Ran]:
    return expectations.run(frame, wanted, places=places)


def _explained(problem: NotDone, limits: Limits) -> SuiteEnded:
    code, why = {
        Why.HUNG: ("CHK-133", f"took longer than the {limits.suite_seconds} seconds it may take"),
        Why.MEMORY: ("CHK-134", f"needed more than the {limits.suite_megabytes:,} MB it may take"),
        Why.ENDED: ("CHK-106", f"was ended from outside ({problem.kind})"),
        Why.RAISED: ("CHK-02", f"failed ({problem.kind})"),
    }[problem.why]
    return SuiteEnded(f"The check could not run: it {why}. It says nothing about any child. [{code}]", problem.record)
