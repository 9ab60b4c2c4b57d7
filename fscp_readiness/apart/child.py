"""One process that works for this one: what it is given, how it may end, and what is known when it ends badly.

It is started once and stays warm, because importing what draws takes seconds. It is not a fork: a fork of a process with threads can
stand still for ever. What comes back when work fails is a code, a kind and a place; the failure's own words may hold values, and travel
in ``record`` alone, which goes nowhere but into an encrypted crash file.
"""

from __future__ import annotations

import os
import pickle  # noqa: TID251  between two processes of ours, over a pipe: nothing pickled is kept
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from . import wire


class Why(StrEnum):
    """How work ended that was not done."""

    HUNG = "hung"
    MEMORY = "memory"
    ENDED = "ended"
    RAISED = "raised"


@dataclass(frozen=True)
class Job:
    """A function of a module and what it is called with; both must survive pickling. Memory is the process's own, in megabytes."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float
    megabytes: int


class NotDone(RuntimeError):
    """Work that did not come back. Its words hold no value of any record.

    why     how it ended
    kind    the kind of error, where it raised one; its signal, where it was ended
    code    the code of one of our own errors, or blank
    said    that error's sentence, or blank
    record  the whole traceback, values and all: for a crash file only
    """

    def __init__(self, why: Why, kind: str = "", code: str = "", said: str = "", record: str = "") -> None:
        super().__init__(f"Work in a process of its own was not done ({why}{f', {kind}' if kind else ''}).")
        self.why, self.kind, self.code, self.said, self.record = why, kind, code, said, record


class Child:
    """A process for one piece of work after another, begun when it is first needed and again after each that ended badly.

    It ends with this process, however that ends: it holds the other end of its standard input, and each piece of work has an alarm clock
    of its own. With nothing to do for ten minutes it goes by itself.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def warm(self, *ready: str) -> None:
        """Begin it, and have it import and call what it will need (``module`` or ``module:function``) while this process goes on.

        Once a process; whatever goes wrong shows when there is work.
        """
        if self._process is not None and self._process.poll() is None:
            return
        try:
            wire.send(self._started().stdin, pickle.dumps(("warm", ready)))
        except OSError:
            self.end()

    def do(self, job: Job) -> Any:  # noqa: ANN401 - whatever the function gives
        """Have a piece of work done, and give what it gave. Raises NotDone."""
        told = pickle.dumps(("do", job.function, job.arguments, job.seconds, job.megabytes), protocol=pickle.HIGHEST_PROTOCOL)
        answer = self._asked(told, job.seconds) or self._asked(told, job.seconds)
        if answer is None:
            raise NotDone(Why.ENDED, "exit 0")
        kind, *rest = pickle.loads(answer)  # noqa: S301  our own child's, over a pipe that nobody else holds
        if kind == "done":
            return rest[0]
        why, *rest = rest
        raise NotDone(Why(why), *rest)

    def end(self) -> None:
        """End it now."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    pass

    def _asked(self, told: bytes, seconds: float) -> bytes | None:
        """The answer; None where it had gone by itself just then."""
        process = self._started()
        late = threading.Event()

        def out_of_time() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(seconds, out_of_time)
        clock.daemon = True
        clock.start()
        try:
            try:
                wire.send(process.stdin, told)
                return wire.receive(process.stdout)
            except (OSError, EOFError):
                code = process.wait()
        finally:
            clock.cancel()
        self.end()
        if late.is_set() or code == -wire.ALARM:
            raise NotDone(Why.HUNG)
        if code == 0:
            return None
        raise NotDone(Why.ENDED, f"signal {-code}" if code < 0 else f"exit {code}")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.end()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "fscp_readiness.apart.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a library's last words may hold values
                env={**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)},
            )
        return self._process
