"""The folder where a council's nights are remembered: its key, its lock, and on what kind of disk it may lie."""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import disk

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

KEY_FILE = "key.json"
NEXT_KEY = "key.next.json"
"""Beside the key only while it is being changed."""
LOCK_FILE = "lock"
HISTORY_FILE = "history.sqlite"
SWITCH_FILE = "store.json"
BACKUPS = "backups"
KEYED = (HISTORY_FILE, SWITCH_FILE, BACKUPS)
"""What a state folder may hold that the key belongs to: beside any of them a missing key is never made again."""

DEMO_KEY = b"fscp-readiness demo: not secret!"
NETWORK_KINDS = frozenset(
    {"afs", "beegfs", "ceph", "cifs", "fuse.glusterfs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)


class StateRefused(ValueError):
    """A state folder that cannot be used: yours to fix, exit code 2."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


@contextmanager
def saying_why(what: str = "The state folder") -> Iterator[None]:
    """While it lasts, a disk that will not take files raises StateRefused, with a sentence, and no bare OSError."""
    try:
        yield
    except OSError as problem:
        reason = disk.why(problem)
        if reason is None:
            raise
        raise not_taken(what, reason, "STA") from None


def not_taken(what: str, why: tuple[str, int], family: str) -> StateRefused:
    """What is said when the disk would not take it. why: as disk.why"""
    return StateRefused(
        f"{what} cannot be used: {why[0]}. What was kept before stands, and so does the last whole pack. Put that right and run again.",
        f"{family}-{why[1]}",
    )


class AnotherRun(RuntimeError):
    """Another run holds the state folder: exit code 75, try again when it has ended."""

    exit_code = 75

    def __init__(self, pid: str, started: str) -> None:
        super().__init__(f"Another run ({pid}, {started}) is in progress. Nothing was changed; start again when it has ended. [STA-75]")
        self.pid, self.started = pid, started


@dataclass(frozen=True, repr=False)
class State:
    """One council's state folder, opened.

    folder  mode 700, on a disk of this machine
    key     32 bytes; with it flags are made. Never printed, never logged
    demo    the key is the demo's, fixed and known to everybody: it protects nothing, and pages say so
    """

    folder: Path
    key: bytes
    demo: bool

    def __repr__(self) -> str:
        return f"State({self.folder.name!r}, demo={self.demo})"


def default_folder(out: Path) -> Path:
    """Where history is kept when nothing else is said."""
    return out / ".state"


def open_state(folder: Path, *, demo: bool = False, mounts: str | None = None, make: bool = True) -> State:
    """Open the state folder, making it and its key the first time.

    demo    True: the fixed key, so that the demo's bytes are the same everywhere
    mounts  the machine's table of mounts; None reads it
    make    False: only a folder that holds its key already

    Raises StateRefused when the folder lies on a network share, holds a key that cannot be read, has lost its key, or (demo) is a real
    service's.
    """
    if kind := network_kind(folder, mounts):
        raise StateRefused(
            f"The state folder lies on a network share ({kind}), where locks and sudden stops are not safe. "
            "Give a folder on this machine's own disk with --state.",
            "STA-01",
        )
    kept = make or (folder / KEY_FILE).exists()
    if not kept or (not demo and not (folder / KEY_FILE).exists() and any((folder / name).exists() for name in KEYED)):
        raise StateRefused(
            f"There is no {KEY_FILE} in the state folder. A new key would open no backup and give every flag another name, so none was "
            f"made. Put the {KEY_FILE} that you keep elsewhere into the folder, or say with --state which folder it is.",
            "STA-04",
        )
    with saying_why():
        disk.make_folder(folder)
        disk.keep_to_owner(folder)
        key, is_demo = _key(folder / KEY_FILE, demo)
    if demo and not is_demo:
        raise StateRefused("This state folder belongs to a real service. Give the demo another folder with --out.", "STA-02")
    _opened[:] = [State(folder, key, is_demo)]
    return _opened[0]


_opened: list[State] = []


def last_opened() -> State | None:
    """The state folder that this process opened last: where a failure of its own is kept."""
    return _opened[0] if _opened else None


def none_opened() -> None:
    """Another service's work begins in this process: until its folder is opened, nothing of it is kept in the last one's."""
    _opened.clear()


def _key(path: Path, demo: bool) -> tuple[bytes, bool]:
    if not path.exists():
        with _held(path.parent, "to make the key"):
            if not path.exists():
                _make_key(path, demo)
    try:
        held = json.loads(path.read_bytes())
        key, is_demo = bytes.fromhex(held["key"]), bool(held["demo"])
    except (OSError, ValueError, KeyError, TypeError):
        key, is_demo = b"", False
    if len(key) != 32:
        raise StateRefused(
            f"{path.name} in the state folder cannot be read. A new key would give every flag another name, so none was made. "
            "Put the file back from the last backup.",
            "STA-03",
        )
    disk.keep_to_owner(path)
    return key, is_demo


def _make_key(path: Path, demo: bool) -> None:
    made = DEMO_KEY if demo else secrets.token_bytes(32)
    about = "secret: whoever has it can tell children from flags"
    if demo:
        about = "the demo's key: fixed, known to everybody, protects nothing"
    disk.write_whole(path, json.dumps({"about": about, "demo": demo, "key": made.hex()}, indent=2).encode() + b"\n")


@contextmanager
def locked(state: State, started: str) -> Iterator[None]:
    """Hold the state folder for one run. The lock goes with the process, however it ends.

    started  when this run started, as the next one should be told

    Raises AnotherRun, naming the process that holds it and when it started.
    """
    with _held(state.folder, started):
        yield


@contextmanager
def _held(folder: Path, started: str) -> Iterator[None]:
    path = folder / LOCK_FILE
    with saying_why():
        handle = os.open(path, os.O_RDWR | os.O_CREAT, disk.OWNER_ONLY_FILE)
    try:
        if not _take(handle):
            raise AnotherRun(*_holder(path))
        with saying_why():
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, json.dumps({"pid": os.getpid(), "started": started}).encode())
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, 1 << 30, os.SEEK_SET)  # a byte past the text, so that the text can still be read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(path: Path) -> tuple[str, str]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return f"process {int(held['pid'])}", f"started {held['started']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "process unknown", "started just now"


def network_kind(folder: Path, mounts: str | None = None) -> str:
    """What kind of network share a folder lies on, or nothing. The best that can be told from the table of mounts.

    mounts  text as in /proc/self/mounts; None reads it where there is one
    """
    where = str(folder.absolute())
    if where.startswith(("\\\\", "//")):
        return "network path"
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
    real = os.path.realpath(where)
    best, found = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), parts[1])
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, found = point, parts[2]
    return found if found in NETWORK_KINDS else ""
