"""A child process that is killed, with no chance to tidy up, before the so-manieth thing it does to a disk or a database."""

from __future__ import annotations

import itertools
import os
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Engine, event

from fscp_readiness.history import disk

_DISK = ("write", "replace", "move_folder", "exchange_folders", "settle", "settle_folder", "keep_to_owner", "remove")


def killed_at(number: int, act: Callable[[], object]) -> bool:
    """Do ``act`` in a child that is killed (SIGKILL) before its boundary of that number. False when it had fewer and ended by itself.

    A boundary is a statement that changes something, a commit, a step on the disk, and the middle of each file that is written.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 and later warn of any fork beside a thread
        child = os.fork()
    if child == 0:
        try:
            _die_at(number)
            act()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "what should have been killed failed by itself; its traceback is above"
    return False


def boundaries(act: Callable[[], object]) -> int:
    """How many boundaries ``act`` has; it is done, in a child."""
    reads, writes = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            passed = _die_at(-1)
            act()
            os.write(writes, str(next(passed)).encode())
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as told:
        number = int(told.read() or b"-1")
    os.waitpid(child, 0)
    assert number >= 0, "it failed by itself; its traceback is above"
    return number


def _die_at(number: int) -> Iterator[int]:
    passed = itertools.count()

    def boundary(*_: object) -> None:
        if next(passed) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(connection: object, cursor: object, said: str, *_: object) -> None:
        if not said.lstrip().startswith(("SELECT", "PRAGMA")):
            boundary()

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", boundary)
    for name in _DISK:
        setattr(disk, name, _before(boundary, getattr(disk, name)))
    whole = disk.write

    def write(path: Any, content: bytes) -> None:
        half = len(content) // 2
        whole(path, content[:half])
        boundary()
        whole(path, content)

    disk.write = write
    return passed


def _before(boundary: Callable[[], None], act: Callable[..., object]) -> Callable[..., object]:
    def acts(*told: object) -> object:
        boundary()
        return act(*told)

    return acts
