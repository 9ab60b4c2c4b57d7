"""What a process apart can be asked to do in a test, by name."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import NoReturn

VALUE = "Zephaniah Quill"
"""What stands in a failure's own words, and must stand nowhere else."""


def twice(number: int) -> int:
    sys.stdout.write("a library says something\n")
    sys.stdout.flush()
    return 2 * number


def pid() -> int:
    return os.getpid()


def hang(mark: object = None, *_: object) -> None:
    if isinstance(mark, str):
        Path(mark).write_text(str(os.getpid()))
    threading.Event().wait(600)


def killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def gluttonous(*_: object) -> int:
    return len(bytearray(8 * 1024**3))


def fails(*_: object) -> NoReturn:
    raise KeyError(VALUE)


class Coded(ValueError):
    code = "XXX-01"


def says_why() -> NoReturn:
    raise Coded("The page has no words. [XXX-01]")


def drawn(*_: object) -> bytes:
    return b"%PDF drawn"


def wrong_template(*_: object) -> str:
    from fscp_readiness.packs.templates import draw

    return draw("leadership/clinics.html.j2", view=None)
