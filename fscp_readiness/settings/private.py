"""What this program writes, only its own account may read; and its temporary files lie in a folder of its own that nothing outlives."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

PREFIX: Final = "fscp-readiness-"
_HELD: Final = ".held"
_ours: list[int] = []


def keep_private() -> None:
    """From now on this process, and each that it starts, makes files for their owner alone and has a temporary folder of its own (0700).

    The folders of runs that were killed are taken away first; its own goes when it ends. Where no folder can be made all stays as it is.
    Windows gives every account a temporary folder of its own, so there nothing is done.
    """
    if sys.platform == "win32":
        return
    import fcntl

    os.umask(0o077)
    if _ours:
        return
    try:
        _sweep(Path(tempfile.gettempdir()))
        folder = tempfile.mkdtemp(prefix=PREFIX)
        handle = os.open(Path(folder) / _HELD, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return
    _ours.append(handle)  # stays open, and so held, until this process ends
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def _sweep(beside: Path) -> None:
    """Take away the folders of this account that no living process holds."""
    if sys.platform == "win32":
        return
    import fcntl

    for folder in beside.glob(f"{PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.getuid() or not (folder / _HELD).is_file():
            continue
        handle = os.open(folder / _HELD, os.O_RDWR)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
        finally:
            os.close(handle)
