"""A machine that counts what a night does to it, and dies, or says no, at the nth thing.

What counts: every file made, every write, fsync, rename, removal and new folder under the council's folder, every statement that changes
SQLite with every begin and commit, the opening and closing of its file, and the start of every child process. It is all seen at the
``os`` and ``sqlite3`` modules, whoever calls them, so that a new writer is counted without a word here.
"""

from __future__ import annotations

import builtins
import io
import multiprocessing.process
import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NoReturn

import pytest

BEFORE, HALFWAY, AFTER = "before", "halfway through", "after"
SERVER = "server"
"""Not the night is killed at the point, but the scheduler's server; the night goes on as it can."""
HANDLES = ("write", "fsync", "fdatasync", "ftruncate", "sendfile", "copy_file_range")
PATHS = ("mkdir", "replace", "rename", "unlink", "remove", "rmdir", "chmod", "link", "symlink", "truncate")
MAKES = os.O_CREAT | os.O_TRUNC
UNWATCHED = re.compile(r"\s*(SELECT|EXPLAIN|BEGIN\s*$|PRAGMA\s+(?!journal_mode|wal_checkpoint))", re.IGNORECASE)
"""What changes nothing: reading, and the beginning of a transaction that may only read."""

WROTE = re.compile(r"\s*((?:INSERT INTO|INSERT OR \w+ INTO|DELETE FROM|UPDATE|CREATE \w+(?: IF NOT EXISTS)?|PRAGMA)\s+\w+|\w+(?: \w+)?)")

SAID_NO = {
    "ENOSPC": (28, sqlite3.SQLITE_FULL, "database or disk is full"),
    "EIO": (5, sqlite3.SQLITE_IOERR, "disk I/O error"),
    "EACCES": (13, sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
}
"""What a disk says, and what SQLite makes of it."""


@dataclass(frozen=True)
class Point:
    """One thing a night does: the nth of a phase (``open``, a step's name, ``close``)."""

    phase: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.what} ({self.phase} {self.number})"


@dataclass(frozen=True)
class Trouble:
    """What happens at a point: a kill (``when``), or a disk that says no (``says``: a key of SAID_NO)."""

    point: Point
    when: str = BEFORE
    says: str = ""

    def __str__(self) -> str:
        if self.when == SERVER:
            return f"the server killed at {self.point}"
        return f"{self.says} at {self.point}" if self.says else f"killed {self.when} {self.point}"


class AnotherPoint(BaseException):
    """The night did something else at this point than when its points were counted: the harness cannot be believed."""


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


@dataclass
class Machine:
    """Watches one folder while it is installed (``watched``)."""

    folder: str
    trouble: Trouble | None = None
    phase: str = ""
    points: list[Point] = field(default_factory=list)
    struck: bool = False
    names: dict[int, str] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    inside: int = 0
    kill_server: Callable[[], None] = die

    def enter(self, phase: str) -> None:
        self.phase = phase

    def mark(self, what: str) -> None:
        """A point at which nothing is done."""
        self.act(what, lambda: None)

    def act(self, what: str, real: Callable[[], object], half: Callable[[], object] | None = None, sqlite: bool = False) -> object:
        """Do it, unless this is where the trouble is."""
        if self.inside or not self.phase:
            return real()
        number = self.done[self.phase] = self.done.get(self.phase, 0) + 1
        point = Point(self.phase, number, what)
        self.points.append(point)
        trouble = self.trouble
        here = trouble is not None and (trouble.point.phase, trouble.point.number) == (self.phase, number)
        if here:
            if trouble.point != point:
                raise AnotherPoint(f"{point} where {trouble.point} was counted")
            self.struck = True
            if trouble.says:
                raise refusal(trouble.says, sqlite)
            if trouble.when == SERVER:
                self.kill_server()
                return real()
            if trouble.when == HALFWAY and half is not None:
                half()
            if trouble.when != AFTER:
                die()
        self.inside += 1
        try:
            result = real()
        finally:
            self.inside -= 1
        if here:
            die()
        return result

    def named(self, path: object, beside: int | None = None) -> str | None:
        """The path as a point calls it, or None when it is not of the watched folder. beside: a folder's handle it is relative to."""
        if isinstance(path, int):
            return self.names.get(path)
        if beside is not None:
            return f"{self.names[beside]}/{os.fsdecode(path)}" if beside in self.names else None
        try:
            full = os.path.abspath(os.fsdecode(path))
        except TypeError:
            return None
        return os.path.relpath(full, self.folder) if full == self.folder or full.startswith(self.folder + os.sep) else None


def refusal(says: str, sqlite: bool) -> Exception:
    """What the disk, or SQLite for it, raises."""
    number, code, words = SAID_NO[says]
    if not sqlite:
        return OSError(number, os.strerror(number))
    problem = sqlite3.OperationalError(words)
    problem.sqlite_errorcode, problem.sqlite_errorname = code, words
    return problem


