"""Everything that the soak starts, on this machine alone: three PostgreSQL clusters, a Prefect server and a worker. It all ends with it.

The history's, the source's and Prefect's own database are each in a cluster of their own, so that each can fail alone.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from flows.automations import HOURS
from fscp_readiness.history import Store, open_state
from fscp_readiness.history.opening import open_history
from fscp_readiness.history.trail import published_heads
from fscp_readiness.packs.publish import FRESH, read_current
from fscp_readiness.settings.places import CONFIG
from tests.flows.scheduler import ENDED, ROOT, Scheduler
from tests.history.postgresql import Server
from tests.lived.sources import Held, Rows
from tests.soak.inside import GO_ON, HERE, TROUBLE

LONGEST = 150.0
SITE = """
import os, pathlib, runpy, sys
runpy.run_path({hook!r})
if "prefect.engine" in sys.orig_argv:
    from tests.soak.inside import begin
    begin(pathlib.Path({home!r}))
"""
DATABASE = """
database:
  marker: {table: which_one, column: kind, value: live}
  loaded_at: {table: load_log, column: finished}
  seconds_for_a_lock: 1
  seconds_a_query: 20
  seconds_to_connect: 3
"""


@dataclass
class Place:
    """The council's machine. ``history``, ``source``, ``prefects``: the clusters; ``runs``: every flow run that was asked for."""

    folder: Path
    history: Server
    source: Server
    prefects: Server
    scheduler: Scheduler
    worker: subprocess.Popen[bytes] | None = None
    deployment: str = ""
    runs: list[str] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def home(self) -> Path:
        return self.folder / "prefect"

    @property
    def config(self) -> Path:
        return self.folder / "config"

    def store(self) -> Store:
        """The history, opened as a night opens it."""
        state = open_state(self.state)
        return open_history(state, "the soak", "the soak", published_heads(self.out)[0])[0]

    def fresh_on(self, night: dt.date) -> bool:
        """Is the pack that readers are pointed at of that night, and fresh?"""
        current = read_current(self.out)
        return current is not None and current.as_at == night and current.state == FRESH

    def owner(self) -> psycopg.Connection[Any]:
        """A connection to the source of its owner's, who loads it."""
        return psycopg.connect(self.source.database("ssd"), autocommit=True)

    def load(self, held: Held, rows: Rows, at: str) -> None:
        """The source holds these rows from now on, and says when it was loaded."""
        with psycopg.connect(self.source.database("ssd")) as connection:
            for name, lines in rows.items():
                columns = held.columns[name]
                connection.execute(f"TRUNCATE {name}")  # noqa: S608 - our own names
                with connection.cursor().copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:  # noqa: S608
                    for line in lines:
                        copy.write_row([line.get(column) or None for column in columns])
            connection.execute("INSERT INTO load_log VALUES (%s)", [at])

    def trouble(self, **told: object) -> None:
        """What the next run meets. Nothing: an undisturbed one."""
        for name in (HERE, GO_ON):
            (self.home / name).unlink(missing_ok=True)
        (self.home / TROUBLE).write_text(json.dumps(told))

    def trigger(self, **parameters: str) -> str:
        """Ask for a run of the nightly; gives its id."""
        run = str(self.scheduler.ask(f"/deployments/{self.deployment}/create_flow_run", {"parameters": parameters})["id"])
        self.runs.append(run)
        return run

    def at_the_point(self, runs: list[str]) -> int:
        """Wait until a run has come to the point of its trouble; gives its process, or 0 where it ended before."""
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            if (self.home / HERE).exists() and (told := (self.home / HERE).read_text()):
                return int(told)
            if set(self.states(runs)) <= ENDED:
                return 0
            threading.Event().wait(0.1)
        raise AssertionError("no run came to its point in time")

    def go_on(self) -> None:
        (self.home / GO_ON).touch()

    def states(self, runs: list[str]) -> list[str]:
        return [str(self.scheduler.ask(f"/flow_runs/{run}")["state_type"]) for run in runs]

    def ended(self, runs: list[str], longest: float = LONGEST) -> list[str]:
        """Wait until these runs have ended, and no longer; gives how they stand."""
        until = time.monotonic() + longest
        while time.monotonic() < until:
            states = self.states(runs)
            if set(states) <= ENDED:
                return states
            threading.Event().wait(0.3)
        return self.states(runs)

    def kill_worker(self) -> None:
        """The worker and whatever it runs, with no chance to say so."""
        assert self.worker is not None
        for process in [self.worker.pid, *children(self.worker.pid)]:
            kill(process)
        self.worker.wait(30)

    def kill_scheduler(self) -> None:
        for process in [self.scheduler.server.pid, *children(self.scheduler.server.pid)]:
            kill(process)
        self.scheduler.server.wait(30)

    def tell(self, address: str, within: dt.timedelta = dt.timedelta(hours=HOURS)) -> None:
        """Make the two automations (flows/automations.py) on the server, with their messages sent here."""
        words = f"import datetime as dt; from flows.automations import make; make({address!r}, dt.timedelta(0, {within.total_seconds()}))"
        done = subprocess.run(
            [sys.executable, "-c", words],
            cwd=ROOT, env=self.scheduler.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def begin_work(self) -> None:
        self.worker = self.scheduler.work()


def kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


def children(process: int) -> list[int]:
    """Every process that this one started, and those that they did. Linux."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == process:
                found += [int(folder.name), *children(int(folder.name))]
    return found


@contextmanager
def made(folder: Path, held: Held) -> Iterator[Place]:
    """A machine on which nothing has run yet: the clusters, the server with the deployments, the worker."""
    with ExitStack() as stack:
        servers = [stack.enter_context(_ending(Server(*options))) for options in ((), ("log_statement=all", "log_line_prefix=%u@%d "), ())]
        for server in servers:
            server.start()
        history, source, prefects = servers
        _prepare(history, source, prefects, held)
        home = folder / "prefect"
        home.mkdir()
        hook = ROOT / "tests" / "supply" / "hook" / "sitecustomize.py"
        (home / "sitecustomize.py").write_text(SITE.format(hook=str(hook), home=str(home)), encoding="utf-8")
        shutil.copytree(CONFIG, folder / "config")
        (folder / "config" / "sources" / "soak.yaml").write_text(DATABASE, encoding="utf-8")
        os.environ["FSCP_STORE_URL"] = history.database("history", "history")
        scheduler = Scheduler(
            home,
            prefects.database("prefect", "prefect").replace("postgresql://", "postgresql+asyncpg://"),
            FSCP_SOURCE=source.database("ssd", "reader").replace("postgresql://", "postgresql+psycopg://"),
            FSCP_OUT=str(folder / "out"), FSCP_STATE=str(folder / "state"), FSCP_CONFIG=str(folder / "config"),
            FSCP_STORE_URL=history.database("history", "history"), READINESS_SOCKETS=str(folder / "sockets"),
            TMPDIR=str(_own(folder, "tmp")), PREFECT_WORKER_QUERY_SECONDS="1", PREFECT_SERVER_LOGGING_LEVEL="WARNING",
        )  # fmt: skip
        place = Place(folder, history, source, prefects, scheduler)
        stack.enter_context(scheduler)
        place.begin_work()
        scheduler.with_its_pool()
        scheduler.prefect("deploy", "--all")
        place.deployment = scheduler.ask("/deployments/name/nightly/nightly")["id"]
        yield place


def _own(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


@contextmanager
def _ending(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.end()


def _prepare(history: Server, source: Server, prefects: Server, held: Held) -> None:
    """The databases and logins, as docs/how-to/run-every-night.md has them made."""
    with psycopg.connect(history.address, autocommit=True) as owner:
        owner.execute("CREATE ROLE history LOGIN")
        owner.execute("CREATE DATABASE history OWNER history")
    with psycopg.connect(prefects.address, autocommit=True) as owner:
        owner.execute("CREATE ROLE prefect LOGIN")
        owner.execute("CREATE DATABASE prefect OWNER prefect")
    with psycopg.connect(source.address, autocommit=True) as owner:
        owner.execute("CREATE ROLE reader LOGIN")
        owner.execute("CREATE DATABASE ssd")
    with psycopg.connect(source.database("ssd"), autocommit=True) as owner:
        for name, columns in held.columns.items():
            owner.execute(f"CREATE TABLE {name} ({', '.join(f'{column} text' for column in columns)})")
        owner.execute("CREATE TABLE load_log (finished timestamp)")
        owner.execute("CREATE TABLE which_one (kind text)")
        owner.execute("INSERT INTO which_one VALUES ('live')")
        owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
