"""The few things done to a disk, each so that a crash or a power cut leaves either the old or the new, never half.

Everything that publishes or remembers writes through here, and through nothing else: one place to break in a test, one place to trust.
Folders are made for their owner alone (0700) and files too (0600); access for readers is given by the council, folder by folder.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

OWNER_ONLY_FOLDER = 0o700
OWNER_ONLY_FILE = 0o600
_SHARING_VIOLATION_WAITS = (0.05, 0.1, 0.2, 0.5, 1.0)
_NOT_OURS = 0o077
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of linux/fs.h

FULL: Final = ("the disk is full", 109)
FAILED: Final = ("the disk failed", 111)
CLOSED: Final = ("this account may not write there", 110)
_WHY: Final = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: ("the disk quota is used up", 109),
    errno.EROFS: ("the disk may only be read", 110),
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
    errno.EIO: FAILED,
    errno.ENOTDIR: ("a file stands where a folder must be", 110),
    errno.ENAMETOOLONG: ("a name is too long for this disk", 112),
}


def why(problem: OSError) -> tuple[str, int] | None:
    """Why the disk would not, in a reader's words, and the number its codes end with; None when it is not the disk that said no."""
    return _WHY.get(problem.errno or 0)


def make_folder(path: Path) -> None:
    """Make one folder and any that are missing above it; what is there already is left as it is. Raises OSError."""
    if path.is_dir():
        return
    if not path.parent.is_dir():
        make_folder(path.parent)
    os.mkdir(path, OWNER_ONLY_FOLDER)


def write(path: Path, content: bytes) -> None:
    """Write a file that nobody reads yet, and see it onto the disk. Raises OSError, and may then leave part of a file."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), OWNER_ONLY_FILE)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place of the one that readers have: they see the old or the new. Raises OSError, and then the old one stands."""
    beside = path.with_name(f".{path.name}.new")
    write(beside, content)
    replace(beside, path)


def replace(path: Path, target: Path) -> None:
    """Rename over what is there, durably. On Windows a reader may hold the old file for a moment, so it is tried again."""
    _patiently(lambda: os.replace(path, target))
    settle_folder(target.parent)


def move_folder(path: Path, target: Path) -> None:
    """Rename a folder to a name that is free, durably on both sides. Raises OSError when the name is taken."""
    _patiently(lambda: os.rename(path, target))
    settle_folder(target.parent)
    if path.parent != target.parent:
        settle_folder(path.parent)


def exchange_folders(path: Path, target: Path) -> None:
    """Two folders take each other's names at once, durably: whoever looks, and a kill at any moment, finds a whole folder under both.

    Where the system cannot (Windows, some network shares) the target is moved aside first, so for a moment nothing has its name.
    """
    if not _exchanged(path, target):
        aside = path.with_name(f"aside-{target.name}")
        move_folder(target, aside)
        move_folder(path, target)
        move_folder(aside, path)
    settle_folder(target.parent)
    settle_folder(path.parent)


def _exchanged(path: Path, target: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE; False where there is none. Raises OSError where the disk says no."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        return False
    if call(_HERE, os.fsencode(path), _HERE, os.fsencode(target), _EXCHANGE) == 0:
        return True
    problem = ctypes.get_errno()
    if problem in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(problem, os.strerror(problem))


def settle(path: Path) -> None:
    """See a file that something else wrote onto the disk, and keep it for its owner alone."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    keep_to_owner(path)


def settle_folder(path: Path) -> None:
    """See a folder's list of names onto the disk (POSIX; Windows does it with the file)."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_to_owner(path: Path) -> None:
    """Take a folder or file that is there already away from everybody but its owner."""
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & _NOT_OURS:
        os.chmod(path, OWNER_ONLY_FOLDER if path.is_dir() else OWNER_ONLY_FILE)


def remove(path: Path) -> None:
    """Take away one file, or nothing when it is not there."""
    if path.exists() or path.is_symlink():
        os.unlink(path)
        settle_folder(path.parent)


def remove_folder(path: Path) -> None:
    """Take away a folder and what is in it; links are taken away, never followed. Nothing when it is not there."""
    if path.is_symlink() or path.is_file():
        os.unlink(path)
        return
    if not path.is_dir():
        return
    for entry in sorted(path.iterdir()):
        remove_folder(entry)
    os.rmdir(path)


def _patiently(act: Callable[[], None]) -> None:
    if os.name != "nt":
        act()
        return
    for wait in _SHARING_VIOLATION_WAITS:
        try:
            act()
            return
        except PermissionError:
            time.sleep(wait)  # noqa: TID251  Windows alone: a virus scanner or a reader has the file for a moment
    act()