@contextmanager
def watched(machine: Machine, fsync: bool = False) -> Iterator[Machine]:
    """While it lasts, what is done to the machine's folder is counted. fsync: really do it (a kill does not lose what was not)."""
    with pytest.MonkeyPatch.context() as patched:
        for name in HANDLES:
            if hasattr(os, name):
                patched.setattr(os, name, _on_handle(machine, name, getattr(os, name), fsync))
        for name in PATHS:
            patched.setattr(os, name, _on_path(machine, name, getattr(os, name)))
        patched.setattr(os, "open", _os_open(machine, os.open))
        patched.setattr(os, "close", _os_close(machine, os.close))
        opened = _open(machine, io.open)
        patched.setattr(io, "open", opened)
        patched.setattr(builtins, "open", opened)
        for owner, name in (
            (os, "fork"), (os, "posix_spawn"), (subprocess.Popen, "__init__"), (multiprocessing.process.BaseProcess, "start"),
        ):  # fmt: skip
            patched.setattr(owner, name, _child(machine, getattr(owner, name)))
        connect = _connect(machine, sqlite3.connect)
        patched.setattr(sqlite3, "connect", connect)
        patched.setattr(sqlite3.dbapi2, "connect", connect)
        yield machine


def _on_handle(machine: Machine, name: str, real: Callable[..., object], fsync: bool) -> Callable[..., object]:
    def act(handle: int, *more: object, **words: object) -> object:
        of = machine.named(handle)
        if of is None:
            return real(handle, *more, **words)
        if "sync" in name and not fsync:
            return machine.act(f"{name} of {of}", lambda: None)
        half = (lambda: real(handle, bytes(more[0])[: len(more[0]) // 2])) if name == "write" else None
        return machine.act(f"{name} of {of}", lambda: real(handle, *more, **words), half)

    return act


def _on_path(machine: Machine, name: str, real: Callable[..., object]) -> Callable[..., object]:
    def act(path: object, *more: object, **words: object) -> object:
        of = machine.named(path, words.get("dir_fd"))
        if of is None:
            return real(path, *more, **words)
        to = f" to {machine.named(more[0])}" if name in ("replace", "rename", "link") and more else ""
        return machine.act(f"{name} of {of}{to}", lambda: real(path, *more, **words))

    return act


def _os_open(machine: Machine, real: Callable[..., int]) -> Callable[..., int]:
    def act(path: object, flags: int, *more: object, **words: object) -> int:
        of = machine.named(path, words.get("dir_fd"))
        if of is None:
            return real(path, flags, *more, **words)
        makes = flags & MAKES and not machine.inside
        handle = machine.act(f"making of {of}", lambda: real(path, flags, *more, **words)) if makes else real(path, flags, *more, **words)
        machine.names[handle] = of
        return handle

    return act


def _os_close(machine: Machine, real: Callable[[int], None]) -> Callable[[int], None]:
    def act(handle: int) -> None:
        machine.names.pop(handle, None)
        real(handle)

    return act


def _open(machine: Machine, real: Callable[..., object]) -> Callable[..., object]:
    def act(file: object, mode: str = "r", *more: object, **words: object) -> object:
        of = None if isinstance(file, int) else machine.named(file)
        if of is None or not set(mode) & set("wax+"):
            return real(file, mode, *more, **words)
        return machine.act(f"open of {of} for writing", lambda: real(file, mode, *more, **words))

    return act


def _child(machine: Machine, real: Callable[..., object]) -> Callable[..., object]:
    def act(*what: object, **words: object) -> object:
        return machine.act("start of a child process", lambda: real(*what, **words))

    return act


def _connect(machine: Machine, real: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, *more: object) -> object:
            run = super().execute
            return self._act(sql, lambda: run(sql, *more))

        def executemany(self, sql: str, rows: object) -> object:
            run, every = super().executemany, list(rows)
            return self._act(sql, lambda: run(sql, every), lambda: run(sql, every[: len(every) // 2]))

        def executescript(self, sql: str) -> object:
            run = super().executescript
            return self._act(sql, lambda: run(sql))

        def _act(self, sql: str, run: Callable[[], object], half: Callable[[], object] | None = None) -> object:
            if UNWATCHED.match(sql):
                return run()
            self.connection.wrote = True
            return machine.act(f"{' '.join(WROTE.match(sql)[1].split())} in {self.connection.of}", run, half, sqlite=True)

    class Connection(sqlite3.Connection):
        of: str
        wrote = False

        def execute(self, *what: object) -> object:
            return self.cursor().execute(*what)

        def executemany(self, *what: object) -> object:
            return self.cursor().executemany(*what)

        def executescript(self, *what: object) -> object:
            return self.cursor().executescript(*what)

        def cursor(self, factory: type[sqlite3.Cursor] = Cursor) -> sqlite3.Cursor:
            return super().cursor(factory)

        def commit(self) -> None:
            self._end("commit", super().commit)

        def rollback(self) -> None:
            self._end("rollback", super().rollback)

        def _end(self, how: str, run: Callable[[], None]) -> None:
            if self.in_transaction and self.wrote:
                machine.act(f"{how} in {self.of}", run, sqlite=True)
            else:
                run()
            self.wrote = self.in_transaction

        def close(self) -> None:
            run = super().close
            machine.act(f"close of {self.of}", run, sqlite=True)

        def backup(self, *what: object, **words: object) -> None:
            run = super().backup
            machine.act(f"backup of {self.of}", lambda: run(*what, **words), sqlite=True)

    def connect(database: object, *more: object, **words: object) -> sqlite3.Connection:
        of = machine.named(str(database).removeprefix("file:").partition("?")[0] if isinstance(database, str) else database)
        if of is None:
            return real(database, *more, **words)

        def opened() -> sqlite3.Connection:
            connection = real(database, *more, **{"factory": Connection, **words})
            connection.of = of
            return connection

        return machine.act(f"opening of {of}", opened, sqlite=True)

    return connect
