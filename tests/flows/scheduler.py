"""A real Prefect server and a process worker on loopback, in a home of their own; ended by their process numbers."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
POOL = "fscp-readiness"
LONGEST = 240.0
ENDED = {"COMPLETED", "FAILED", "CANCELLED", "CRASHED"}


class Scheduler:
    """A server, and a worker once it is asked for. Use it in a ``with``: whatever it started ends there.

    home      PREFECT_HOME: the database, and what the server and the worker said
    database  another database of Prefect's own; blank: SQLite's in ``home``
    more      environment of the worker and of ``prefect deploy``
    """

    def __init__(self, home: Path, database: str = "", **more: str) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.api = f"http://127.0.0.1:{self.port}/api"
        self.environment = {
            **os.environ,
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": self.api,
            "PYTHONPATH": f"{home}{os.pathsep}{ROOT}",
            **more,
        }
        self.environment.pop("PREFECT_SERVER_DATABASE_CONNECTION_URL", None)
        if database:
            self.environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = database
        self.stack = ExitStack()

    def __enter__(self) -> Scheduler:
        with self.stack:
            self.serve()
            self.stack = self.stack.pop_all()
        return self

    def serve(self) -> None:
        """Start the server and wait until it answers. After it was killed: another one, at the same address."""
        self.server = self._start("server", "start", "--host", "127.0.0.1", "--port", str(self.port), "--no-ui")
        until = time.monotonic() + LONGEST
        while not self.answers():
            assert self.server.poll() is None and time.monotonic() < until, self.said("server")
            threading.Event().wait(0.2)

    def __exit__(self, *error: object) -> None:
        self.stack.close()

    def prefect(self, *arguments: str) -> str:
        """One command of Prefect's own; gives what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
            cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LONGEST, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def work(self) -> subprocess.Popen[bytes]:
        """Start a worker, which makes its pool where it is not there (``prefect work-pool create`` would ask the network for its kinds)."""
        return self._start("worker", "start", "--pool", POOL, "--type", "process")

    def with_its_pool(self) -> None:
        """Wait until the worker has made its pool."""
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            try:
                self.ask(f"/work_pools/{POOL}")
            except urllib.error.HTTPError:
                threading.Event().wait(0.2)
            else:
                return
        raise AssertionError(self.said("worker"))

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """One question to the server's API."""
        sent = json.dumps(body).encode() if body is not None else None
        question = urllib.request.Request(self.api + path, data=sent, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(question, timeout=30) as answer:
            return json.load(answer)

    def ended(self, runs: list[str]) -> list[str]:
        """Wait until these runs have ended; gives how."""
        until = time.monotonic() + LONGEST
        while True:
            states = [self.ask(f"/flow_runs/{run}")["state_type"] for run in runs]
            if set(states) <= ENDED:
                return states
            assert time.monotonic() < until, (states, self.said("worker"))
            threading.Event().wait(0.5)

    def said(self, who: str) -> str:
        return (self.home / f"{who}.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def _start(self, who: str, *arguments: str) -> subprocess.Popen[bytes]:
        log = self.stack.enter_context((self.home / f"{who}.log").open("ab"))
        started = subprocess.Popen(
            [sys.executable, "-m", "prefect", who, *arguments],
            cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.stack.callback(_end, started)
        return started

    def answers(self) -> bool:
        try:
            return self.ask("/health") is True
        except OSError:
            return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=30)
