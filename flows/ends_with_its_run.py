"""What the scheduler's temporary server is started through: a program that ends when the run that started it does, however that ends.

A run that is killed can stop nothing. It holds the other end of this program's standard input, and the system closes that with it.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading

SECONDS_TO_CLOSE = 5.0


def _when_the_run_has_ended() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(SECONDS_TO_CLOSE)
    os._exit(1)


if __name__ == "__main__":
    sys.path[0] = ""  # as ``python -m`` has it
    _, _, module, *sys.argv[1:] = sys.argv
    threading.Thread(target=_when_the_run_has_ended, daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)
