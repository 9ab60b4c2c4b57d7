"""The processes of this one that work for it, kept warm from one piece of work to the next, and several pieces of work at once."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from .child import Child, Job, NotDone, Why
from .told import told_of

Given = TypeVar("Given")
_ours: dict[str, Child] = {}
_one_at_a_time = threading.Lock()
_at_home: list[bool] = []


@contextmanager
def here() -> Iterator[None]:
    """While it lasts all work is done in this process, without limits: to look closely at what goes wrong, or to replace a part of it."""
    _at_home.append(True)
    try:
        yield
    finally:
        _at_home.pop()


def hire(name: str, *ready: str) -> Child:
    """The process of that name; it ends with this one. ``ready``: what it does already while nobody waits, as Child.warm."""
    with _one_at_a_time:
        if name not in _ours:
            _ours[name] = Child()
        if ready and not _at_home:
            _ours[name].warm(*ready)
        return _ours[name]


def all_done(jobs: Sequence[Job], names: Sequence[str]) -> list[Any | NotDone]:
    """Have every job done by the processes of these names, as many at once; in the order of the jobs, what each gave or why it did not.

    Jobs are begun in the order in which they are given: put the longest first.
    """
    if _at_home:
        return [_here(job) for job in jobs]
    free = [hire(name) for name in names]

    def one(job: Job) -> Any | NotDone:  # noqa: ANN401 - whatever the job gives
        with _one_at_a_time:
            child = free.pop(0)
        try:
            return child.do(job)
        except NotDone as problem:
            return problem
        finally:
            with _one_at_a_time:
                free.append(child)

    with ThreadPoolExecutor(max_workers=len(names)) as hands:
        return list(hands.map(one, jobs))


def done(job: Job, name: str) -> Any:  # noqa: ANN401 - whatever the job gives
    """Have one job done by the process of that name. Raises NotDone."""
    answer = all_done([job], [name])[0]
    if isinstance(answer, NotDone):
        raise answer
    return answer


def meanwhile(work: Callable[[], Given]) -> Callable[[], Given]:
    """Begin work that other processes do most of, and go on; whoever calls what this gives waits for it, and has what it raised raised."""
    if _at_home:
        given = work()
        return lambda: given
    hand = ThreadPoolExecutor(max_workers=1)
    begun = hand.submit(work)
    hand.shutdown(wait=False)
    return begun.result


def _here(job: Job) -> Any | NotDone:  # noqa: ANN401 - whatever the job gives
    try:
        return job.function(*job.arguments)
    except Exception as problem:
        return NotDone(Why.MEMORY if isinstance(problem, MemoryError) else Why.RAISED, *told_of(problem))


@atexit.register
def _let_go() -> None:
    for child in _ours.values():
        child.end()


def _forked() -> None:
    """In a fork of this process: those that work for the other are not ours to ask or to end."""
    global _ours, _one_at_a_time
    _the_others.append(_ours)
    _ours, _one_at_a_time = {}, threading.Lock()


_the_others: list[dict[str, Child]] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
