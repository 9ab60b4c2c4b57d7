"""What runs in the process apart: reads a piece of work, does it within its limits, and answers. ``python -m`` this; never import it.

Windows knows no limit on memory that a process can set itself, so there only the time is held; the task's own limit holds the rest.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle  # noqa: TID251  between two processes of ours, over a pipe: nothing pickled is kept
import queue
import signal
import sys
import threading
from typing import IO, Any

from fscp_readiness.apart import wire
from fscp_readiness.apart.told import told_of

IDLE_SECONDS = 600.0
"""After so long without work it goes: the next piece of work starts another."""
LATER = 5
"""Seconds after its deadline at which the process ends itself, where nobody is left to end it."""
MANY = 100_000
"""Objects that a piece of work may leave behind before they are looked through for what may go: a paper leaves more, a suite does not."""


def main() -> None:
    """Work until nobody is there to work for."""
    os.umask(0o077)
    told, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)  # what a library prints must not stand among the answers
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(told, waiting), daemon=True).start()
    gc.disable()  # looking for garbage while a paper is drawn takes a third of the time: it is taken out when the paper is handed over
    while True:
        try:
            content = waiting.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            os._exit(0)
        kind, *rest = _opened(content)  # here, one after the other: two threads that import the same modules meet half-made ones
        if kind == "warm":
            _warmed(*rest)
        else:
            wire.send(answers, _answered(*rest))
            if gc.get_count()[0] > MANY:
                gc.collect()


def _listen(told: IO[bytes], waiting: queue.SimpleQueue[bytes]) -> None:
    """Take in work as it comes. When the other end closes, there is nobody left to work for."""
    while True:
        try:
            waiting.put(wire.receive(told))
        except (EOFError, OSError):
            os._exit(0)


def _opened(content: bytes) -> tuple[Any, ...]:
    try:
        return tuple(pickle.loads(content))  # noqa: S301  from the process that started this one, over a pipe that nobody else holds
    except BaseException as problem:
        return ("do", _again, (problem,), 60, 0)


def _again(problem: BaseException) -> None:
    raise problem


def _warmed(ready: tuple[str, ...]) -> None:
    for each in ready:
        name, _, function = each.partition(":")
        try:
            module = importlib.import_module(name)
            if function:
                getattr(module, function)()
        except Exception:
            return  # the work itself will say so
    gc.freeze()


def _answered(function: Any, arguments: tuple[Any, ...], seconds: float, megabytes: int) -> bytes:  # noqa: ANN401
    try:
        _limited(megabytes)
        _alarm(int(seconds) + LATER)
        return pickle.dumps(("done", function(*arguments)), protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError as problem:
        return _not_done("memory", problem)
    except Exception as problem:
        return _not_done("raised", problem)
    finally:
        _alarm(0)
        _limited(0)


def _not_done(why: str, problem: BaseException) -> bytes:
    return pickle.dumps(("not done", why, *told_of(problem)))


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)  # left as the system has it: it ends the process, whatever that is doing


def _limited(megabytes: int) -> None:
    """How much the process may take in all; 0: no limit of its own."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1_048_576 if megabytes else most
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    main()
