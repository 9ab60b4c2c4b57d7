"""The nightly flow: extract, ask, count, judge, keep, publish.

Nothing personal reaches Prefect: its parameters are folders and a date, its states and logs hold counts and codes, and the tables stay
in one object that tasks are handed unseen. The source's address comes from the environment variable FSCP_SOURCE, because parameters are
stored in plain text. Run it at 02:30 London time, never between 01:00 and 01:59 (docs/how-to/run-every-night.md).
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from flows import quiet  # isort: skip  # must come before prefect

from prefect import flow, get_run_logger, runtime, task  # isort: skip
from prefect.client.schemas.objects import State, TaskRun
from prefect.states import Cancelled
from prefect.utilities.annotations import quote

from flows.boundary import code_of
from flows.folders import were_said
from flows.sudden_ends import close_runs_left_open, server_ends_with_its_run
from fscp_readiness.extracts.problems import WAITS, SourceProblem, worth_another_try
from fscp_readiness.history import AnotherRun
from fscp_readiness.night import Nightly, Request, say_why_there_is_no_pack
from fscp_readiness.night.clock import believe_the_clock
from fscp_readiness.night.telling import after_the_night
from fscp_readiness.settings.private import keep_private

server_ends_with_its_run()

LONDON = ZoneInfo("Europe/London")
_CODE = re.compile(r"\b[A-Z]{3,4}-\d+\b")


Work = tuple[Nightly, list[Exception]]
"""The night, and what stopped it: handed from task to task unseen by Prefect."""


class StoppedForAReason(RuntimeError):
    """What a failed night tells Prefect: a code, never a sentence with a value in it."""


@task(
    retries=len(WAITS),
    retry_delay_seconds=list(WAITS),
    retry_condition_fn=lambda _, run, state: _will_pass(run, state),
    persist_result=False,
)
def extract(work: Work) -> None:
    """Fill the tables from the source; tried again when the source does not answer."""
    _coded(work, Nightly.extract)


@task(persist_result=False)
def ask(work: Work) -> None:
    """Ask every standard of every record."""
    _coded(work, Nightly.ask)


@task(persist_result=False)
def count(work: Work) -> None:
    """Count the findings into measures."""
    _coded(work, Nightly.count)


@task(persist_result=False)
def judge(work: Work) -> None:
    """Lay the measures under the framework's judgements."""
    _coded(work, Nightly.judge)


@task(persist_result=False)
def keep(work: Work) -> None:
    """Remember the night: what it read, its flags and its figures."""
    _coded(work, Nightly.keep)


@task(persist_result=False)
def publish(work: Work) -> None:
    """Write the packs in a staging folder and move the pointer to them when they are whole."""
    _coded(work, Nightly.publish)


@flow(name="nightly", persist_result=False)
def nightly(as_at: str = "auto", out: str = "out", config: str = "", state: str = "") -> str | State[str]:
    """Tonight's pack. ``as_at``: the last complete day as YYYY-MM-DD, or auto (yesterday in London). Gives the run's id.

    Where another run of the folder is at work, this one is cancelled and has changed nothing: the lock decides, no place of Prefect's
    (docs/adr/0025-the-lock-decides-and-no-place-of-prefects.md).
    """
    keep_private()
    were_said(out, state, config)
    request = Request(
        source=os.environ.get("FSCP_SOURCE", ""),
        as_at=_last_complete_day() if as_at == "auto" else dt.date.fromisoformat(as_at),
        by_the_clock=as_at == "auto",
        out=Path(out),
        config=Path(config) if config else None,
        state=Path(state) if state else None,
    )
    problems: list[Exception] = []
    try:
        run = _night(Nightly(request), problems)
    except AnotherRun:
        return Cancelled(message="Another run of this folder is at work. Nothing was changed. [STA-75]")
    except Exception as problem:
        why = problems[-1] if problems else problem
        say_why_there_is_no_pack(request, why)
        _tell_people(request, why)
        if problems or hasattr(problem, "exit_code"):
            raise
        raise StoppedForAReason(code_of(problem)) from None
    _tell_people(request)
    return run


def _tell_people(request: Request, problem: Exception | None = None) -> None:
    """Whoever is to be told is; what did not go as it should is logged by its code alone."""
    for sentence in after_the_night(request, dt.datetime.now(LONDON), problem):
        get_run_logger().warning("Telling people: %s", " ".join(_CODE.findall(sentence)) or "OUR-01")


def _night(night: Nightly, problems: list[Exception]) -> str:
    """The whole night, a task a step. ``problems``: takes what stopped it, which Prefect is not told."""
    logger = get_run_logger()
    with night.alone():
        believe_the_clock(night)
        _close_runs_left_open(night.state.folder)
        unseen = cast(Work, quote((night, problems)))  # quoted: Prefect hands them on unseen
        if not night.is_done():
            extract(unseen)
            for step in () if night.is_published() else (ask, count, judge, keep, publish):
                step(unseen)
                logger.info("%s: %s", step.name, night.counts())
        for sentence in (*getattr(night, "beyond", ()), *night.not_drawn):
            logger.warning(sentence)
    return night.published().run


def _close_runs_left_open(state: Path) -> None:
    """A run of this folder that was killed is called running still. It is closed; where that fails, the night goes on all the same."""
    logger = get_run_logger()
    try:
        same = {name: runtime.flow_run.parameters[name] for name in ("out", "state")}
        closed = close_runs_left_open("nightly", same, state, dt.datetime.now(LONDON))
    except Exception as problem:
        logger.warning("Earlier runs could not be looked at (%s). The night goes on. [FLOW-129]", type(problem).__name__)
        return
    if closed:
        logger.warning("%s earlier runs had ended without a word and are closed as crashed. The night goes on. [FLOW-129]", closed)


def _last_complete_day() -> dt.date:
    return dt.datetime.now(LONDON).date() - dt.timedelta(days=1)


def _coded(work: Work, step: Callable[[Nightly], None]) -> None:
    """Run a step; let nothing out of it but a code. What stopped it is kept for the page that readers find."""
    night, problems = work
    try:
        step(night)
    except SourceProblem as problem:
        problems.append(problem)
        raise StoppedForAReason(problem.code) from None
    except Exception as problem:
        problems.append(problem)
        raise StoppedForAReason(code_of(problem)) from None


def _will_pass(run: TaskRun, state: State) -> bool:
    code = _CODE.search(state.message or "")
    return code is not None and worth_another_try(code[0], run.run_count)


__all__ = ["nightly", "quiet"]

if __name__ == "__main__":
    nightly()
